import { expect, jest, test } from '@jest/globals';
import { torture } from './torture.ts';

/** Bounded for every run of the tests; `npm run torture` goes on for as long as one likes. */
const KILLS = 8;
const MINUTES = 60_000;

jest.setTimeout(5 * MINUTES);

test.each([
  { database: 'embedded', instances: 1 },
  { database: 'postgres', instances: 3 },
] as const)(
  '$database: killed over and over, $instances at a time, nothing is lost or doubled',
  async (where) => {
    const { kills, acknowledged, ended, lost, doubled, surprises } = await torture({
      ...where,
      kills: KILLS,
      seed: 7,
      events: false,
      calls: 1,
      mode: 'http',
      people: 8,
      withinMs: MINUTES,
      settleMs: 3 * MINUTES,
    });
    expect({ lost, doubled, surprises }).toEqual({ lost: [], doubled: [], surprises: [] });
    expect(kills).toBeGreaterThan(0);
    expect(acknowledged).toBeGreaterThan(0);
    expect(ended.started + ended.failed + ended.unresolved).toBe(acknowledged);
  },
);
