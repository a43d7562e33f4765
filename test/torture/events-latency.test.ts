import { expect, jest, test } from '@jest/globals';
import { percentile } from '../bench/statistics.ts';
import { measure } from './events-latency.ts';

jest.setTimeout(240_000);

test('an event is on the card in time while many contacts are open', async () => {
  const { latencies, throttled } = await measure({
    ...{ contacts: 60, everyMs: 100, idleSeconds: 0 },
    database: 'embedded',
  });
  expect(latencies).toHaveLength(60);
  expect(percentile(latencies, 0.5)).toBeLessThan(2000);
  expect(percentile(latencies, 0.95)).toBeLessThan(5000);
  expect(throttled).toBe(0);
});
