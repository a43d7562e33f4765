import { addSeconds } from 'date-fns';
import { isInDirectMessage } from '../place/is-in-direct-message.ts';
import { pauseAfterTries, secondsToWait } from '../thread/pauses.ts';
import type { FindOutcome, PostOutcome } from '../thread/poster.ts';
import type { List, ListPart, Posting } from './list.ts';
import type { ListStep } from './list-step.ts';

/** Between two edits of a message; as the progress of a list changes all the time. */
const EDIT_SECONDS = 3;

/** Until it is looked for what Slack may carry out late, after it was repeated. */
const SWEEP_SECONDS = 30;

/** Until Slack is asked again that refuses the app as a whole, or the place where approval is asked for. */
const REFUSED_SECONDS = 30;

export function applyListPost(
  list: List,
  { kind, part, told }: Extract<ListStep, { kind: 'post' | 'edit' }>,
  outcome: PostOutcome,
  now: Date,
): List {
  const posting = list.posts[part] ?? { tries: 0 };
  const isEdit = kind === 'edit';
  const later = (seconds: number, change: Partial<Posting> = {}) =>
    withPosting(list, part, { ...posting, ...change, at: at(now, seconds) });
  // What Slack has refused was not posted.
  const again = isEdit ? {} : { tries: posting.tries - 1 };
  switch (outcome.kind) {
    case 'posted':
    case 'loose': {
      const { isAbsent: _, ...rest } = posting;
      const ts = isEdit ? (posting.ts ?? outcome.ts) : outcome.ts;
      const isDoubtful = !isEdit && posting.tries > 1;
      const posted = {
        ...{ ...rest, ts, told, at: at(now, EDIT_SECONDS) },
        ...(isDoubtful && { sweepAt: at(now, SWEEP_SECONDS) }),
      };
      const stands = withPosting(list, part, posted);
      return part === 'list' ? { ...stands, placeId: outcome.placeId } : unobstructed(stands);
    }
    case 'unknown':
      return later(isEdit ? EDIT_SECONDS : pauseAfterTries(posting.tries));
    case 'slow_down':
      return later(secondsToWait(outcome.seconds), again);
    case 'broken':
      return later(REFUSED_SECONDS, again);
    case 'gone':
      return isEdit ? withPosting(list, part, { tries: 0 }) : refused(list, part, outcome.error, now);
    case 'impossible':
      return isEdit && !isToMove(list, part)
        ? withPosting(list, part, { ...posting, told })
        : refused(list, part, outcome.error, now);
    case 'fixed':
    case 'unfit':
      return isEdit ? withPosting(list, part, { ...posting, told }) : refused(list, part, outcome.error, now);
  }
}

/** It goes on in a direct message to whoever asked; approval is asked for in its own place, or not at all. */
function refused(list: List, part: ListPart, error: string, now: Date): List {
  const { approval, userId } = list;
  if (part === 'list_approval' && approval) {
    const waiting = withPosting(list, part, { tries: 0, at: at(now, REFUSED_SECONDS) });
    return { ...waiting, approval: { ...approval, obstacle: error } };
  }
  if (!isToMove(list, part)) return withPosting(list, part, { tries: 0, refused: error });
  return { ...withPosting(list, part, { tries: 0 }), placeId: userId };
}

/** A list that its place doesn't take any more is told elsewhere. */
function isToMove(list: List, part: ListPart): boolean {
  return part === 'list' && !isInDirectMessage(list);
}

function unobstructed(list: List): List {
  if (!list.approval?.obstacle) return list;
  const { obstacle: _, ...approval } = list.approval;
  return { ...list, approval };
}

/** What was found may say less than is known, so what it tells is left open. */
export function applyListFind(list: List, part: ListPart, outcome: FindOutcome, now: Date): List {
  const posting = list.posts[part] ?? { tries: 1 };
  if (outcome.kind === 'not_known')
    return withPosting(list, part, { ...posting, at: at(now, pauseAfterTries(posting.tries)) });
  const [ts] = outcome.found;
  if (ts === undefined) return withPosting(list, part, { ...posting, isAbsent: true });
  return withPosting(list, part, { ...posting, ts, sweepAt: at(now, SWEEP_SECONDS) });
}

export function applyListSweep(list: List, part: ListPart): List {
  const { sweepAt: _, ...posting } = list.posts[part] ?? { tries: 0 };
  return withPosting(list, part, posting);
}

/** Notes what is about to be posted, so that a crash leaves a trace of it. */
export function intendPost(list: List, step: ListStep): List {
  if (step.kind !== 'post') return list;
  const { isAbsent: _, ...posting } = list.posts[step.part] ?? { tries: 0 };
  return withPosting(list, step.part, { ...posting, tries: posting.tries + 1 });
}

function withPosting(list: List, part: ListPart, posting: Posting): List {
  return { ...list, posts: { ...list.posts, [part]: posting } };
}

function at(now: Date, seconds: number): string {
  return addSeconds(now, seconds).toISOString();
}
