import type { ReachOut } from '../reach-out/reach-out.ts';
import type { Part } from './post.ts';

/**
 * What became of a call to Slack. loose: it stands in the place itself, because the head of its thread is
 * gone; gone: the message, or the head of its thread, is not there; fixed: the message can't be changed;
 * unknown: it may or may not have been carried out; unfit: Slack takes no such content; impossible: not in
 * this place; broken: nowhere, because Slack refuses the app as a whole.
 */
export type PostOutcome =
  | { kind: 'posted' | 'loose'; ts: string; placeId: string }
  | { kind: 'slow_down'; seconds: number }
  | { kind: 'unknown' }
  | { kind: 'gone' | 'fixed' | 'unfit' | 'impossible' | 'broken'; error: string };

/**
 * The ts of every message of a part that Slack has, oldest first. rootless: the head of its thread is gone;
 * loose: these stand in the place itself, though they belong into a thread.
 */
export type FindOutcome =
  | { kind: 'looked' | 'rootless'; found: string[]; loose: string[] }
  | { kind: 'not_known' };

/** The thread in Slack. Its calls never throw and answer within 14 s, 10 s as a rule. */
export interface Poster {
  post(reachOut: ReachOut, part: Part): Promise<PostOutcome>;
  /** Brings a message that stands up to date. */
  edit(reachOut: ReachOut, part: Part): Promise<PostOutcome>;
  find(reachOut: ReachOut, part: Part): Promise<FindOutcome>;
  remove(reachOut: ReachOut, ts: string): Promise<PostOutcome>;
  /** Shows at its message what came of a reply, and tells its writer privately where that is not enough. */
  mark(reachOut: ReachOut, replyId: string): Promise<PostOutcome>;
}
