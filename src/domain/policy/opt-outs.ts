/**
 * What AWS's own list says of a number. not_checked: it did not answer in time, or not as it should; that stops
 * nothing, and is said on the card.
 */
export type OptOut = { kind: 'listed'; since?: Date } | { kind: 'not_listed' } | { kind: 'not_checked' };

/** Who has opted out of text messages, as AWS End User Messaging SMS knows it. */
export interface OptOuts {
  /** Never throws, and answers within a second. What was answered a minute ago at most is not asked again. */
  find(recipient: string): Promise<OptOut>;
}
