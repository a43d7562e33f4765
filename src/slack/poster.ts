import type { WebClient } from '@slack/web-api';
import type { Log } from '../domain/kernel/log.ts';
import type { ReachOut } from '../domain/reach-out/reach-out.ts';
import { threadRoot } from '../domain/thread/plan.ts';
import type { PlannedPost } from '../domain/thread/post.ts';
import type { Poster, PostOutcome } from '../domain/thread/poster.ts';
import type { Names } from '../views/names.ts';
import { buildThreadMessage } from '../views/thread/message.ts';
import { EVENT_TYPE, findPart } from './find-part.ts';
import { outcomeOf, slackErrorOf } from './outcome.ts';

interface Answer {
  ts?: string;
  /** Where a message stands; the direct message's own id when it was addressed to a person. */
  channel?: string;
}

/** The thread of a reach-out in Slack. Its messages carry metadata by which they are found again. */
export function createPoster(client: WebClient, names: Names, log: Log): Poster {
  const settle = async (
    reachOut: ReachOut,
    action: string,
    call: () => Promise<Answer>,
  ): Promise<PostOutcome> => {
    try {
      const { ts, channel = reachOut.placeId } = await call();
      return ts ? { kind: 'posted', ts, placeId: channel } : { kind: 'unknown' };
    } catch (error) {
      const outcome = outcomeOf(error);
      const level = outcome.kind === 'unfit' ? 'error' : 'warn';
      log[level]({ reachOutId: reachOut.id, action, ...outcome }, 'Slack call failed');
      return outcome;
    }
  };
  return {
    post: (reachOut, post) =>
      settle(reachOut, `post ${post.part}`, () => {
        const root = post.part === 'card' ? reachOut.threadTs : threadRoot(reachOut);
        const message = { channel: reachOut.placeId, ...content(reachOut, post, names) };
        return client.chat.postMessage(root ? { ...message, thread_ts: root } : message);
      }),

    edit: (reachOut, post) =>
      settle(reachOut, `edit ${post.part}`, () =>
        client.chat.update({
          channel: reachOut.placeId,
          ts: reachOut.posts[post.part]?.ts ?? '',
          ...content(reachOut, post, names),
        }),
      ),

    remove: (reachOut, ts) =>
      settle(reachOut, 'delete twin', () => client.chat.delete({ channel: reachOut.placeId, ts })),

    async find(reachOut, part) {
      try {
        return await findPart(client, reachOut, part);
      } catch (error) {
        const outcome = outcomeOf(error);
        log.warn({ reachOutId: reachOut.id, action: `find ${part}`, ...outcome }, 'Slack call failed');
        // Where messages cannot be read at all, waiting would not help: better one told twice than not at all.
        return slackErrorOf(error) && outcome.kind !== 'unknown' && outcome.kind !== 'slow_down'
          ? []
          : undefined;
      }
    },
  };
}

/** Blocks with a text for notifications, or the text alone where Slack has refused the blocks. */
function content(reachOut: ReachOut, post: PlannedPost, names: Names) {
  const { text, blocks } = buildThreadMessage(reachOut, post, names);
  return {
    text,
    blocks: reachOut.posts[post.part]?.isPlain ? [] : blocks,
    unfurl_links: false,
    unfurl_media: false,
    metadata: { event_type: EVENT_TYPE, event_payload: { reach_out_id: reachOut.id, part: post.part } },
  };
}
