import { addSeconds } from 'date-fns';
import { hold, isToBeHeld } from '../domain/approval/hold.ts';
import { isBlocked } from '../domain/blocks/is-blocked.ts';
import { isUrgent } from '../domain/contact/look-plan.ts';
import { delayOpening } from '../domain/conversation/opening.ts';
import { withdraw } from '../domain/installation/withdraw.ts';
import type { Context } from '../domain/kernel/context.ts';
import type { Chatting, Lane, Paced } from '../domain/kernel/pace.ts';
import type { Refusal } from '../domain/policy/decide.ts';
import { judgeStart, type StartVerdict } from '../domain/policy/judge.ts';
import { accountOf } from '../domain/policy/note-refused.ts';
import type { Rules } from '../domain/reach-out/agenda.ts';
import { type Applied, enter, visibly } from '../domain/reach-out/applied.ts';
import type { ReachOut, SlowedDown, Turn } from '../domain/reach-out/reach-out.ts';
import { type Step, step } from '../domain/reach-out/step.ts';
import { delayMark, delayReply } from '../domain/reply/send.ts';
import { putOff } from '../domain/schedule/put-off.ts';

/** A reach-out with the step that may be taken now; none when all must wait. */
export interface Admitted {
  applied: Applied;
  step: Step | undefined;
}

/** Lets through what may be done now of all that is due; the rest waits for its turn, or is refused. */
export async function admit(ctx: Context, known: Applied, rules: Rules): Promise<Admitted> {
  const now = await timeFor(ctx, known.reachOut);
  const applied = ctx.isUninstalled ? withdraw(known, now) : known;
  const due = step(applied.reachOut, now, rules);
  if (!due || due.lapse) return { applied, step: due };
  const planned = await withholdReply(ctx, applied.reachOut, due);
  const { start } = planned;
  // Whether an earlier call has started a contact is to be found out, whatever the policy says by now.
  const judged = start && !start.again ? await judgeAgain(ctx, applied, now) : { applied };
  const stopped = judged.isStopped ? judged.applied : start && (await delayStart(ctx, judged.applied, start));
  if (stopped) return admit(ctx, stopped, rules);
  const { reachOut, delayed } = await delayWithoutTurn(ctx, judged.applied.reachOut, planned);
  const admitted = { ...planned };
  for (const what of delayed) delete admitted[what];
  const isIdle = Object.keys(admitted).length === 0;
  return { applied: { ...judged.applied, reachOut }, step: isIdle ? undefined : admitted };
}

/** What waits for a time that people were told goes, or lapses, no moment early, whatever this machine's clock says. */
async function timeFor({ clock }: Context, { state, readyAt, approval }: ReachOut): Promise<Date> {
  const now = clock.now();
  const told = state === 'awaiting_approval' && approval ? new Date(approval.lapsesAt) : readyAt;
  return (state === 'scheduled' || state === 'awaiting_approval') && told <= now ? clock.ask() : now;
}

/** A start that may not be, or not yet; one that may be goes on with what is known of its recipient by now. */
async function judgeAgain(
  ctx: Context,
  { reachOut, entries }: Applied,
  now: Date,
): Promise<{ applied: Applied; isStopped?: true }> {
  const verdict = await judgeStart({ ctx, input: { reachOut, at: now } });
  const { isOptOutUnknown } = verdict;
  const changed = change(reachOut, verdict, now);
  if (!changed) {
    const isNews = (reachOut.isOptOutUnknown ?? false) !== isOptOutUnknown;
    return {
      applied: { reachOut: isNews ? visibly({ ...reachOut, isOptOutUnknown }) : reachOut, entries },
    };
  }
  return { applied: { ...changed, entries: [...entries, ...changed.entries] }, isStopped: true };
}

/** What becomes of a start that may not be, or not yet; undefined where it may. */
function change(reachOut: ReachOut, verdict: StartVerdict, now: Date): Applied | undefined {
  switch (verdict.kind) {
    case 'allow':
      return isToBeHeld(reachOut, verdict.approval) ? hold(reachOut, verdict.approval, now) : undefined;
    case 'later':
      return putOff(reachOut, verdict.until, now);
    case 'refuse':
      return refuse(reachOut, verdict.refusals, now);
  }
}

