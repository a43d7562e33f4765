import { afterEach, expect, jest, test } from '@jest/globals';
import { sendIn } from './crowd.ts';
import { chanceFrom } from './random.ts';
import { type Stage, setStage } from './stage.ts';
import { tally } from './tally.ts';

jest.setTimeout(180_000);

/** The queue gives a dead worker 10 s, its lease 15 s; the rest is for looking and for a busy machine. */
const TAKEN_OVER_WITHIN_MS = 30_000;

let stage: Stage | undefined;
afterEach(() => stage?.strike());

test.each(['http', 'socket'] as const)(
  '%s: what a killed instance had in hand is taken over',
  async (mode) => {
    stage = await setStage({ database: 'postgres', instances: 2, mode });
    const { slack, connect, instances } = stage;
    await Promise.all(instances.map((instance) => instance.start()));
    let diedAt = 0;
    stage.watch = (instance, { name, when }) => {
      if (diedAt > 0 || name !== 'StartOutbound' || when !== 'after') return 'pass';
      diedAt = performance.now();
      instance.kill();
      return 'lose';
    };
    const crowd = sendIn(stage, { chance: chanceFrom(1), people: 4 });
    await slack.waitFor(() => diedAt > 0 && crowd.acknowledged.size >= 8, { timeoutMs: 60_000 });
    await crowd.stop();
    const current = stage;
    await slack.waitFor(() => tally(current, crowd).lost.length === 0, { timeoutMs: 90_000 });
    expect(performance.now() - diedAt).toBeLessThan(TAKEN_OVER_WITHIN_MS);
    expect(tally(current, crowd).doubled).toEqual([]);
    expect([...connect.contactsPerToken().values()].every((contacts) => contacts === 1)).toBe(true);
  },
);
