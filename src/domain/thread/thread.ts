import type { Context } from '../kernel/context.ts';
import { AppError } from '../kernel/errors.ts';
import type { PostOutcome, Settlement } from '../kernel/ports.ts';
import {
  type Milestone,
  nextStep,
  type Part,
  type PlannedPost,
  type ReachOut,
  type ThreadStep,
  withIntent,
} from '../reach-out/progress.ts';
import { accountOf } from './milestone-account.ts';

/** What came of one step in the thread: what to store, and how long to leave Slack alone. */
export interface Performed {
  settlement: Settlement;
  pauseSeconds?: number;
  /** The same for edits, which posts need not wait for. */
  editPauseSeconds?: number;
  /** Slack may yet carry out a post that it never answered. */
  twinPossible?: boolean;
  /** The same of an edit, which would set the card back. */
  lateEditPossible?: boolean;
}

export interface ThreadOptions {
  /** This worker's turn in a slowed-down conversation was reserved before. */
  hasSlot?: boolean;
  /** A step whose intent is stored already. */
  intended?: ThreadStep;
  /** Seconds to the turn that was reserved for its next post, when that is not now. */
  turnIn?: number;
}

/**
 * Brings the thread up to date with its reach-out, one stored step after the other, and gives the lease
 * back. Where Slack wants a pause, the rest is left to a job.
 */
export async function workThread(
  ctx: Context,
  claimed: ReachOut,
  options: ThreadOptions = {},
): Promise<void> {
  const { reachOuts, limits } = ctx.store;
  let reachOut = claimed;
  let { hasSlot = false, intended, turnIn } = options;
  let editsIn: number | undefined;
  for (;;) {
    const step: ThreadStep | undefined = intended ?? stepNow(reachOut, editsIn !== undefined);
    if (!step) {
      if (editsIn !== undefined) return pause(ctx, reachOut, editsIn, false);
      if (await reachOuts.release(reachOut)) return;
      reachOut = await reachOuts.renew(reachOut);
      continue;
    }
    if (step.post && !intended) {
      const wait = hasSlot ? 0 : (turnIn ?? (await limits.reservePost(reachOut.placeId)));
      if (wait > 0) return pause(ctx, reachOut, wait, true);
      reachOut = await reachOuts.settle(reachOut, { posts: withIntent(reachOut.posts, step.post) });
    }
    hasSlot = false;
    intended = undefined;
    turnIn = undefined;
    const performed = await performStep(ctx, reachOut, step);
    if (isLast(reachOut, performed) && (await reachOuts.release(reachOut, performed.settlement))) return;
    reachOut = await settlePerformed(ctx, reachOut, performed);
    editsIn = performed.editPauseSeconds ?? editsIn;
    if (performed.pauseSeconds !== undefined) return pause(ctx, reachOut, performed.pauseSeconds, false);
  }
}

function stepNow(reachOut: ReachOut, editsWait: boolean): ThreadStep | undefined {
  const step = nextStep(reachOut);
  if (!editsWait) return step;
  return step?.post && { post: step.post };
}

/** Whether the thread tells all there is once this is stored, so that the lease can go back with it. */
function isLast(
  reachOut: ReachOut,
  { settlement, pauseSeconds, editPauseSeconds, twinPossible, lateEditPossible }: Performed,
): boolean {
  if (pauseSeconds !== undefined || editPauseSeconds !== undefined || twinPossible || lateEditPossible)
    return false;
  const { posts = reachOut.posts, shownVersion = reachOut.shownVersion } = settlement;
  return nextStep({ ...reachOut, posts, shownVersion }) === undefined;
}

/** The look for what Slack may carry out late is stored with what it follows from. */
function settlePerformed(
  { store }: Context,
  reachOut: ReachOut,
  { settlement, twinPossible = false, lateEditPossible = false }: Performed,
): Promise<ReachOut> {
  if (!twinPossible && !lateEditPossible) return store.reachOuts.settle(reachOut, settlement);
  return store.transaction(async ({ reachOuts, jobs }) => {
    await jobs.tidyUp(reachOut.id, { editAgain: lateEditPossible });
    return reachOuts.settle(reachOut, settlement);
  });
}

async function pause(ctx: Context, reachOut: ReachOut, seconds: number, hasSlot: boolean): Promise<void> {
  await ctx.store.jobs.updateThread(reachOut.id, { afterSeconds: seconds, hasSlot });
  await ctx.store.reachOuts.handOn(reachOut);
}

/** Posts and edits side by side: neither waits for the other. */
export async function performStep(ctx: Context, reachOut: ReachOut, step: ThreadStep): Promise<Performed> {
  const [posted, edited] = await Promise.all([
    step.post ? performPost(ctx, reachOut, step.post) : nothing,
    step.edit ? performEdit(ctx, reachOut, step.edit) : nothing,
  ]);
  const { pauseSeconds } = posted;
  const { editPauseSeconds } = edited;
  return {
    settlement: joinSettlements(reachOut, edited.settlement, posted.settlement),
    ...(pauseSeconds !== undefined && { pauseSeconds }),
    ...(editPauseSeconds !== undefined && { editPauseSeconds }),
    ...(posted.twinPossible && { twinPossible: true }),
    ...(edited.lateEditPossible && { lateEditPossible: true }),
  };
}

