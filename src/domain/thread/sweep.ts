import { addSeconds } from 'date-fns';
import { visibly } from '../reach-out/applied.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { type Part, type Posts, partsOf } from './post.ts';
import { withPost } from './posts.ts';

/** Seconds after a call of unknown outcome at which it is looked for; the last look is for a slow day. */
const LOOKS_AFTER = [3, 20, 120] as const;

/** A try of unknown outcome is looked for later, in case that the message comes to stand twice. */
export function doubting(reachOut: ReachOut, part: Part, now: Date): ReachOut {
  return sweeping(withPost(reachOut, part, { isDoubtful: true }), addSeconds(now, LOOKS_AFTER[0]));
}

export function sweeping(reachOut: ReachOut, at: Date, { editsAgain = false } = {}): ReachOut {
  const again = editsAgain || reachOut.sweep?.editsAgain === true;
  return { ...reachOut, sweep: { at, done: 0, editsAgain: again } };
}

/** Messages that may stand twice, or where they should not. */
export function partsToSweep({ posts }: ReachOut): Part[] {
  return partsOf(posts).filter((part) => posts[part]?.strays || (posts[part]?.isDoubtful && posts[part].ts));
}

/** A look that was cut short is repeated; after the last, nothing is doubtful any more. */
export function applySweep(reachOut: ReachOut, isClean: boolean, now: Date): ReachOut {
  const { sweep, ...rest } = reachOut;
  if (!sweep) return reachOut;
  if (!isClean) return { ...rest, sweep: { ...sweep, at: addSeconds(now, 5) } };
  const tidied = { ...rest, posts: tidy(rest.posts, ['strays']) };
  const swept = sweep.editsAgain ? visibly(tidied) : tidied;
  const done = sweep.done + 1;
  const [before = 0, after] = LOOKS_AFTER.slice(done - 1, done + 1);
  return after === undefined
    ? { ...swept, posts: tidy(swept.posts, ['isDoubtful', 'isLoose']) }
    : { ...swept, sweep: { ...sweep, done, at: addSeconds(now, after - before) } };
}

function tidy(posts: Posts, marks: ('strays' | 'isDoubtful' | 'isLoose')[]): Posts {
  const tidied = { ...posts };
  for (const part of partsOf(posts)) {
    const post = { ...posts[part] };
    if (!marks.some((mark) => mark in post)) continue;
    for (const mark of marks) delete post[mark];
    tidied[part] = { tries: 0, ...post };
  }
  return tidied;
}
