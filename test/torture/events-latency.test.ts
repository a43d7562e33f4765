import { expect, jest, test } from '@jest/globals';
import { percentile } from '../bench/statistics.ts';
import { measure } from './events-latency.ts';

jest.setTimeout(240_000);

const CONTACTS = 200;

/** On PostgreSQL: `node test/torture/events-latency.ts --database postgres`. */
test('an event is on the card in time while many contacts are open', async () => {
  const { latencies, throttled } = await measure({
    database: 'embedded',
    contacts: CONTACTS,
    everyMs: 100,
    idleSeconds: 0,
  });
  expect(latencies).toHaveLength(CONTACTS);
  expect(percentile(latencies, 0.5)).toBeLessThan(2000);
  expect(percentile(latencies, 0.95)).toBeLessThan(5000);
  expect(throttled).toBe(0);
});
