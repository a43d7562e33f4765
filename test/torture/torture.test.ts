import { expect, jest, test } from '@jest/globals';
import { whyNoContainer } from '../support/container.ts';
import { faultsOf, torture } from './torture.ts';

/** Bounded for every run of the tests; `npm run torture` goes on for as long as one likes. */
const KILLS = 8;
const MINUTES = 60_000;

/** As the image runs, where that can be. */
const reason = whyNoContainer();
if (reason) process.stdout.write(`Processes are killed without being held as in a container: ${reason}.\n`);
const containedMb = reason ? undefined : 512;

/** Above all bounds within, each of which names what it waits for; none of them is what is measured. */
jest.setTimeout(10 * MINUTES);

test.each([
  { database: 'embedded', instances: 1, seed: 7 },
  { database: 'postgres', instances: 3, seed: 8 },
] as const)(
  '$database: killed over and over, $instances at a time, nothing is lost or doubled',
  async (where) => {
    const result = await torture({
      ...where,
      containedMb,
      kills: KILLS,
      events: true,
      calls: 0.5,
      mode: 'http',
      people: 6,
      talkers: 4,
      withinMs: MINUTES,
      settleMs: 3 * MINUTES,
    });
    const { kills, acknowledged, ended, talks } = result;
    expect(faultsOf(result)).toEqual([]);
    expect(result.outOfMemory).toBe(0);
    expect(kills).toBeGreaterThan(0);
    expect(Math.min(talks.shown, talks.ended.accepted)).toBeGreaterThan(0);
    expect(acknowledged).toBeGreaterThan(0);
    expect(ended.started + ended.failed + ended.unresolved).toBe(acknowledged);
  },
);
