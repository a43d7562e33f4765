import { addSeconds } from 'date-fns';
import { isInDirectMessage } from '../place/is-in-direct-message.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import type { Writing } from '../reach-out/step.ts';
import { beginAnew, renewCard, renewReply } from './begin-anew.ts';
import { moveThread } from './move.ts';
import { LONGEST_PAUSE, pauseAfterTries, pauseOf, secondsToWait, UNKNOWN_PAUSE } from './pauses.ts';
import type { Part, Post } from './post.ts';
import type { FindOutcome, PostOutcome } from './poster.ts';
import { withPost } from './posts.ts';
import { doubting, sweeping } from './sweep.ts';

export function applyPost(reachOut: ReachOut, writing: Writing, outcome: PostOutcome, now: Date): ReachOut {
  const { part, version, told } = writing;
  const { tries = 1, strays = [] } = reachOut.posts[part] ?? {};
  switch (outcome.kind) {
    case 'posted': {
      const { postAt: _, ...free } = healed(reachOut);
      const posted = withPost(free, part, { ts: outcome.ts, ...(told !== undefined && { told }) });
      const shown = part === 'card' ? { ...posted, shownVersion: version, placeId: outcome.placeId } : posted;
      // An earlier try that was not there to be found may still be under way.
      return tries > 1 ? doubting(shown, part, now) : shown;
    }
    case 'loose':
      return part === 'card'
        ? applyPost(withoutThread(reachOut), writing, { ...outcome, kind: 'posted' }, now)
        : beginAnew(withPost(reachOut, part, { strays: [...strays, outcome.ts] }), now);
    case 'gone':
      if (part !== 'card') return beginAnew(reachOut, now);
      return reachOut.threadTs
        ? withPost(withoutThread(reachOut), part, { tries: tries - 1 })
        : moveThread(reachOut, outcome.error);
    case 'unknown': {
      const doubtful = doubting(reachOut, part, now);
      return tries > 1 ? { ...doubtful, postAt: addSeconds(now, pauseAfterTries(tries)) } : doubtful;
    }
    case 'slow_down':
      return outcome.seconds > LONGEST_PAUSE && !isInDirectMessage(reachOut)
        ? moveThread(reachOut, 'ratelimited')
        : { ...withPost(reachOut, part, { tries: tries - 1 }), postAt: endOfPause(outcome.seconds, now) };
    case 'unfit':
      return withPost(reachOut, part, { tries: 0, ...unfit(reachOut.posts[part], outcome.error) });
    case 'fixed':
    case 'impossible':
      return moveThread(reachOut, outcome.error);
    case 'broken':
      return { ...withPost(troubled(reachOut), part, { tries: tries - 1 }), postAt: pauseOf(reachOut, now) };
  }
}

/** What was found may show an older state, so it is edited: the version shown, and what is told, are left open. */
export function applyFind(reachOut: ReachOut, part: Part, outcome: FindOutcome, now: Date): ReachOut {
  const { tries = 1, strays = [] } = reachOut.posts[part] ?? {};
  if (outcome.kind === 'not_known') return { ...reachOut, postAt: addSeconds(now, pauseAfterTries(tries)) };
  const { kind, found, loose } = outcome;
  if (kind === 'rootless' && part === 'card')
    return applyFind(withoutThread(reachOut), part, { kind: 'looked', found: loose, loose: [] }, now);
  const outside = loose.length > 0 ? withPost(reachOut, part, { strays: [...strays, ...loose] }) : reachOut;
  if (kind === 'rootless') return beginAnew(outside, now);
  const [ts] = found;
  return ts === undefined
    ? withPost(outside, part, { isAbsent: true })
    : doubting(withPost(outside, part, { ts }), part, now);
}

/** A card's edit of unknown outcome is taken for done: the sweep makes it again, unless news does so before. */
export function applyEdit(
  reachOut: ReachOut,
  { part, version, told }: Writing,
  outcome: PostOutcome,
  now: Date,
): ReachOut {
  const post = reachOut.posts[part];
  // Its thread has begun anew meanwhile.
  if (!post?.ts) return reachOut;
  const edited = () => {
    const { editAt: _, ...free } = healed(reachOut);
    return part === 'card'
      ? { ...free, shownVersion: version }
      : withPost(free, part, told === undefined ? {} : { told });
  };
  switch (outcome.kind) {
    case 'posted':
    case 'loose':
    case 'fixed':
      return edited();
    case 'gone':
      if (part === 'card') return renewCard(reachOut, now);
      return part === 'contact_id' ? renewReply(reachOut, part, now) : edited();
    case 'impossible':
      return isInDirectMessage(reachOut) ? edited() : moveThread(reachOut, outcome.error);
    case 'slow_down':
      return { ...reachOut, editAt: endOfPause(outcome.seconds, now) };
    case 'unknown':
      return part === 'card'
        ? sweeping({ ...reachOut, shownVersion: version }, addSeconds(now, UNKNOWN_PAUSE), {
            editsAgain: true,
          })
        : { ...reachOut, editAt: addSeconds(now, UNKNOWN_PAUSE) };
    case 'unfit':
      return post.isPlain ? edited() : withPost(reachOut, part, { isPlain: true });
    case 'broken':
      return { ...troubled(reachOut), editAt: pauseOf(reachOut, now) };
  }
}

/** The thread that it was to stand in is gone: the card heads one of its own. */
function withoutThread({ threadTs: _, ...reachOut }: ReachOut): ReachOut {
  return reachOut;
}

/** At first it is told in plain text instead; what Slack does not take even so is left. */
function unfit(post: Post | undefined, error: string): Partial<Post> {
  return post?.isPlain ? { refused: error } : { isPlain: true };
}

function healed(reachOut: ReachOut): ReachOut {
  return reachOut.troubles > 0 ? { ...reachOut, troubles: 0 } : reachOut;
}

function troubled(reachOut: ReachOut): ReachOut {
  return { ...reachOut, troubles: reachOut.troubles + 1 };
}

function endOfPause(seconds: number, now: Date): Date {
  return addSeconds(now, secondsToWait(seconds));
}
