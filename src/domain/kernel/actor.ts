import type { WorkflowStep } from '../workflow/workflow-step.ts';

/** By which door a person comes; kept in the audit trail. */
export const DOORS = [
  ...['command', 'shortcut', 'message_shortcut', 'retry', 'continue'],
  ...['button', 'form', 'message', 'reaction', 'schedule', 'approval', 'workflow', 'home', 'list', 'install'],
] as const;
export type Door = (typeof DOORS)[number];

/** Who does something; kept in the audit trail. `workflow`: which run of which does it on their behalf. */
export type Actor =
  | { kind: 'slack_user'; userId: string; door: Door; workflow?: WorkflowStep }
  | { kind: 'engine' }
  | { kind: 'contact_event' }
  | { kind: 'operator' };

export const ENGINE = { kind: 'engine' } as const satisfies Actor;

/** What happened. The detail never holds a phone number or message text; a masked number at most. */
export interface Entry {
  actor: Actor;
  action: string;
  detail?: Record<string, unknown>;
}
