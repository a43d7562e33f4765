import { expect, test } from '@jest/globals';
import { addSeconds } from 'date-fns';
import type { ReachOut, Stop } from '../../../src/domain/reach-out/reach-out.ts';
import { watchStop } from '../../../src/domain/reach-out/watch-stop.ts';
import { sampleReachOut } from '../../support/sample-reach-out.ts';

const NOW = new Date('2026-03-03T12:00:00Z');
const PLANNED = addSeconds(NOW, 3600);
const soon = { lookAt: addSeconds(NOW, 3) };
const planned = { lookAt: PLANNED };

const stopped = (secondsAgo: number, outcome?: Stop['outcome']): Stop => ({
  by: 'U1',
  at: addSeconds(NOW, -secondsAgo).toISOString(),
  ...(outcome && { outcome }),
});

test.each<[string, Stop | undefined, boolean, Partial<ReachOut>, Stop['outcome']]>([
  ['no stop', undefined, true, planned, undefined],
  ['just stopped, seen running', stopped(1), true, soon, undefined],
  ['stopped a while ago, seen running', stopped(15), true, { version: 2, ...planned }, 'goes_on'],
  ['stopped a while ago, and not seen', stopped(15), false, soon, undefined],
  ['stopped long ago, and not seen', stopped(60), false, { version: 2, ...planned }, 'not_known'],
  ['known to go on', stopped(60, 'goes_on'), true, { version: 1, ...planned }, 'goes_on'],
  ['not known, and seen running at last', stopped(90, 'not_known'), true, { version: 2 }, 'goes_on'],
  ['not known', stopped(90, 'not_known'), false, { version: 1, ...planned }, 'not_known'],
])('%s', (_, stop, isSeen, expected, outcome) => {
  const reachOut = sampleReachOut({
    state: 'started',
    contactId: 'c',
    lookAt: PLANNED,
    ...(stop && { stop }),
  });
  const watched = watchStop(reachOut, isSeen, NOW);
  expect(watched).toMatchObject(expected);
  expect(watched.stop?.outcome).toBe(outcome);
});

test('a contact that has ended has been stopped, or needs it no more', () => {
  const contact = { legs: { c: { endedAt: NOW.toISOString() } } };
  const reachOut = sampleReachOut({ state: 'started', contact, stop: stopped(30) });
  expect(watchStop(reachOut, true, NOW)).toBe(reachOut);
});
