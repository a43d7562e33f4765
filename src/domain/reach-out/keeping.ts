/** How what is kept is looked after, in small steps. */
export interface Keeping {
  /** Encrypts some of what an earlier version has stored as it was; false once nothing is left. */
  sealSome(): Promise<boolean>;
  /** Erases number, texts and names of some that ended so many days ago; false once nothing is left, or another instance is at it. */
  eraseSome(days: number): Promise<boolean>;
  /** What was typed into forms is not kept any longer than it can come back, nor what is known of open ones that nobody touches. */
  forgetTyped(): Promise<void>;
}