function refuse(reachOut: ReachOut, refusals: Refusal[], now: Date): Applied {
  const [refusal] = refusals;
  const failure = { code: 'refused', ...(refusal && { refusal }) } as const;
  return enter({ ...reachOut, failure }, 'refuse', now, { refusals: refusals.map(accountOf) });
}

/** What may have gone out before is found out, as with a start. */
async function withholdReply(ctx: Context, reachOut: ReachOut, planned: Step): Promise<Step> {
  const { reply } = planned;
  if (!reply || reply.obstacle || reply.again || !(await isBlocked(ctx, reachOut))) return planned;
  return { ...planned, reply: { ...reply, obstacle: 'blocked' } };
}

/** A start that has its turn later: then what is due otherwise goes first. Undefined where it has it now. */
async function delayStart(
  ctx: Context,
  { reachOut, entries }: Applied,
  { again }: { again: boolean },
): Promise<Applied | undefined> {
  const turn = await takeTurn(ctx, reachOut, 'start', 'start', reachOut.lane);
  if (turn.seconds === 0) return undefined;
  const waiting = { ...turn.reachOut, startAt: addSeconds(ctx.clock.now(), turn.seconds) };
  const isNews = !again && !reachOut.waiting;
  return { reachOut: isNews ? visibly({ ...waiting, waiting: 'turn' }) : waiting, entries };
}

/** What the calls that a chat takes are paced as. To connect follows at the pace of joining, and must not wait. */
const CHATTING = { stream: 'stream', join: 'join', renew: 'join', catch_up: 'transcript' } as const;

async function delayWithoutTurn(
  ctx: Context,
  reachOut: ReachOut,
  { look, post, edit, opening, reply, mark }: Step,
) {
  const delayed: ('look' | 'post' | 'edit' | 'opening' | 'reply' | 'mark')[] = [];
  let after = reachOut;
  const isSlowed = (what: SlowedDown) => reachOut.slowed.includes(what);
  const mustWait = async (what: Chatting | 'send' | 'mark', paced: Paced, delay: (at: Date) => ReachOut) => {
    const turn = await takeTurn(ctx, after, what, paced, 'own');
    after = turn.reachOut;
    if (turn.seconds > 0) after = delay(addSeconds(ctx.clock.now(), turn.seconds));
    return turn.seconds > 0;
  };
  const take = async (what: 'look' | 'post' | 'edit', paced: Paced, lane: Lane) => {
    const turn = await takeTurn(ctx, after, what, paced, lane);
    after = turn.reachOut;
    if (turn.seconds === 0) return;
    delayed.push(what);
    after = { ...after, [`${what}At`]: addSeconds(ctx.clock.now(), turn.seconds) };
  };
  if (look) await take('look', 'describe', isUrgent(reachOut, look) ? 'own' : 'list');
  if (post && isSlowed('post')) await take('post', `post:${reachOut.placeId}`, 'own');
  if (edit && isSlowed('edit')) await take('edit', `edit:${reachOut.teamId}`, 'own');
  if (
    opening &&
    opening !== 'connect' &&
    (await mustWait(CHATTING[opening], CHATTING[opening], (at) => delayOpening(after, at)))
  )
    delayed.push('opening');
  if (reply && !reply.obstacle && isSlowed('send'))
    if (await mustWait('send', 'send', (at) => delayReply(after, reply.id, at))) delayed.push('reply');
  if (mark && isSlowed('mark'))
    if (await mustWait('mark', `mark:${reachOut.teamId}`, (at) => delayMark(after, mark, at)))
      delayed.push('mark');
  return { reachOut: after, delayed };
}

/** Takes a turn or is promised one, and keeps that in mind. */
async function takeTurn(
  ctx: Context,
  reachOut: ReachOut,
  what: Turn,
  paced: Paced,
  lane: Lane,
): Promise<{ seconds: number; reachOut: ReachOut }> {
  const seconds = await ctx.pace.take(paced, { lane, promised: reachOut.promised.includes(what) });
  const others = reachOut.promised.filter((one) => one !== what);
  return { seconds, reachOut: { ...reachOut, promised: seconds > 0 ? [...others, what] : others } };
}
