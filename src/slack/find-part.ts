import type { WebClient } from '@slack/web-api';
import { subSeconds } from 'date-fns';
import type { ReachOut } from '../domain/reach-out/reach-out.ts';
import { threadRoot } from '../domain/thread/plan.ts';
import type { Part } from '../domain/thread/post.ts';
import type { FindOutcome } from '../domain/thread/poster.ts';
import { slackErrorOf } from './outcome.ts';

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
 * The messages in Slack that carry this part's metadata: those of its thread, and those of the place itself
 * where it has none, or may have been posted outside of it. Throws what the client throws.
 */
export async function findPart(client: WebClient, reachOut: ReachOut, part: Part): Promise<FindOutcome> {
  const { threadTs, posts } = reachOut;
  const root = part === 'card' ? threadTs : threadRoot(reachOut);
  const sought = { ...reachOut, payload: { reach_out_id: reachOut.id, part } };
  return findMessages(client, {
    ...sought,
    ...(root && { root }),
    mayBeLoose: posts[part]?.isLoose === true,
  });
}

/** Messages that were posted with this payload, by a request of a person that was made then. */
interface Sought extends Pick<ReachOut, 'placeId' | 'userId' | 'requestedAt'> {
  payload: Record<string, string>;
  /** The thread that they are in, if any; they may stand outside of it all the same. */
  root?: string;
  mayBeLoose?: boolean;
}

/** Throws what the client throws. */
export async function findMessages(client: WebClient, sought: Sought): Promise<FindOutcome> {
  const { placeId, userId, requestedAt, payload, root, mayBeLoose = false } = sought;
  // A message to a person has no conversation that could be read before it stands.
  if (placeId === userId) return { kind: 'looked', found: [], loose: [] };
  const began = performance.now();

  /** Of the thread, or of the place where no thread is named; undefined when there are more than can be read in time. */
  async function read(thread?: string): Promise<string[] | undefined> {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      if (performance.now() - began > DEADLINE_MS) return undefined;
      const query = {
        channel: placeId,
        oldest: String(subSeconds(requestedAt, CLOCK_SKEW_SECONDS).getTime() / 1000),
        limit: PAGE,
        include_all_metadata: true,
        ...(cursor && { cursor }),
      };
      const { messages = [], response_metadata } = thread
        ? await client.conversations.replies({ ...query, ts: thread })
        : await client.conversations.history(query);
      found.push(...messages.filter((message) => carries(message, payload)).map(({ ts }) => ts ?? ''));
      cursor = response_metadata?.next_cursor || undefined;
    } while (cursor);
    return found.sort();
  }

  const inThread = root === undefined ? undefined : await orGone(read(root));
  const inPlace = !root || inThread === 'gone' || mayBeLoose ? await read() : [];
  if (inPlace === undefined || (root && inThread === undefined)) return { kind: 'not_known' };
  if (!root) return { kind: 'looked', found: inPlace, loose: [] };
  return inThread === 'gone'
    ? { kind: 'rootless', found: [], loose: inPlace }
    : { kind: 'looked', found: inThread ?? [], loose: inPlace };
}

async function orGone<T>(reading: Promise<T>): Promise<T | 'gone'> {
  return reading.catch((error) => {
    if (slackErrorOf(error) === 'thread_not_found') return 'gone';
    throw error;
  });
}

function carries({ ts, metadata }: Found, payload: Record<string, string>): boolean {
  const found = metadata?.event_payload ?? {};
  const isSame = Object.entries(payload).every(([name, value]) => found[name] === value);
  return Boolean(ts) && metadata?.event_type === EVENT_TYPE && isSame;
}
