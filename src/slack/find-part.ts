import type { WebClient } from '@slack/web-api';
import { subSeconds } from 'date-fns';
import { type Part, type ReachOut, threadRoot } from '../domain/reach-out/progress.ts';

/** The event_type of our messages' metadata. */
export const EVENT_TYPE = 'reach_out';

/** Slack's clock may differ from ours; no message of a reach-out is older than the reach-out by more. */
const CLOCK_SKEW_SECONDS = 300;
const PAGE = 200;
const PAGES = 5;

interface Found {
  ts?: string;
  metadata?: { event_type?: string; event_payload?: { [key: string]: unknown } };
}

/** The ts of the messages in Slack that carry this part's metadata, oldest first. Throws what the client throws. */
export async function findPart(client: WebClient, reachOut: ReachOut, part: Part): Promise<string[]> {
  // A message to a person has no conversation that could be read before it stands.
  if (reachOut.placeId === reachOut.userId) return [];
  const root = part === 'card' ? reachOut.threadTs : threadRoot(reachOut);
  const found: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page++) {
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
    if (!cursor) break;
  }
  return found.sort();
}

function isPart({ ts, metadata }: Found, id: string, part: Part): boolean {
  const { reach_out_id, part: found } = metadata?.event_payload ?? {};
  return Boolean(ts) && metadata?.event_type === EVENT_TYPE && reach_out_id === id && found === part;
}
