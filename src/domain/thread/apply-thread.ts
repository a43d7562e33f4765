import { addSeconds } from 'date-fns';
import { visibly } from '../reach-out/applied.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import type { Writing } from '../reach-out/step.ts';
import type { Part, Post } from './post.ts';
import type { PostOutcome } from './poster.ts';

/** The ts of the messages that are there; none: it is not there. */
export type FindOutcome = { kind: 'looked'; found: string[] } | { kind: 'not_known' };

/** Seconds after a call of unknown outcome at which it is looked for; the last look is for a slow day. */
const LOOKS_AFTER = [3, 20, 120] as const;

export function applyPost(
  reachOut: ReachOut,
  { part, version, told }: Writing,
  outcome: PostOutcome,
  now: Date,
): ReachOut {
  const { tries = 1 } = reachOut.posts[part] ?? {};
  switch (outcome.kind) {
    case 'posted': {
      const { postAt: _, ...free } = healed(reachOut);
      const posted = withPost(free, part, { ts: outcome.ts, ...(told !== undefined && { told }) });
      const shown = part === 'card' ? { ...posted, shownVersion: version, placeId: outcome.placeId } : posted;
      // An earlier try that was not there to be found may still be under way.
      return tries > 1 ? doubting(shown, part, now) : shown;
    }
    case 'unknown': {
      const doubtful = doubting(reachOut, part, now);
      return tries > 1 ? { ...doubtful, postAt: addSeconds(now, pauseAfterTries(tries)) } : doubtful;
    }
    case 'slow_down':
      return { ...withPost(reachOut, part, { tries: tries - 1 }), postAt: addSeconds(now, outcome.seconds) };
    case 'unfit':
      return withPost(reachOut, part, { tries: 0, ...unfit(reachOut.posts[part], outcome.error) });
    case 'impossible':
      return moveThread(reachOut, outcome.error);
    case 'broken':
      return { ...withPost(troubled(reachOut), part, { tries: tries - 1 }), postAt: pauseOf(reachOut, now) };
  }
}

/** What was found may show an older state, so it is edited: the version shown, and what is told, are left open. */
export function applyFind(reachOut: ReachOut, part: Part, outcome: FindOutcome, now: Date): ReachOut {
  const { tries = 1, covers } = reachOut.posts[part] ?? {};
  if (outcome.kind === 'not_known') return { ...reachOut, postAt: addSeconds(now, pauseAfterTries(tries)) };
  const [ts] = outcome.found;
  if (ts === undefined) return withPost(reachOut, part, { isAbsent: true });
  return doubting(withPost(reachOut, part, { ts, ...(covers && { told: '' }) }), part, now);
}

/** A card's edit of unknown outcome is taken for done: the sweep makes it again, unless news does so before. */
export function applyEdit(
  reachOut: ReachOut,
  { part, version, covers, told }: Writing,
  outcome: PostOutcome,
  now: Date,
): ReachOut {
  const edited = () =>
    part === 'card'
      ? { ...reachOut, shownVersion: version }
      : withPost(reachOut, part, { ...(covers && { covers }), ...(told !== undefined && { told }) });
  switch (outcome.kind) {
    case 'posted':
    case 'impossible': {
      const { editAt: _, ...free } = edited();
      return healed(free);
    }
    case 'slow_down':
      return { ...reachOut, editAt: addSeconds(now, outcome.seconds) };
    case 'unknown':
      return part === 'card'
        ? sweeping(edited(), now, true)
        : { ...reachOut, editAt: addSeconds(now, LOOKS_AFTER[0]) };
    case 'unfit':
      return reachOut.posts[part]?.isPlain ? edited() : withPost(reachOut, part, { isPlain: true });
    case 'broken':
      return { ...troubled(reachOut), editAt: pauseOf(reachOut, now) };
  }
}

/** A look that was cut short is repeated; after the last, nothing is doubtful any more. */
export function applySweep(reachOut: ReachOut, isClean: boolean, now: Date): ReachOut {
  const { sweep, ...rest } = reachOut;
  if (!sweep) return reachOut;
  if (!isClean) return { ...rest, sweep: { ...sweep, at: addSeconds(now, 5) } };
  const swept = sweep.editsAgain ? visibly(rest) : rest;
  const done = sweep.done + 1;
  const [before = 0, after] = LOOKS_AFTER.slice(done - 1, done + 1);
  if (after !== undefined)
    return { ...swept, sweep: { ...sweep, done, at: addSeconds(now, after - before) } };
  const posts = Object.entries(swept.posts).map(([part, { isDoubtful: _, ...post }]) => [part, post]);
  return { ...swept, posts: Object.fromEntries(posts) };
}

/**
 * Where a thread can no longer be written in, it goes on in a direct message to the requester; where
 * even that is impossible, it falls silent.
 */
function moveThread(reachOut: ReachOut, error: string): ReachOut {
  const { card: _, ...posts } = reachOut.posts;
  if (isDirectMessage(reachOut)) return { ...reachOut, posts, silence: error };
  const { threadTs: __, ...moved } = reachOut;
  return { ...moved, placeId: reachOut.userId, posts, isMoved: true };
}

/** Addressed to the requester, or in a place whose id begins as those of direct messages do. */
function isDirectMessage({ placeId, userId }: ReachOut): boolean {
  return placeId === userId || placeId.startsWith('D');
}

/** At first it is told in plain text instead; what Slack does not take even so is left. */
function unfit(post: Post | undefined, error: string): Partial<Post> {
  return post?.isPlain ? { refused: error } : { isPlain: true };
}

function withPost(reachOut: ReachOut, part: Part, change: Partial<Post>): ReachOut {
  const post = { tries: 0, ...reachOut.posts[part], ...change };
  return { ...reachOut, posts: { ...reachOut.posts, [part]: post } };
}

function doubting(reachOut: ReachOut, part: Part, now: Date): ReachOut {
  return sweeping(withPost(reachOut, part, { isDoubtful: true }), now, false);
}

function sweeping(reachOut: ReachOut, now: Date, editsAgain: boolean): ReachOut {
  const again = editsAgain || reachOut.sweep?.editsAgain === true;
  return { ...reachOut, sweep: { at: addSeconds(now, LOOKS_AFTER[0]), done: 0, editsAgain: again } };
}

function healed(reachOut: ReachOut): ReachOut {
  return reachOut.troubles > 0 ? { ...reachOut, troubles: 0 } : reachOut;
}

function troubled(reachOut: ReachOut): ReachOut {
  return { ...reachOut, troubles: reachOut.troubles + 1 };
}

/** Slack refuses the app as a whole: it is asked again, ever less often, until an operator has mended that. */
function pauseOf({ troubles }: ReachOut, now: Date): Date {
  return addSeconds(now, Math.min(60, 2 ** Math.min(troubles, 10)));
}

function pauseAfterTries(tries: number): number {
  return Math.min(30, 2 ** (tries - 1));
}
