import { expect, jest, test } from '@jest/globals';
import { percentile } from '../bench/statistics.ts';
import { measure } from './events-latency.ts';

jest.setTimeout(240_000);

test.each(['embedded', 'postgres'] as const)(
  '%s: an event is on the card in time while 200 contacts are open',
  async (database) => {
    const { latencies, throttled } = await measure({ contacts: 200, everyMs: 50, idleSeconds: 0, database });
    expect(latencies).toHaveLength(200);
    expect(percentile(latencies, 0.5)).toBeLessThan(2000);
    expect(percentile(latencies, 0.95)).toBeLessThan(5000);
    expect(throttled).toBe(0);
  },
);
