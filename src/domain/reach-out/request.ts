import { isDeepStrictEqual } from 'node:util';
import { hasEnded } from '../contact/contact.ts';
import type { Call, Context } from '../kernel/context.ts';
import type { Head, Refusal } from '../policy/decide.ts';
import { judge } from '../policy/judge.ts';
import { noteRefused } from '../policy/note-refused.ts';
import type { Question } from '../policy/question.ts';
import { threadRoot } from '../thread/plan.ts';
import { isGone, type NewReachOut, type ReachOut } from './reach-out.ts';

/**
 * - stored: the reach-out and its audit entry are committed.
 * - repeated: this very reach-out was confirmed before; nothing is sent again.
 * - altered: a reach-out of this id was confirmed before with other answers, which stand.
 * - refused: the policy is against it; nothing is stored.
 * - asked: it may go once these questions are answered; nothing is stored.
 * - unidentified: Slack did not say who asks; nothing is stored.
 */
export type RequestResult =
  | { kind: 'stored'; reachOut: ReachOut }
  | { kind: 'repeated' | 'altered' }
  | { kind: 'refused'; refusals: Refusal[] }
  | { kind: 'asked'; questions: Question[] }
  | { kind: 'unidentified' };

/** What to confirm, and how. */
export interface Confirmation {
  reachOut: Omit<NewReachOut, 'answered'>;
  /** The place's name, where Slack gave it. */
  placeName?: string;
  /** Whether a question has been answered by whoever confirms. */
  isAnswered(question: Question): boolean;
  /** This process goes on with it at once. */
  held: boolean;
}

/** Confirms a reach-out. Its id is claimed once, however often the person presses or Slack repeats. */
export async function requestReachOut({ ctx, input }: Call<Confirmation>): Promise<RequestResult> {
  const { reachOut, isAnswered, held, placeName } = input;
  const { request, userId, placeId } = reachOut;
  const { recipient, channel } = request;
  const where = { placeId, ...(placeName && { placeName }) };
  const openIn = await findOpen(ctx, recipient, reachOut.id);
  const verdict = await judge({
    ctx,
    input: { userId, ...where, recipient, channel, ...(openIn && { openIn }) },
  });
  if (!verdict) return { kind: 'unidentified' };
  if (verdict.kind === 'refuse') {
    const { refusals } = verdict;
    await noteRefused({ ctx, input: { reachOutId: reachOut.id, refusals } });
    return { kind: 'refused', refusals };
  }
  const questions = verdict.kind === 'ask' ? verdict.questions : [];
  const answered = questions.filter(isAnswered).map(({ name }) => name);
  if (answered.length < questions.length) {
    const asked = { questions: questions.map(({ name }) => name), answered };
    await ctx.audit.record({ actor: ctx.actor, action: 'asked', detail: asked, reachOutId: reachOut.id });
    return { kind: 'asked', questions };
  }
  const { sendAt } = reachOut;
  const detail = {
    channel,
    ...(sendAt && { sendAt: sendAt.toISOString() }),
    ...(answered.length > 0 && { answered }),
  };
  const entry = { actor: ctx.actor, action: 'requested', detail };
  const stored = await ctx.reachOuts.insert({ ...reachOut, answered }, entry, { held });
  if (stored) return { kind: 'stored', reachOut: stored };
  const earlier = await ctx.reachOuts.find(reachOut.id);
  const isSame = earlier && (isGone(earlier) || isDeepStrictEqual(earlier.request, request));
  return { kind: isSame ? 'repeated' : 'altered' };
}

/** The thread in which a conversation with this number is open. */
async function findOpen(ctx: Context, recipient: string, id: string): Promise<Head | undefined> {
  const found = ctx.chats && (await ctx.reachOuts.findOpenTo(recipient, id));
  const ts = found && !hasEnded(found.contact) ? threadRoot(found) : undefined;
  return found && ts ? { placeId: found.placeId, ts } : undefined;
}
