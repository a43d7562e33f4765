import { addSeconds } from 'date-fns';
import { isUrgent } from '../domain/contact/look-plan.ts';
import type { Context } from '../domain/kernel/context.ts';
import type { Lane, Paced } from '../domain/kernel/pace.ts';
import { judgeStart } from '../domain/policy/judge.ts';
import type { Rules } from '../domain/reach-out/agenda.ts';
import { type Applied, enter, visibly } from '../domain/reach-out/applied.ts';
import type { ReachOut, Turn } from '../domain/reach-out/reach-out.ts';
import { type Step, step } from '../domain/reach-out/step.ts';

/** A reach-out with the step that may be taken now; none when all must wait. */
export interface Admitted {
  applied: Applied;
  step: Step | undefined;
}

/** Lets through what may be done now of all that is due; the rest waits for its turn, or is refused. */
export async function admit(ctx: Context, applied: Applied, rules: Rules): Promise<Admitted> {
  const planned = step(applied.reachOut, ctx.clock.now(), rules);
  if (!planned || planned.lapse) return { applied, step: planned };
  const barred = planned.start ? await barStart(ctx, applied, planned.start) : undefined;
  if (barred) return admit(ctx, barred, rules);
  const { reachOut, held } = await holdWithoutTurn(ctx, applied.reachOut, planned);
  const admitted = { ...planned };
  for (const what of held) delete admitted[what];
  const isIdle = Object.keys(admitted).length === 0;
  return { applied: { ...applied, reachOut }, step: isIdle ? undefined : admitted };
}

/** A start that the policy refuses, or that is not its turn: then what is due otherwise goes first. */
async function barStart(
  ctx: Context,
  { reachOut, entries }: Applied,
  { again }: { again: boolean },
): Promise<Applied | undefined> {
  const now = ctx.clock.now();
  // Whether an earlier call has started a contact is to be found out, whatever the policy says by now.
  const verdict = again ? undefined : await judgeStart({ ctx, input: reachOut });
  if (verdict?.kind === 'refuse') {
    const [refusal] = verdict.refusals;
    const failure = { code: 'refused', ...(refusal && { refusal }) } as const;
    const refused = enter({ ...reachOut, failure }, 'refuse', now, { rule: refusal?.rule });
    return { ...refused, entries: [...entries, ...refused.entries] };
  }
  const wait = await turnAt(ctx, reachOut, 'start', 'start', reachOut.lane);
  if (wait.seconds === 0) return undefined;
  const waiting = { ...wait.reachOut, startAt: addSeconds(now, wait.seconds) };
  const isNews = !again && !reachOut.waiting;
  return { reachOut: isNews ? visibly({ ...waiting, waiting: 'turn' }) : waiting, entries };
}

async function holdWithoutTurn(ctx: Context, reachOut: ReachOut, { look, post, edit }: Step) {
  const now = ctx.clock.now();
  const held: ('look' | 'post' | 'edit')[] = [];
  let after = reachOut;
  const hold = async (what: 'look' | 'post' | 'edit', paced: Paced, lane: Lane) => {
    const turn = await turnAt(ctx, after, what, paced, lane);
    after = turn.reachOut;
    if (turn.seconds === 0) return;
    held.push(what);
    after = { ...after, [`${what}At`]: addSeconds(now, turn.seconds) };
  };
  if (look) await hold('look', 'describe', isUrgent(reachOut, look) ? 'own' : 'list');
  if (post && reachOut.slowed.includes('post')) await hold('post', `post:${reachOut.placeId}`, 'own');
  if (edit && reachOut.slowed.includes('edit')) await hold('edit', 'edit', 'own');
  return { reachOut: after, held };
}

/** Takes a turn or is promised one, and keeps that in mind. */
async function turnAt(
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
