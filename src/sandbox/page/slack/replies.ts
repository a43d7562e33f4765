import type { SandboxState } from '../../page-api.ts';
import type { Message } from '../../slack/index.ts';

/** The replies that a person sees, by the ts of the message that heads their thread. */
export function repliesIn(
  { messages }: SandboxState,
  conversation: string,
  as: string,
): ReadonlyMap<string, readonly Message[]> {
  const visible = (messages[conversation] ?? []).filter(
    ({ thread_ts, ts, visible_to }) =>
      thread_ts !== undefined && thread_ts !== ts && (visible_to === undefined || visible_to === as),
  );
  return Map.groupBy(visible, ({ thread_ts = '' }) => thread_ts);
}
