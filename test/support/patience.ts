import type { SimulatedSlackOptions } from '../../src/sandbox/slack/index.ts';

/**
 * A machine that is busy with other tests may take longer than the three seconds that Slack waits. What waits for a
 * call that hangs comes too late all the same: the app gives those up after ten.
 */
export const PATIENT_SLACK: SimulatedSlackOptions = { ackDeadlineMs: 9_000, triggerLifetimeMs: 9_000 };