const nothing: Performed = { settlement: {} };

/** Both may have changed what is known of a message, never of the same one. */
function joinSettlements(reachOut: ReachOut, edited: Settlement, posted: Settlement): Settlement {
  const posts = edited.posts && { posts: { ...(posted.posts ?? reachOut.posts), ...edited.posts } };
  return { ...edited, ...posted, ...posts };
}

async function performPost(
  ctx: Context,
  reachOut: ReachOut,
  { part, covers }: PlannedPost,
): Promise<Performed> {
  const { tries = 1, ...known } = reachOut.posts[part] ?? {};
  const settle = (post: object, rest: Settlement = {}): Settlement => ({
    posts: { ...reachOut.posts, [part]: { ...known, ...post } },
    ...rest,
  });

  if (tries > 1) {
    const found = await ctx.thread.find(reachOut, part);
    if (!found) return { settlement: {}, pauseSeconds: backoff(tries) };
    const [ts] = found;
    // What was found may show an older state: leave shownVersion and told, so that it is edited.
    if (ts) return { settlement: settle({ ts, ...(covers && { told: '' }) }), twinPossible: true };
    // Looking took its time: whoever has taken over since does the posting.
    await ctx.store.reachOuts.renew(reachOut);
  }
  const outcome = await ctx.thread.post(reachOut, part, covers);
  switch (outcome.kind) {
    case 'posted':
      return {
        settlement: settle(
          { ts: outcome.ts, ...(covers && { told: accountOf(reachOut.contact, covers) }) },
          part === 'card' ? cardStands(reachOut, outcome) : {},
        ),
        // An earlier try that was not there to be found may still be under way.
        ...(tries > 1 && { twinPossible: true }),
      };
    case 'slow_down':
      await ctx.store.limits.slowDown(reachOut.placeId, outcome.seconds);
      return { settlement: settle({ tries: tries - 1 }), pauseSeconds: outcome.seconds };
    case 'unknown':
      return { settlement: {}, twinPossible: true, ...(tries > 1 && { pauseSeconds: backoff(tries) }) };
    case 'impossible':
      return { settlement: moveThread(reachOut, outcome.error) };
    case 'broken':
      throw new AppError(
        'slack_unavailable',
        `Slack refuses the app: ${outcome.error}`,
        'Slack is not available.',
      );
  }
}

/** A message to a person stands in a conversation with an id of its own. */
function cardStands(reachOut: ReachOut, { placeId }: { placeId: string }): Settlement {
  return {
    shownVersion: reachOut.version,
    ...(placeId !== reachOut.placeId && { placeId }),
  };
}

/**
 * Where a thread can no longer be written in, it goes on in a direct message to the requester; where
 * even that is impossible, it ends.
 */
function moveThread(reachOut: ReachOut, error: string): Settlement {
  const { card: _, ...told } = reachOut.posts;
  if (isDirectMessage(reachOut)) return { posts: { ...told, card: { dead: error } } };
  return { placeId: reachOut.userId, threadTs: null, posts: { ...told, card: { moved: true } } };
}

/** Addressed to the requester, or in a conversation whose id begins as those of direct messages do. */
function isDirectMessage({ placeId, userId }: ReachOut): boolean {
  return placeId === userId || placeId.startsWith('D');
}

async function performEdit(
  ctx: Context,
  reachOut: ReachOut,
  { part, covers }: PlannedPost,
): Promise<Performed> {
  const { limits } = ctx.store;
  const wait = await limits.reserveEdit(reachOut.id);
  if (wait > 0) return { settlement: {}, editPauseSeconds: wait };
  const outcome: PostOutcome = await ctx.thread.edit(reachOut, part, covers);
  switch (outcome.kind) {
    case 'posted':
    case 'impossible':
      return { settlement: edited(reachOut, part, covers) };
    case 'slow_down':
      await limits.slowEditsDown(outcome.seconds);
      return { settlement: {}, editPauseSeconds: await limits.reserveEdit(reachOut.id) };
    case 'unknown':
      return { settlement: {}, editPauseSeconds: 2, lateEditPossible: true };
    case 'broken':
      throw new AppError(
        'slack_unavailable',
        `Slack refuses the app: ${outcome.error}`,
        'Slack is not available.',
      );
  }
}

function edited(reachOut: ReachOut, part: Part, covers: Milestone[] = []): Settlement {
  if (part === 'card') return { shownVersion: reachOut.version };
  const told = accountOf(reachOut.contact, covers);
  return { posts: { [part]: { ...reachOut.posts[part], covers, told } } };
}

function backoff(tries: number): number {
  return Math.min(30, 2 ** (tries - 1));
}
