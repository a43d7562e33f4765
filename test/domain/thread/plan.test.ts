import { expect, test } from '@jest/globals';
import type { ReachOut } from '../../../src/domain/reach-out/reach-out.ts';
import { intend } from '../../../src/domain/reach-out/step.ts';
import { dueEdit, duePost, threadRoot } from '../../../src/domain/thread/plan.ts';
import type { PlannedPost } from '../../../src/domain/thread/post.ts';
import { sampleReachOut, VOICE_REQUEST } from '../../support/sample-reach-out.ts';

const card = { ts: '1.1', tries: 1 };
const contact_id = { ts: '1.2', tries: 1 };
const shown = { version: 3, shownVersion: 3 };
const stale = { version: 3, shownVersion: 2 };
const accepted = { state: 'started', contactId: 'c-1' } as const;
const at = '2026-01-01T00:00:00Z';
const leg = (facts: object) => ({ contact: { legs: { 'c-1': facts } } });

interface Planned {
  post?: PlannedPost;
  edit?: PlannedPost;
}

test.each<[string, Partial<ReachOut>, Planned]>([
  ['nothing stands: the card', {}, { post: { part: 'card' } }],
  ['the card was tried', { posts: { card: { tries: 1 } } }, { post: { part: 'card' } }],
  ['the card stands and shows all', { ...shown, posts: { card } }, {}],
  ['the card shows an older version', { ...stale, posts: { card } }, { edit: { part: 'card' } }],
  ['accepted', { ...accepted, ...shown, posts: { card } }, { post: { part: 'contact_id' } }],
  [
    'accepted, and the card shows an older version: both',
    { ...accepted, ...stale, posts: { card } },
    { post: { part: 'contact_id' }, edit: { part: 'card' } },
  ],
  ['accepted, before the card', { ...accepted, ...stale }, { post: { part: 'card' } }],
  ['all told', { ...accepted, ...shown, posts: { card, contact_id } }, {}],
  [
    'failed',
    { state: 'failed', ...shown, posts: { card } },
    { post: { part: 'milestone:failed', covers: ['failed'] } },
  ],
  [
    'unresolved',
    { state: 'unresolved', ...shown, posts: { card } },
    { post: { part: 'milestone:unresolved', covers: ['unresolved'] } },
  ],
  ['cancelled: the card says it', { state: 'cancelled', ...shown, posts: { card } }, {}],
  [
    'answered, for a call',
    {
      ...accepted,
      ...shown,
      request: VOICE_REQUEST,
      posts: { card, contact_id },
      ...leg({ connectedAt: at }),
    },
    { post: { part: 'milestone:answered', covers: ['answered'] } },
  ],
  [
    'connected to the system is no news of a chat',
    { ...accepted, ...shown, posts: { card, contact_id }, ...leg({ connectedAt: at }) },
    {},
  ],
  [
    'several at once: one reply',
    { ...accepted, ...shown, posts: { card, contact_id }, ...leg({ queues: { q: at }, agentAt: at }) },
    { post: { part: 'milestone:with_agent', covers: ['queued', 'with_agent'] } },
  ],
  [
    'a step that comes before one that was told: that reply is mended',
    {
      ...accepted,
      ...shown,
      posts: { card, contact_id, 'milestone:with_agent': { tries: 1, ts: '1.3', covers: ['with_agent'] } },
      ...leg({ queues: { q: at }, agentAt: at }),
    },
    { edit: { part: 'milestone:with_agent', covers: ['queued', 'with_agent'] } },
  ],
  [
    'a reply that told a later time than is known now: it is mended',
    {
      ...accepted,
      ...shown,
      posts: {
        card,
        contact_id,
        'milestone:with_agent': { tries: 1, ts: '1.3', covers: ['with_agent'], told: '[["x"]]' },
      },
      ...leg({ agentAt: at }),
    },
    { edit: { part: 'milestone:with_agent', covers: ['with_agent'] } },
  ],
  [
    'a reply that was tried comes before newer ones, as it was planned',
    {
      ...accepted,
      ...shown,
      posts: { card, contact_id, 'milestone:queued': { tries: 1, covers: ['queued'] } },
      ...leg({ queues: { q: at }, agentAt: at }),
    },
    { post: { part: 'milestone:queued', covers: ['queued'] } },
  ],
  ['a card that can be posted nowhere ends it', { ...accepted, silence: 'x' }, {}],
])('%s', (_, changes, step) => {
  const reachOut = sampleReachOut(changes);
  const planned = { post: duePost(reachOut), edit: dueEdit(reachOut) };
  expect(planned).toEqual({ post: undefined, edit: undefined, ...step });
});

test('replies go below the card, or below the message that it was started from', () => {
  expect(threadRoot(sampleReachOut())).toBeUndefined();
  expect(threadRoot(sampleReachOut({ threadTs: '0.9' }))).toBeUndefined();
  expect(threadRoot(sampleReachOut({ posts: { card } }))).toBe('1.1');
  expect(threadRoot(sampleReachOut({ threadTs: '0.9', posts: { card } }))).toBe('0.9');
});

test('an intent counts tries, and keeps what is known', () => {
  const now = new Date();
  const milestone = { part: 'milestone:ended', covers: ['ended'], version: 1 } as const;
  const once = intend(
    sampleReachOut({ posts: { card } }),
    { post: { ...milestone, covers: ['ended'] } },
    now,
  );
  expect(once.posts).toEqual({ card, 'milestone:ended': { tries: 1, covers: ['ended'] } });
  const plain = sampleReachOut({ posts: { card: { tries: 1, isAbsent: true, isPlain: true } } });
  expect(intend(plain, { post: { part: 'card', version: 1 } }, now).posts).toEqual({
    card: { tries: 2, isPlain: true },
  });
  expect(intend(plain, { find: 'card' }, now)).toEqual(plain);
});
