import { isBlocked } from '../blocks/is-blocked.ts';
import { isAnothers } from '../conversation/claim.ts';
import type { Conversation } from '../conversation/conversation.ts';
import { type Reply, replyIn, type Stay, withLine } from '../conversation/line.ts';
import type { Call } from '../kernel/context.ts';
import { denyPerson } from '../policy/judge.ts';
import { unaccounted } from '../reach-out/applied.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { stayOf } from './obstacle.ts';
import { refusedReply } from './refused-reply.ts';
import { replyModeAt } from './reply-mode.ts';
import { isNote } from './reply-text.ts';
import { isAfterStart, replyIdOf, timeOf } from './typed-message.ts';

/** A message in a thread. */
export interface Typed {
  placeId: string;
  threadTs: string;
  ts: string;
  userId: string;
  /** With Slack's markup. */
  markup: string;
  /** It comes long after it was typed: its writer is asked in any case. */
  isLate?: boolean;
  /** What the customer would get; asked for only where that may be. */
  read(): Promise<string>;
}

/**
 * - none: it is none of ours, or meant for colleagues; nobody is told anything.
 * - stays: it can't go, for a reason that its writer is told.
 * - asked: its writer is asked; `claimedBy` is somebody else who answers for the conversation.
 * - goes: its writer is told, and then it goes by letGo; it can be taken back for so many seconds.
 */
export type TypedResult =
  | { kind: 'none' }
  | { kind: 'stays'; why: Stay; reachOut: ReachOut; reply: Reply }
  | { kind: 'asked'; reachOut: ReachOut; reply: Reply; claimedBy?: string }
  | { kind: 'goes'; reachOut: ReachOut; reply: Reply; seconds: number };

const NONE = { kind: 'none' } as const;

/**
 * What becomes of something typed in a thread. It is stored before anybody is told, and known by its message however
 * often it comes; whoever could not be told is told when it comes again. Throws where Slack does not say who wrote it.
 */
export async function typeReply({ ctx, input }: Call<Typed>): Promise<TypedResult> {
  const { replies } = ctx.settings;
  const { placeId, threadTs, ts, userId, markup, isLate = false } = input;
  if (!replies || isNote(markup)) return NONE;
  const id = replyIdOf(placeId, ts);
  const found = await ctx.reachOuts.findByThread(placeId, threadTs, id);
  if (!found?.conversation || !isAfterStart(found, ts)) return NONE;
  const mode = await replyModeAt(ctx, placeId, timeOf(ts));
  if (mode === 'off') return NONE;
  const [denial, isListed] = await Promise.all([denyPerson(ctx, userId, found.id), isBlocked(ctx, found)]);
  if (denial?.kind === 'unidentified') throw new Error('Slack did not say who writes');
  if (denial) return NONE;
  const mayGo = mode === 'send' && !isLate && !(await ctx.reachOuts.isThreadShared(found, threadTs));
  const text = await input.read();
  const now = ctx.clock.now();
  const fresh: Reply = {
    ...{ kind: 'reply', id, at: timeOf(ts).toISOString(), by: userId, text, tries: 0 },
    ...{ state: 'asked', sendAt: now.toISOString(), source: { placeId, ts } },
  };
  let result: TypedResult = NONE;
  const after = await ctx.reachOuts.change(
    found,
    (reachOut) => {
      result = NONE;
      const { conversation } = reachOut;
      const known = replyIn(reachOut.lines, id);
      if (!conversation || (known && isSettled(known))) return undefined;
      const reply = known ?? fresh;
      const add = (line: Reply) =>
        known ? undefined : unaccounted({ ...reachOut, lines: [...reachOut.lines, line] });
      const why = stayOf(reachOut, text, now, isListed);
      if (why) {
        if (!known && isTold(conversation, why, userId)) return undefined;
        result = { kind: 'stays', why, reachOut, reply };
        if (known?.stays === why) return undefined;
        const entry = refusedReply(ctx.actor, id, why);
        const staying = { ...reply, stays: why };
        const lines = known ? withLine(reachOut.lines, id, () => staying) : [...reachOut.lines, staying];
        return {
          reachOut: { ...reachOut, lines, conversation: withTold(conversation, why, userId) },
          entries: entry ? [entry] : [],
        };
      }
      const isOthers = isAnothers(reachOut, userId);
      if (!mayGo || isOthers) {
        const { claimedBy } = conversation;
        result = { kind: 'asked', reachOut, reply, ...(isOthers && claimedBy && { claimedBy }) };
        return add(reply);
      }
      result = { kind: 'goes', reachOut, reply, seconds: replies.undoSeconds };
      return add(reply);
    },
    id,
  );
  return asStored(result, after);
}

function asStored(result: TypedResult, reachOut: ReachOut | undefined): TypedResult {
  return result.kind === 'none' || !reachOut ? result : { ...result, reachOut };
}

/** Its writer knows what becomes of it. */
function isSettled({ state, isAsked }: Reply): boolean {
  return isAsked === true || state !== 'asked';
}

/** Of what holds for all that is typed, each person is told once. */
const TOLD_ONCE: Stay[] = ['agent', 'elsewhere', 'not_in'];

function isTold({ stayTold }: Conversation, why: Stay, userId: string): boolean {
  return stayTold?.why === why && stayTold.to.includes(userId);
}

function withTold(conversation: Conversation, why: Stay, userId: string): Conversation {
  const { stayTold } = conversation;
  if (!TOLD_ONCE.includes(why)) return conversation;
  return { ...conversation, stayTold: { why, to: [...(stayTold?.why === why ? stayTold.to : []), userId] } };
}
