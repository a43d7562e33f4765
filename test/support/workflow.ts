import { uuidFor } from '../../src/domain/kernel/uuid.ts';
import { type LogEntry, type StepOutcome, seedIds } from '../../src/sandbox/slack/index.ts';
import { partsOf } from './steps.ts';
import type { World } from './world.ts';

export const INPUTS = {
  phone: '+1 206 555 0152',
  channel: 'sms',
  message: 'Your parcel is ready',
  conversation: seedIds.support as string,
  on_behalf_of: seedIds.ada as string,
};

/** A workflow that waits for the step, or has heard from it. */
export interface Run {
  /** Of the reach-out that comes of it. */
  id: string;
  executionId: string;
  /** Every word that Slack has taken from the app; one at most. */
  heard: StepOutcome[];
  outcome(timeoutMs?: number): Promise<StepOutcome>;
  /** Why it failed. */
  failure(): Promise<string>;
}

/** Runs the step on behalf of Ada; resolves once Slack's event was taken in. */
export async function runStep({ slack }: World, changes: Partial<typeof INPUTS> = {}): Promise<Run> {
  const heard = new Map<string, StepOutcome[]>();
  slack.subscribe((change) => {
    if (change.type === 'step_completed')
      heard.set(change.executionId, [...(heard.get(change.executionId) ?? []), change.outcome]);
  });
  const executionId = await slack.runStep('reach_out', { ...INPUTS, ...changes });
  const outcome = (timeoutMs = 20_000) => slack.waitFor(() => heard.get(executionId)?.[0], { timeoutMs });
  return {
    ...{ id: uuidFor(`step ${executionId}`), executionId, outcome },
    get heard() {
      return heard.get(executionId) ?? [];
    },
    async failure() {
      const ended = await outcome();
      if (ended.kind !== 'error') throw new Error(`it went: ${JSON.stringify(ended)}`);
      return ended.error;
    },
  };
}

/** The events that have run the step, one for each delivery. */
export function deliveriesOf({ slack }: World, executionId: string): LogEntry[] {
  return slack.log.entries.filter(
    ({ name, body }) => name === 'function_executed' && JSON.stringify(body).includes(executionId),
  );
}

export function cardsOf(world: World, { id }: Run) {
  return partsOf(world, id, 'card');
}
