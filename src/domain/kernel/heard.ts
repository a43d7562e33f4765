/** What comes from outside by itself, of which somebody may ask when it came last. */
export type Sound = 'contact_event' | 'chat_message';

export interface Heard {
  /** Kept to a minute, and soon rather than now; what goes wrong with it keeps nothing else up. */
  note(what: Sound): void;
}
