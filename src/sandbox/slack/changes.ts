import type { Json } from './json.ts';
import type { LogEntry } from './log.ts';
import type { Conversation, Message, OpenView } from './types.ts';

/** Everything that can be seen to happen in the workspace, for pages and for tests that wait. */
export type Change =
  | { type: 'message_posted' | 'message_changed'; message: Message }
  | { type: 'message_deleted'; conversation: string; ts: string }
  | { type: 'ephemeral_posted'; user: string; message: Message }
  | { type: 'ephemeral_deleted'; user: string; conversation: string; ts: string }
  | { type: 'view_opened' | 'view_pushed' | 'view_updated' | 'view_closed'; user: string; view: OpenView }
  | { type: 'home_published'; user: string; view: OpenView }
  | { type: 'conversation_changed'; conversation: Conversation }
  /** Something that Slack itself (not the app) tells one person, such as a command that timed out. */
  | { type: 'notice'; user: string; conversation?: string; text: string }
  /** `startedBy`: whoever has run the workflow. */
  | { type: 'step_completed'; executionId: string; outcome: StepOutcome; startedBy?: string }
  | { type: 'sockets_changed'; connected: number }
  | { type: 'request_logged'; entry: LogEntry };

export type StepOutcome = { kind: 'success'; outputs: Json } | { kind: 'error'; error: string };

export type ChangeListener = (change: Change) => void;
export type Unsubscribe = () => void;

export class Changes {
  readonly #listeners = new Set<ChangeListener>();

  subscribe(listener: ChangeListener): Unsubscribe {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }
}
