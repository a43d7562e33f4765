import type { ReachOut } from '../reach-out/reach-out.ts';
import type { Part, PlannedPost } from './post.ts';

/**
 * What became of a call to Slack. unknown: it may or may not have been carried out; unfit: Slack takes no
 * such content; impossible: not in this place; broken: nowhere, because Slack refuses the app as a whole.
 */
export type PostOutcome =
  | { kind: 'posted'; ts: string; placeId: string }
  | { kind: 'slow_down'; seconds: number }
  | { kind: 'unknown' }
  | { kind: 'unfit'; error: string }
  | { kind: 'impossible'; error: string }
  | { kind: 'broken'; error: string };

/** The thread in Slack. Its calls never throw and answer within 10 s. */
export interface Poster {
  post(reachOut: ReachOut, post: PlannedPost): Promise<PostOutcome>;
  /** Brings a message that stands up to date. */
  edit(reachOut: ReachOut, post: PlannedPost): Promise<PostOutcome>;
  /** The ts of every message of that part that Slack has, oldest first; undefined when that is not known. */
  find(reachOut: ReachOut, part: Part): Promise<string[] | undefined>;
  remove(reachOut: ReachOut, ts: string): Promise<PostOutcome>;
}
