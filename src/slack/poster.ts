import { setTimeout as delay } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import { replyOf } from '../domain/conversation/tell.ts';
import type { Log } from '../domain/kernel/log.ts';
import type { ReachOut } from '../domain/reach-out/reach-out.ts';
import { threadRoot } from '../domain/thread/plan.ts';
import type { Part } from '../domain/thread/post.ts';
import type { Poster, PostOutcome } from '../domain/thread/poster.ts';
import type { Names } from '../views/names.ts';
import { replyTroubleText } from '../views/sentences/conversation.ts';
import { buildThreadMessage } from '../views/thread/message.ts';
import { EVENT_TYPE, findPart } from './find-part.ts';
import { causeOf, outcomeOf, slackErrorOf } from './outcome.ts';

/** With a post before it, shorter than a lease. */
const CHECK_MS = 3_000;

/** Emoji at a message: 📮 Amazon Connect has it, ⚠️ it was not sent, or nobody knows. */
const MARKS = { accepted: 'postbox', trouble: 'warning' };

function unlessThere(error: unknown): void {
  if (slackErrorOf(error) !== 'already_reacted') throw error;
}

interface Answer {
  ts?: string;
  /** Where a message stands; the direct message's own id when it was addressed to a person. */
  channel?: string;
  message?: object;
}

/**
 * The thread of a reach-out in Slack. Its messages carry metadata by which they are found again. `learn`
 * looks up what a message is to name.
 */
export function createPoster(
  client: WebClient,
  names: Names,
  log: Log,
  learn: (reachOut: ReachOut) => Promise<void>,
): Poster {
  const settle = async (
    reachOut: ReachOut,
    action: string,
    call: () => Promise<Answer>,
    root?: string,
  ): Promise<PostOutcome> => {
    try {
      const { ts, channel = reachOut.placeId, message } = await call();
      if (!ts) return { kind: 'unknown' };
      const thread = (message as { thread_ts?: string | null } | undefined)?.thread_ts ?? ts;
      const mayBeLoose = root !== undefined && message !== undefined && thread === ts;
      const isLoose = mayBeLoose && (await standsInPlace(client, channel, ts, root === reachOut.threadTs));
      return { kind: isLoose ? 'loose' : 'posted', ts, placeId: channel };
    } catch (error) {
      const outcome = outcomeOf(error);
      const level = outcome.kind === 'unfit' ? 'error' : 'warn';
      log[level]({ reachOutId: reachOut.id, action, ...outcome, ...causeOf(error) }, 'Slack call failed');
      return outcome;
    }
  };
  /** A message that can't be built is a fault of ours, and is tried again as one that Slack did not answer. */
  const build = async (reachOut: ReachOut, part: Part) => {
    try {
      await learn(reachOut);
      return { channel: reachOut.placeId, ...content(reachOut, part, names) };
    } catch (error) {
      log.error({ err: error, reachOutId: reachOut.id, part }, 'a message could not be built');
      return undefined;
    }
  };
  return {
    async post(reachOut, part) {
      const message = await build(reachOut, part);
      if (!message) return { kind: 'unknown' };
      const root = part === 'card' ? reachOut.threadTs : threadRoot(reachOut);
      return settle(
        reachOut,
        `post ${part}`,
        () => client.chat.postMessage(root ? { ...message, thread_ts: root } : message),
        root,
      );
    },

    async edit(reachOut, part) {
      const message = await build(reachOut, part);
      if (!message) return { kind: 'unknown' };
      const ts = reachOut.posts[part]?.ts ?? '';
      return settle(reachOut, `edit ${part}`, () => client.chat.update({ ...message, ts }));
    },

    remove: (reachOut, ts) =>
      settle(reachOut, 'delete twin', () => client.chat.delete({ channel: reachOut.placeId, ts })),

    async mark(reachOut, replyId) {
      const reply = replyOf(reachOut, `reply:${replyId}`);
      if (!reply) return { kind: 'gone', error: 'message_not_found' };
      const trouble = replyTroubleText(reply);
      const name = trouble ? MARKS.trouble : MARKS.accepted;
      const { placeId: channel = reachOut.placeId, ts: timestamp } = reply.source ?? {};
      const marked: PostOutcome = timestamp
        ? await settle(reachOut, 'mark a reply', async () => {
            await client.reactions.add({ channel, timestamp, name }).catch(unlessThere);
            return { ts: timestamp };
          })
        : { kind: 'gone', error: 'message_not_found' };
      if (!trouble || marked.kind === 'slow_down') return marked;
      const message = { user: reply.by, text: trouble };
      const thread_ts = threadRoot(reachOut);
      const told = await settle(reachOut, 'tell of a reply', async () => {
        const { message_ts } = await client.chat.postEphemeral({
          ...{ channel, ...message },
          ...(thread_ts && { thread_ts }),
        });
        return message_ts ? { ts: message_ts } : {};
      });
      if (told.kind !== 'impossible') return told;
      // Where nothing can be said privately, a direct message says it.
      return settle(reachOut, 'tell of a reply directly', () =>
        client.chat.postMessage({ channel: reply.by, text: trouble }),
      );
    },

    async find(reachOut, part) {
      try {
        return await findPart(client, reachOut, part);
      } catch (error) {
        const outcome = outcomeOf(error);
        const fields = { reachOutId: reachOut.id, action: `find ${part}`, ...outcome, ...causeOf(error) };
        log.warn(fields, 'Slack call failed');
        // Where messages cannot be read at all, waiting would not help: better one told twice than not at all.
        return slackErrorOf(error) && outcome.kind !== 'unknown' && outcome.kind !== 'slow_down'
          ? { kind: 'looked', found: [], loose: [] }
          : { kind: 'not_known' };
      }
    },
  };
}

/**
 * Whether a message that was to be a reply stands in the place itself. Slack posts it there where the head of
 * its thread is gone, and answers without thread_ts; as a new card hangs on that, the place is asked as well.
 * Where it can't be read: that a card of ours is gone shows at its next edit, of another's message it doesn't.
 */
async function standsInPlace(
  client: WebClient,
  channel: string,
  ts: string,
  otherwise: boolean,
): Promise<boolean> {
  const one = { channel, oldest: ts, latest: ts, inclusive: true, limit: 1 };
  const asked = client.conversations
    .history(one)
    .then(({ messages = [] }) => messages.some((message) => message.ts === ts && !message.thread_ts))
    .catch(() => otherwise);
  return Promise.race([asked, delay(CHECK_MS, otherwise, { ref: false })]);
}

/** Blocks with a text for notifications, or the text alone where Slack has refused the blocks. */
function content(reachOut: ReachOut, part: Part, names: Names) {
  const { text, blocks } = buildThreadMessage(reachOut, part, names);
  return {
    text,
    blocks: reachOut.posts[part]?.isPlain ? [] : blocks,
    unfurl_links: false,
    unfurl_media: false,
    metadata: { event_type: EVENT_TYPE, event_payload: { reach_out_id: reachOut.id, part } },
  };
}
