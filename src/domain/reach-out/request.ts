import { isDeepStrictEqual } from 'node:util';
import { type Approval, askForApproval } from '../approval/approval.ts';
import { hasEnded } from '../contact/contact.ts';
import type { Call, Context } from '../kernel/context.ts';
import { isByOthers, type NeededApproval } from '../policy/approvals.ts';
import type { Refusal } from '../policy/decide.ts';
import { judge } from '../policy/judge.ts';
import { hasLimits } from '../policy/limits.ts';
import { noteRefused } from '../policy/note-refused.ts';
import type { OpenConversation, Question } from '../policy/question.ts';
import { threadRoot } from '../thread/plan.ts';
import { isGone, type NewReachOut, type ReachOut } from './reach-out.ts';
import type { ReachOuts } from './reach-outs.ts';

/**
 * - stored: the reach-out and its audit entry are committed.
 * - repeated: this very reach-out was confirmed before; nothing is sent again.
 * - altered: a reach-out of this id was confirmed before with other answers, which stand.
 * - refused: the policy is against it; nothing is stored.
 * - asked: it may go once these questions are answered; nothing is stored.
 * - held: of a list that somebody else has to approve of first; nothing is stored.
 * - unidentified: Slack did not say who asks; nothing is stored.
 */
export type RequestResult =
  | { kind: 'stored'; reachOut: ReachOut }
  | { kind: 'repeated' | 'altered' }
  | { kind: 'refused'; refusals: Refusal[] }
  | { kind: 'asked'; questions: Question[] }
  | { kind: 'held'; needed: NeededApproval }
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
  /** The list that it belongs to, with how many rows, and what was approved of it as a whole. */
  list?: { id: string; rows: number; approval?: Approval };
}

/** Confirms a reach-out. Its id is claimed once, however often the person presses or Slack repeats. */
export async function requestReachOut({ ctx, input }: Call<Confirmation>): Promise<RequestResult> {
  const { reachOut, isAnswered, held, placeName, list } = input;
  const { id, request, userId, placeId, sendAt } = reachOut;
  const { recipient, channel } = request;
  const where = { placeId, ...(placeName && { placeName }) };
  const open = await findOpen(ctx, reachOut);
  const verdict = await judge({
    ctx,
    input: {
      userId,
      id,
      ...where,
      recipient,
      channel,
      ...(open && { open }),
      ...(sendAt && { sendAt }),
      ...(list && { rows: list.rows }),
    },
  });
  if (!verdict) return { kind: 'unidentified' };
  if (verdict.kind === 'refuse') {
    const { refusals } = verdict;
    await noteRefused({ ctx, input: { reachOutId: id, refusals } });
    return { kind: 'refused', refusals };
  }
  const questions = verdict.kind === 'ask' ? verdict.questions : [];
  const answered = questions.filter(isAnswered).map(({ name }) => name);
  if (answered.length < questions.length) {
    const asked = { questions: questions.map(({ name }) => name), answered };
    await ctx.audit.record({ actor: ctx.actor, action: 'asked', detail: asked, reachOutId: id });
    return { kind: 'asked', questions };
  }
  const { approval: needed } = verdict;
  if (list && needed && (!list.approval || isByOthers(needed, list.approval)))
    return { kind: 'held', needed };
  const approval = list?.approval ?? (needed && askForApproval(needed, ctx.clock.now(), sendAt));
  const detail = {
    channel,
    ...(list && { list: list.id }),
    ...(sendAt && { sendAt: sendAt.toISOString() }),
    ...(approval && { approval: approval.rule }),
    ...(answered.length > 0 && { answered }),
  };
  const entry = { actor: ctx.actor, action: 'requested', detail };
  const confirmed = { ...reachOut, answered, ...(approval && { approval }) };
  const stored = await insert(ctx, confirmed, entry, { held });
  // Somebody else has taken the last place meanwhile, which is asked about again.
  if (stored === 'beyond') return requestReachOut({ ctx, input });
  if (stored) return { kind: 'stored', reachOut: stored };
  const earlier = await ctx.reachOuts.find(id);
  const isSame = earlier && (isGone(earlier) || isDeepStrictEqual(earlier.request, request));
  return { kind: isSame ? 'repeated' : 'altered' };
}

/** Within the limits as they are, but for the one that was asked about. */
function insert(ctx: Context, ...[reachOut, ...insert]: Parameters<ReachOuts['insert']>) {
  const { recipient, ...others } = ctx.policy().limits;
  const isAsked = reachOut.answered.includes('contacted_before');
  const limits = { ...others, ...(recipient && !isAsked && { recipient }) };
  return hasLimits(limits)
    ? ctx.reachOuts.insertWithin(limits, reachOut, ...insert)
    : ctx.reachOuts.insert(reachOut, ...insert);
}

/** A conversation with its number that is open. */
async function findOpen(
  ctx: Context,
  { request: { recipient }, ...reachOut }: Confirmation['reachOut'],
): Promise<OpenConversation | undefined> {
  const found = ctx.chats && (await ctx.reachOuts.findOpenTo(recipient, reachOut));
  if (!found || hasEnded(found.contact)) return undefined;
  if (found.teamId !== reachOut.teamId) return {};
  const ts = threadRoot(found);
  const by = found.conversation?.claimedBy ?? found.userId;
  return ts ? { thread: { placeId: found.placeId, ts, by } } : undefined;
}
