import type { WebClient } from '@slack/web-api';
import type { Log } from '../domain/kernel/log.ts';
import type { ReachOut } from '../domain/reach-out/reach-out.ts';
import { threadRoot } from '../domain/thread/plan.ts';
import { isOfConversation, type Part } from '../domain/thread/post.ts';
import type { Poster } from '../domain/thread/poster.ts';
import type { Names } from '../views/names.ts';
import { buildThreadMessage } from '../views/thread/message.ts';
import { EVENT_TYPE, findPart } from './find-part.ts';
import { markReply } from './mark-reply.ts';
import { createSettle, settleFind } from './settle.ts';

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
  const settle = createSettle(client, log);
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
        `post ${kindOf(part)}`,
        () => client.chat.postMessage(root ? { ...message, thread_ts: root } : message),
        root,
      );
    },

    async edit(reachOut, part) {
      const message = await build(reachOut, part);
      if (!message) return { kind: 'unknown' };
      const ts = reachOut.posts[part]?.ts ?? '';
      return settle(reachOut, `edit ${kindOf(part)}`, () => client.chat.update({ ...message, ts }));
    },

    remove: (reachOut, ts) =>
      settle(reachOut, 'delete twin', () => client.chat.delete({ channel: reachOut.placeId, ts })),

    mark: (reachOut, replyId) => markReply(client, settle, reachOut, replyId),

    find: (reachOut, part) =>
      settleFind(log, { reachOutId: reachOut.id, action: `find ${kindOf(part)}` }, () =>
        findPart(client, reachOut, part),
      ),
  };
}

/** For the log, which counts lines that say the same. */
function kindOf(part: Part): string {
  return isOfConversation(part) ? (part.split(':')[0] ?? part) : part;
}

/** Keeps Slack from formatting and linking what stands in a text. Source: Slack, chat.postMessage. */
const AS_WRITTEN = { mrkdwn: false, parse: 'none' } as const;

/** Blocks with a text for notifications, or the text alone where Slack has refused the blocks. */
function content(reachOut: ReachOut, part: Part, names: Names) {
  const { text, blocks } = buildThreadMessage(reachOut, part, names);
  const isPlain = reachOut.posts[part]?.isPlain === true;
  return {
    text,
    blocks: isPlain ? [] : blocks,
    ...(isPlain && isOfConversation(part) && AS_WRITTEN),
    unfurl_links: false,
    unfurl_media: false,
    metadata: { event_type: EVENT_TYPE, event_payload: { reach_out_id: reachOut.id, part } },
  };
}
