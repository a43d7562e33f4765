import { expect, test } from '@jest/globals';
import { createWorldClock } from '../../src/sandbox/world-clock.ts';

const HOUR_MS = 3_600_000;

test('goes on from where it was turned to, and back', () => {
  const clock = createWorldClock(HOUR_MS);
  expect(Math.abs(clock.now() - HOUR_MS - Date.now())).toBeLessThan(1_000);
  clock.turnTo(2 * HOUR_MS);
  expect(Math.abs(clock.now() - 2 * HOUR_MS - Date.now())).toBeLessThan(1_000);
  clock.turnTo(0);
  expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1_000);
});

test('what falls due while it is turned comes at once, in order, and nothing else or twice', async () => {
  const clock = createWorldClock();
  const came: string[] = [];
  const last = new Promise<void>((resolve) => {
    clock.after(2 * HOUR_MS, () => {
      came.push('second');
      resolve();
    });
  });
  clock.after(HOUR_MS, () => came.push('first'));
  clock.after(HOUR_MS, () => came.push('called off'))();
  const callOff = clock.after(5 * HOUR_MS, () => came.push('later'));
  clock.turnTo(HOUR_MS / 2);
  clock.turnTo(3 * HOUR_MS);
  await last;
  clock.turnTo(0);
  expect(came).toEqual(['first', 'second']);
  callOff();
});
