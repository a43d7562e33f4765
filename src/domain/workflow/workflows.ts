import type { ReachOut } from '../reach-out/reach-out.ts';
import type { WorkflowStep } from './workflow-step.ts';

/**
 * What became of telling a step. over: Slack waits for no word of it any more; unknown: Slack may or may not have
 * heard it, and no harm is done by saying it again; refused: Slack refuses the app as a whole.
 */
export type TellingOutcome =
  | { kind: 'told' | 'over' | 'unknown' | 'refused' }
  | { kind: 'slow_down'; seconds: number };

/** The workflows in Slack that wait for a step of the app. Its calls never throw. */
export interface Workflows {
  /** Says what came of a reach-out that was started, or ended before. */
  complete(reachOut: ReachOut): Promise<TellingOutcome>;
  /** Says why nothing is sent. */
  fail(step: WorkflowStep, why: string): Promise<TellingOutcome>;
}
