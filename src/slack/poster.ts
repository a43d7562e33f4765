import type { WebClient } from '@slack/web-api';
import type { Log, PostOutcome, Thread } from '../domain/kernel/ports.ts';
import { type Part, type ReachOut, threadRoot } from '../domain/reach-out/progress.ts';
import type { Names } from '../views/names.ts';
import { buildThreadMessage, type ThreadMessage } from '../views/thread/message.ts';
import { EVENT_TYPE, findPart } from './find-part.ts';
import { outcomeOf, slackErrorOf } from './outcome.ts';

interface Answer {
  ts?: string;
  /** Where a message stands; the direct message's own id when it was addressed to a person. */
  channel?: string;
}

/** The thread of a reach-out in Slack. Its messages carry metadata by which they are found again. */
export function createThread(client: WebClient, names: Names, log: Log): Thread {
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
      log.warn({ reachOutId: reachOut.id, action, ...outcome }, 'Slack call failed');
      return outcome;
    }
  };
  return {
    post: (reachOut, part, covers) =>
      settle(reachOut, `post ${part}`, () => {
        const root = part === 'card' ? reachOut.threadTs : threadRoot(reachOut);
        const message = {
          channel: reachOut.placeId,
          ...content(reachOut, part, buildThreadMessage(reachOut, part, covers, names)),
        };
        return client.chat.postMessage(root ? { ...message, thread_ts: root } : message);
      }),

    edit: (reachOut, part, covers) =>
      settle(reachOut, `edit ${part}`, () =>
        client.chat.update({
          channel: reachOut.placeId,
          ts: reachOut.posts[part]?.ts ?? '',
          ...content(reachOut, part, buildThreadMessage(reachOut, part, covers, names)),
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

function content(reachOut: ReachOut, part: Part, { text, blocks }: ThreadMessage) {
  return {
    text,
    blocks,
    unfurl_links: false,
    unfurl_media: false,
    metadata: { event_type: EVENT_TYPE, event_payload: { reach_out_id: reachOut.id, part } },
  };
}
