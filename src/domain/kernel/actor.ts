/** Who does something; kept in the audit trail. */
export type Actor =
  | { kind: 'slack_user'; userId: string }
  | { kind: 'engine' }
  | { kind: 'contact_event' }
  | { kind: 'operator' };

/** What happened to a reach-out. The detail never holds a phone number or message text. */
export interface Entry {
  actor: Actor;
  action: string;
  detail?: Record<string, unknown>;
}
