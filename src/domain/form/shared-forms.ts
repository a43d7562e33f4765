/** A form that is in hand. */
export interface Taken {
  /** By which it is known who has it. */
  holder: string;
  /** What was known of it last; absent where nothing is. */
  known?: string;
}

/**
 * What instances on one database know in common of the forms that are open: Slack sends what is done in a form to any of
 * them. One at a time has a form in hand.
 */
export interface SharedForms {
  /** Resolves once nobody else has it in hand. Who has it for longer than a few seconds, as the dead do, loses it. */
  take(viewId: string): Promise<Taken>;
  /** Lets it go, with what is known by now; false, and nothing is stored, where it was lost meanwhile. */
  letGo(viewId: string, holder: string, known: string): Promise<boolean>;
  /** Whether it is still in that hand. */
  isHeldBy(viewId: string, holder: string): Promise<boolean>;
  /** What is known, once nobody has it in hand. */
  look(viewId: string): Promise<string | undefined>;
  /** Stores what is known, and takes the form from whoever has it in hand. */
  put(viewId: string, known: string): Promise<void>;
  forget(viewId: string): Promise<void>;
}
