import { addSeconds, differenceInSeconds } from 'date-fns';
import { visibly } from '../reach-out/applied.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { pauseAfterTries, pauseOf, secondsToWait, UNKNOWN_PAUSE } from '../thread/pauses.ts';
import type { Post } from '../thread/post.ts';
import type { FindOutcome, PostOutcome } from '../thread/poster.ts';
import { postedAnew, withPost } from '../thread/posts.ts';
import { doubting } from '../thread/sweep.ts';
import type { Approval } from './approval.ts';

/** How it stands with an approval. `over`: it ended otherwise than by a decision. */
export type Standing = 'awaited' | 'over' | NonNullable<Approval['decided']>;

/** What is next to be done about the message that asks for approval; `told`: what it says then. */
export type Asking = { how: 'find' } | { how: 'post' | 'edit'; told: Standing };

export type AskingOutcome = FindOutcome | PostOutcome;

function standingOf({ state, approval }: ReachOut): Standing {
  return approval?.decided ?? (state === 'awaiting_approval' ? 'awaited' : 'over');
}

/** A message of unknown outcome is looked for even when it is of no use any more: it must not go on asking. */
export function nextAsking(reachOut: ReachOut): { asking: Asking; at: Date } | undefined {
  const { approval, posts } = reachOut;
  if (!approval) return undefined;
  const { ts, told: before, tries = 0, isAbsent, at: pausedUntil } = posts.approval ?? {};
  const at = new Date(pausedUntil ?? 0);
  const told = standingOf(reachOut);
  if (ts) return before === told ? undefined : { asking: { how: 'edit', told }, at };
  if (tries > 0 && !isAbsent) return { asking: { how: 'find' }, at };
  return told === 'awaited' ? { asking: { how: 'post', told }, at } : undefined;
}

/** The reach-out as if its message stood alone in the place where it is asked for. */
export function asAsked(reachOut: ReachOut): ReachOut {
  const { threadTs: _, ...headless } = reachOut;
  const { approval: post } = reachOut.posts;
  const placeId = reachOut.approval?.in ?? reachOut.placeId;
  return { ...headless, placeId, posts: post ? { approval: post } : {} };
}

export function applyAsking(reachOut: ReachOut, asking: Asking, outcome: AskingOutcome, now: Date): ReachOut {
  if (outcome.kind === 'looked' || outcome.kind === 'rootless' || outcome.kind === 'not_known')
    return applyFound(reachOut, outcome, now);
  const { tries = 1 } = reachOut.posts.approval ?? {};
  const later = (seconds: number, change: Partial<Post> = {}) =>
    withPost(reachOut, 'approval', { ...change, at: addSeconds(now, seconds).toISOString() });
  const isEdit = asking.how === 'edit';
  const again = isEdit ? {} : { tries: tries - 1 };
  switch (outcome.kind) {
    case 'posted':
    case 'loose':
      return stands(reachOut, asking, { ts: outcome.ts }, now);
    case 'unknown':
      if (isEdit) return later(UNKNOWN_PAUSE);
      return doubting(later(tries > 1 ? pauseAfterTries(tries) : 0), 'approval', now);
    case 'slow_down':
      return later(secondsToWait(outcome.seconds), again);
    case 'broken': {
      const at = pauseOf(reachOut, now).toISOString();
      const troubled = { ...reachOut, troubles: reachOut.troubles + 1 };
      return withPost(troubled, 'approval', { ...again, at });
    }
    case 'gone':
    case 'fixed':
    case 'unfit':
    case 'impossible':
      if (isEdit)
        return outcome.kind === 'gone' ? gone(reachOut, asking, now) : stands(reachOut, asking, {}, now);
      return withObstacle(later(secondsToRetry(reachOut, now), again), outcome.error);
  }
}

/** What was found may say less than is known, so what it tells is left open. */
function applyFound(reachOut: ReachOut, outcome: FindOutcome, now: Date): ReachOut {
  const { tries = 1 } = reachOut.posts.approval ?? {};
  if (outcome.kind === 'not_known') {
    const at = addSeconds(now, pauseAfterTries(tries)).toISOString();
    return withPost(reachOut, 'approval', { at });
  }
  const [ts] = outcome.found;
  if (ts === undefined) return withPost(reachOut, 'approval', { isAbsent: true });
  return doubting(withoutObstacle(withPost(reachOut, 'approval', { ts })), 'approval', now);
}

function stands(reachOut: ReachOut, asking: Asking, change: Partial<Post>, now: Date): ReachOut {
  const { at: _, tries = 1, ...post } = reachOut.posts.approval ?? {};
  const told = asking.how === 'find' ? {} : { told: asking.told };
  const posted = { tries, ...post, ...change, ...told };
  const free = { ...withoutObstacle(reachOut), posts: { ...reachOut.posts, approval: posted }, troubles: 0 };
  // An earlier try that was not there to be found may still be under way.
  return asking.how === 'post' && tries > 1 ? doubting(free, 'approval', now) : free;
}

/** Somebody has deleted it: as long as it is of use it is posted again. */
function gone(reachOut: ReachOut, asking: Asking, now: Date): ReachOut {
  const { approval: post = { tries: 0 } } = reachOut.posts;
  if (standingOf(reachOut) !== 'awaited') return stands(reachOut, asking, {}, now);
  return { ...reachOut, posts: { ...reachOut.posts, approval: postedAnew(post, post.ts) } };
}

function withObstacle(reachOut: ReachOut, obstacle: string): ReachOut {
  const { approval } = reachOut;
  if (!approval || approval.obstacle === obstacle) return reachOut;
  return visibly({ ...reachOut, approval: { ...approval, obstacle } });
}

function withoutObstacle(reachOut: ReachOut): ReachOut {
  if (!reachOut.approval?.obstacle) return reachOut;
  const { obstacle: _, ...approval } = reachOut.approval;
  return visibly({ ...reachOut, approval });
}

const FIRST_RETRY = 15;
const LONGEST_RETRY = 600;

/** The longer nobody has made way for it, the less often that is tried. */
function secondsToRetry({ approval }: ReachOut, now: Date): number {
  const waited = approval ? differenceInSeconds(now, approval.askedAt) : 0;
  return Math.min(LONGEST_RETRY, Math.max(FIRST_RETRY, waited / 10));
}
