import { expect, test } from '@jest/globals';
import { addSeconds } from 'date-fns';
import { applyEdit, applyPost } from '../../../src/domain/thread/apply-thread.ts';
import { sampleReachOut } from '../../support/sample-reach-out.ts';

const NOW = new Date('2026-01-01T00:00:00Z');
const CARD = { part: 'card', version: 1 } as const;
const slowDown = (seconds: number) => ({ kind: 'slow_down', seconds }) as const;
const posts = { card: { tries: 1, ts: '1.1' } };

test.each<[seconds: number, placeId: string, waits: number | undefined]>([
  [1, 'C1', 1],
  [60, 'C1', 60],
  [61, 'C1', 61],
  [90, 'C1', 90],
  [180, 'C1', 180],
  [300, 'C1', 300],
  [301, 'U1', undefined],
  [3600, 'U1', undefined],
  [86_400, 'U1', undefined],
])('a pause of %d s before a post: the thread is in %s', (seconds, placeId, waits) => {
  const after = applyPost(sampleReachOut(), CARD, slowDown(seconds), NOW);
  expect(after).toMatchObject({ placeId, isMoved: placeId === 'U1' });
  expect(after.postAt).toEqual(waits && addSeconds(NOW, waits));
});

test.each([
  [61, 61],
  [300, 300],
  [86_400, 60],
])('in a direct message, where nothing else is left, one of %d s is waited for %d s', (seconds, waits) => {
  const after = applyPost(sampleReachOut({ placeId: 'U1' }), CARD, slowDown(seconds), NOW);
  expect(after).toMatchObject({ placeId: 'U1', postAt: addSeconds(NOW, waits) });
});

test.each([
  [61, 61],
  [300, 300],
  [86_400, 60],
])('one of %d s before an edit moves nothing, and is waited for %d s', (seconds, waits) => {
  const after = applyEdit(sampleReachOut({ posts }), CARD, slowDown(seconds), NOW);
  expect(after).toMatchObject({ placeId: 'C1', posts, editAt: addSeconds(NOW, waits) });
});
