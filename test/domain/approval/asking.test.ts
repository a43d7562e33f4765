import { expect, test } from '@jest/globals';
import { applyAsking, asAsked, nextAsking } from '../../../src/domain/approval/asking.ts';
import type { ReachOut } from '../../../src/domain/reach-out/reach-out.ts';
import { step } from '../../../src/domain/reach-out/step.ts';
import type { Post } from '../../../src/domain/thread/post.ts';
import { RULES, SAMPLE_APPROVAL, sampleReachOut } from '../../support/sample-reach-out.ts';

const NOW = new Date('2026-01-01T00:10:00Z');

function awaited(post?: Post, changes: Partial<ReachOut> = {}): ReachOut {
  return sampleReachOut({
    ...{ state: 'awaiting_approval', approval: SAMPLE_APPROVAL, ...changes },
    posts: { card: { tries: 1, ts: '1.1' }, ...(post && { approval: post }) },
  });
}

const approved: Partial<ReachOut> = {
  state: 'requested',
  approval: { ...SAMPLE_APPROVAL, decided: 'approved' },
};
const cancelled: Partial<ReachOut> = { state: 'cancelled' };

test.each<[string, Post | undefined, Partial<ReachOut>, object | undefined]>([
  ['is posted', undefined, {}, { how: 'post', told: 'awaited' }],
  ['of unknown outcome is looked for', { tries: 1 }, {}, { how: 'find' }],
  [
    'that was looked for in vain is posted again',
    { tries: 1, isAbsent: true },
    {},
    { how: 'post', told: 'awaited' },
  ],
  ['that stands is left', { tries: 1, ts: '2.1', told: 'awaited' }, {}, undefined],
  ['that was found is brought up to date', { tries: 1, ts: '2.1' }, {}, { how: 'edit', told: 'awaited' }],
  [
    'says that it is approved',
    { tries: 1, ts: '2.1', told: 'awaited' },
    approved,
    { how: 'edit', told: 'approved' },
  ],
  [
    'says that it is over',
    { tries: 1, ts: '2.1', told: 'awaited' },
    cancelled,
    { how: 'edit', told: 'over' },
  ],
  ['of unknown outcome is looked for even when it is over', { tries: 1 }, cancelled, { how: 'find' }],
  ['that never stood is not posted any more', undefined, cancelled, undefined],
  ['that is not there is not posted any more', { tries: 1, isAbsent: true }, cancelled, undefined],
])('what asks for approval %s', (_, post, changes, asking) => {
  expect(nextAsking(awaited(post, changes))?.asking).toEqual(asking);
});

test('it stands alone in its place, which is not the one of the thread', () => {
  const { placeId, threadTs, posts } = asAsked(awaited({ tries: 1 }, { threadTs: '0.1' }));
  expect({ placeId, threadTs, posts }).toEqual({ placeId: 'C2', posts: { approval: { tries: 1 } } });
});

test('while it cannot be posted that is told once, and it is tried ever less often until it lapses', () => {
  let reachOut = awaited({ tries: 1 });
  const refused = (now: Date) =>
    applyAsking(
      reachOut,
      { how: 'post', told: 'awaited' },
      { kind: 'impossible', error: 'is_archived' },
      now,
    );
  reachOut = refused(NOW);
  expect(reachOut).toMatchObject({ version: 2, approval: { obstacle: 'is_archived' } });
  expect(nextAsking(reachOut)).toMatchObject({
    asking: { how: 'post' },
    at: new Date('2026-01-01T00:11:00Z'),
  });
  reachOut = refused(new Date('2026-01-01T00:50:00Z'));
  expect(reachOut.version).toBe(2);
  expect(nextAsking(reachOut)?.at).toEqual(new Date('2026-01-01T00:55:00Z'));
  expect(step(reachOut, new Date('2026-01-01T01:00:00Z'), RULES)).toEqual({ unapproved: true });
  const posted = { kind: 'posted', ts: '2.1', placeId: 'C2' } as const;
  const stands = applyAsking(reachOut, { how: 'post', told: 'awaited' }, posted, NOW);
  expect(stands.version).toBe(3);
  expect(stands.approval?.obstacle).toBeUndefined();
  expect(nextAsking(stands)).toBeUndefined();
});

test('it lapses at its time, not before', () => {
  const waiting = awaited({ tries: 1, ts: '2.1', told: 'awaited' }, { shownVersion: 1 });
  expect(step(waiting, new Date('2026-01-01T00:59:59.999Z'), RULES)).toBeUndefined();
  expect(step(waiting, new Date('2026-01-01T01:00:00Z'), RULES)).toEqual({ unapproved: true });
});

test('one that somebody has deleted is posted again, as long as it is of use', () => {
  const found = { tries: 1, ts: '2.1' };
  const gone = { kind: 'gone', error: 'message_not_found' } as const;
  const edit = (told: 'awaited' | 'over') => ({ how: 'edit', told }) as const;
  const again = applyAsking(awaited(found), edit('awaited'), gone, NOW);
  expect(nextAsking(again)?.asking).toEqual({ how: 'post', told: 'awaited' });
  expect(nextAsking(applyAsking(awaited(found, cancelled), edit('over'), gone, NOW))).toBeUndefined();
});
