import { expect, test } from '@jest/globals';
import { sendIn } from './crowd.ts';
import { chanceFrom } from './random.ts';
import { setStage } from './stage.ts';
import { tally } from './tally.ts';

/** The queue gives a dead worker 10 s, its lease 15 s; the rest is for looking and for a busy machine. */
const TAKEN_OVER_WITHIN_MS = 30_000;

/** Side by side, since most of it is to wait for a lease. */
test.concurrent.each(['http', 'socket'] as const)(
  '%s: what a killed instance had in hand is taken over',
  async (mode) => {
    const stage = await setStage({ database: 'postgres', instances: 2, mode });
    try {
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
      await slack.waitFor(() => tally(stage, crowd).lost.length === 0, { timeoutMs: 90_000 });
      expect(performance.now() - diedAt).toBeLessThan(TAKEN_OVER_WITHIN_MS);
      expect(tally(stage, crowd).doubled).toEqual([]);
      expect([...connect.contactsPerToken().values()].every((contacts) => contacts === 1)).toBe(true);
    } finally {
      await stage.strike();
    }
  },
);
