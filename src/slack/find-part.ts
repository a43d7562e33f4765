import type { WebClient } from '@slack/web-api';
import { subSeconds } from 'date-fns';
import type { ReachOut } from '../domain/reach-out/reach-out.ts';
import { threadRoot } from '../domain/thread/plan.ts';
import type { Part } from '../domain/thread/post.ts';

/** The event_type of our messages' metadata. */
export const EVENT_TYPE = 'reach_out';

/** Slack's clock may differ from ours; no message of a reach-out is older than the reach-out by more. */
const CLOCK_SKEW_SECONDS = 300;
const PAGE = 200;

/** Longer than a look may take, with what it is part of; what is not read by then is not known. */
const DEADLINE_MS = 8_000;

interface Found {
  ts?: string;
  metadata?: { event_type?: string; event_payload?: { [key: string]: unknown } };
}

/**
 * The ts of the messages in Slack that carry this part's metadata, oldest first; undefined when there are
 * more messages than can be read in time. Throws what the client throws.
 */
export async function findPart(
  client: WebClient,
  reachOut: ReachOut,
  part: Part,
): Promise<string[] | undefined> {
  // A message to a person has no conversation that could be read before it stands.
  if (reachOut.placeId === reachOut.userId) return [];
  const root = part === 'card' ? reachOut.threadTs : threadRoot(reachOut);
  const found: string[] = [];
  let cursor: string | undefined;
  const began = performance.now();
  do {
    if (performance.now() - began > DEADLINE_MS) return undefined;
    const query = {
      channel: reachOut.placeId,
      oldest: String(subSeconds(reachOut.requestedAt, CLOCK_SKEW_SECONDS).getTime() / 1000),
      limit: PAGE,
      include_all_metadata: true,
      ...(cursor && { cursor }),
    };
    const { messages = [], response_metadata } = root
      ? await client.conversations.replies({ ...query, ts: root })
      : await client.conversations.history(query);
    found.push(...messages.filter((message) => isPart(message, reachOut.id, part)).map(({ ts }) => ts ?? ''));
    cursor = response_metadata?.next_cursor || undefined;
  } while (cursor);
  return found.sort();
}

function isPart({ ts, metadata }: Found, id: string, part: Part): boolean {
  const { reach_out_id, part: found } = metadata?.event_payload ?? {};
  return Boolean(ts) && metadata?.event_type === EVENT_TYPE && reach_out_id === id && found === part;
}
