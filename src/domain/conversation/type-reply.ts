import { addSeconds } from 'date-fns';
import type { Call } from '../kernel/context.ts';
import { judge } from '../policy/judge.ts';
import { unaccounted } from '../reach-out/applied.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { claimed, isAnothers } from './claim.ts';
import type { Reply, Stay } from './line.ts';
import { stayOf } from './offer.ts';
import { replyIdOf } from './reply-id.ts';
import { isNote } from './reply-text.ts';

/** A message in a thread. */
export interface Typed {
  placeId: string;
  threadTs: string;
  ts: string;
  userId: string;
  /** With Slack's markup. */
  markup: string;
  /** What the customer would get; asked for only where that may be. */
  read(): Promise<string>;
  /** Of a message that was edited before it was decided on. */
  editedTs?: string;
}

/**
 * - none: it is none of ours, or meant for colleagues; nobody is told anything.
 * - stays: it can't go, for a reason that its writer is told.
 * - asked: its writer is asked; `claimedBy` is somebody else who answers for the conversation.
 * - waiting: it goes, and can be taken back for so many seconds.
 */
export type TypedResult =
  | { kind: 'none' }
  | { kind: 'stays'; why: Stay; reachOut: ReachOut; reply: Reply }
  | { kind: 'asked'; reachOut: ReachOut; reply: Reply; claimedBy?: string }
  | { kind: 'waiting'; reachOut: ReachOut; reply: Reply; seconds: number };

const NONE = { kind: 'none' } as const;

/** What becomes of something typed in a thread. It is stored before anybody is told, and known by its message however often it comes. */
export async function typeReply({ ctx, input }: Call<Typed>): Promise<TypedResult> {
  const { replies } = ctx.settings;
  const { placeId, threadTs, ts, userId, markup, editedTs } = input;
  if (!replies || replies.mode === 'off' || isNote(markup)) return NONE;
  const found = await ctx.reachOuts.findByThread(placeId, threadTs);
  if (!found?.conversation || !isAfterStart(found, ts)) return NONE;
  const verdict = await judge({ ctx, input: { userId } });
  if (!verdict || verdict.kind === 'refuse') return NONE;
  const text = await input.read();
  const now = ctx.clock.now();
  const id = replyIdOf(placeId, ts, editedTs);
  const reply: Reply = {
    ...{ kind: 'reply', id, at: now.toISOString(), by: userId, text, tries: 0 },
    ...{ state: 'asked', sendAt: now.toISOString(), source: { placeId, ts } },
  };
  let result: TypedResult = NONE;
  await ctx.reachOuts.change(
    found.id,
    (reachOut) => {
      result = NONE;
      const { conversation } = reachOut;
      if (!conversation || reachOut.lines.some((line) => line.id === id)) return undefined;
      const add = (line: Reply, from: ReachOut = reachOut) =>
        unaccounted({ ...from, lines: [...from.lines, line] });
      const why = stayOf(reachOut, text, now);
      if (why) {
        if (why === conversation.stayTold) return undefined;
        result = { kind: 'stays', why, reachOut, reply };
        const stayTold = ['agent', 'elsewhere', 'not_in'].includes(why) ? why : undefined;
        return add(reply, stayTold ? { ...reachOut, conversation: { ...conversation, stayTold } } : reachOut);
      }
      const { claimedBy } = conversation;
      if (replies.mode === 'ask' || isAnothers(reachOut, userId)) {
        result = {
          kind: 'asked',
          reachOut,
          reply,
          ...(claimedBy && isAnothers(reachOut, userId) && { claimedBy }),
        };
        return add(reply);
      }
      const sendAt = addSeconds(now, replies.undoSeconds).toISOString();
      const waiting: Reply = { ...reply, state: 'waiting', sendAt };
      result = { kind: 'waiting', reachOut, reply: waiting, seconds: replies.undoSeconds };
      return add(waiting, claimed(reachOut, userId));
    },
    id,
  );
  return result;
}

/** What was written before the contact was started is not about it. */
function isAfterStart({ startedAt }: ReachOut, ts: string): boolean {
  return startedAt !== undefined && Number(ts) * 1000 >= startedAt.getTime() - CLOCK_SKEW_MS;
}

/** Slack's clock and the database's may differ by so much. */
const CLOCK_SKEW_MS = 2_000;
