import { expect, test } from '@jest/globals';
import { beginConversation } from '../../../src/domain/conversation/conversation.ts';
import type { ReachOut } from '../../../src/domain/reach-out/reach-out.ts';
import { intend } from '../../../src/domain/reach-out/step.ts';
import { accountOf } from '../../../src/domain/thread/account.ts';
import { dueEdit, duePost, threadRoot } from '../../../src/domain/thread/plan.ts';
import type { Part } from '../../../src/domain/thread/post.ts';
import { sampleReachOut, VOICE_REQUEST } from '../../support/sample-reach-out.ts';

const card = { ts: '1.1', tries: 1 };
const told = (reachOut: Partial<ReachOut>, part: Part) => accountOf(sampleReachOut(reachOut), part) ?? '';
const shown = { version: 3, shownVersion: 3 };
const stale = { version: 3, shownVersion: 2 };
const accepted = { state: 'started', contactId: 'c-1', ...shown } as const;
const contact_id = { ts: '1.2', tries: 1, told: told(accepted, 'contact_id') };
const at = '2026-01-01T00:00:00Z';
const leg = (facts: object) => ({ contact: { legs: { 'c-1': facts } } });
const over = (seconds: number, endReason = 'AGENT_DISCONNECT') => ({
  ...{ ...accepted, state: 'ended' as const },
  ...leg({ initiatedAt: at, endedAt: `2026-01-01T00:00:${seconds}Z`, endReason }),
});
/** With the ContactId's reply as it is now. */
const replied = (reachOut: Partial<ReachOut>) => ({
  ...reachOut,
  posts: { card, contact_id: { ...contact_id, told: told(reachOut, 'contact_id') } },
});

test.each<[string, Partial<ReachOut>, { post?: Part; edit?: Part }]>([
  ['nothing stands: the card', {}, { post: 'card' }],
  ['the card was tried', { posts: { card: { tries: 1 } } }, { post: 'card' }],
  ['the card stands and shows all', { ...shown, posts: { card } }, {}],
  ['the card shows an older version', { ...stale, posts: { card } }, { edit: 'card' }],
  ['accepted', { ...accepted, posts: { card } }, { post: 'contact_id' }],
  [
    'accepted, and the card shows an older version: both',
    { ...accepted, ...stale, posts: { card } },
    { post: 'contact_id', edit: 'card' },
  ],
  ['accepted, before the card', { ...accepted, ...stale }, { post: 'card' }],
  ['all told', { ...accepted, posts: { card, contact_id } }, {}],
  ['failed', { state: 'failed', ...shown, posts: { card } }, { post: 'milestone:failed' }],
  ['unresolved', { state: 'unresolved', ...shown, posts: { card } }, { post: 'milestone:unresolved' }],
  ['cancelled: the card says it', { state: 'cancelled', ...shown, posts: { card } }, {}],
  [
    'a call is answered: it goes into the log',
    { ...accepted, request: VOICE_REQUEST, posts: { card, contact_id }, ...leg({ connectedAt: at }) },
    { edit: 'contact_id' },
  ],
  [
    'connected to the system is no news of a chat',
    { ...accepted, posts: { card, contact_id }, ...leg({ connectedAt: at }) },
    {},
  ],
  [
    'a step that comes before one that was told goes into the log as well',
    {
      ...replied({ ...accepted, ...leg({ agentAt: at }) }),
      ...leg({ queues: { q: at }, agentAt: at }),
    },
    { edit: 'contact_id' },
  ],
  [
    'a log that told a later time than is known now',
    { ...replied({ ...accepted, ...leg({ agentAt: '2026-01-01T00:00:09Z' }) }), ...leg({ agentAt: at }) },
    { edit: 'contact_id' },
  ],
  [
    'a log that told another part of the same second',
    { ...replied({ ...accepted, ...leg({ agentAt: '2026-01-01T00:00:00.9Z' }) }), ...leg({ agentAt: at }) },
    {},
  ],
  ['an end that nobody waits for', { ...over(59), posts: { card, contact_id } }, { edit: 'contact_id' }],
  ['the same, told', replied(over(59)), {}],
  [
    'an end after a minute: a reply, and not the log',
    {
      ...over(59),
      ...replied({
        ...over(59),
        contact: {
          legs: { 'c-1': { initiatedAt: '2025-12-31T23:59:58Z', endedAt: at.replace(':00Z', ':59Z') } },
        },
      }),
    },
    { post: 'milestone:ended' },
  ],
  ['an error of Amazon Connect', replied(over(10, 'SYSTEM_ERROR')), { post: 'milestone:ended' }],
  ['nothing heard of the end', replied({ ...accepted, state: 'ended' }), { post: 'milestone:ended' }],
  [
    'nobody answered',
    replied({ ...over(20, 'TELECOM_BUSY'), request: VOICE_REQUEST }),
    { post: 'milestone:ended' },
  ],
  [
    'voicemail',
    replied({
      ...over(20),
      request: VOICE_REQUEST,
      ...leg({ connectedAt: at, endedAt: '2026-01-01T00:00:20Z', answeringMachine: 'VOICEMAIL_BEEP' }),
    }),
    { post: 'milestone:ended' },
  ],
  ['stopped before anybody answered', { ...replied({ ...over(20, 'API'), request: VOICE_REQUEST }) }, {}],
  [
    'a reply that was begun is finished, whatever has come since',
    { ...over(20), posts: { card, contact_id, 'milestone:ended': { tries: 1 } } },
    { post: 'milestone:ended' },
  ],
  [
    'a reply that tells an end otherwise than it was',
    { ...over(20), posts: { card, contact_id, 'milestone:ended': { tries: 1, ts: '1.3', told: '' } } },
    { edit: 'milestone:ended' },
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
  const milestone = { part: 'milestone:ended', version: 1 } as const;
  const once = intend(sampleReachOut({ posts: { card } }), { post: milestone }, now);
  expect(once.posts).toEqual({ card, 'milestone:ended': { tries: 1 } });
  const plain = sampleReachOut({ posts: { card: { tries: 1, isAbsent: true, isPlain: true } } });
  expect(intend(plain, { post: { part: 'card', version: 1 } }, now).posts).toEqual({
    card: { tries: 2, isPlain: true },
  });
  expect(intend(plain, { find: 'card' }, now)).toEqual(plain);
});

test('the end of a chat is told after what was said last', () => {
  const link = { participantId: 'p', participantToken: 'p', connectionToken: 'c', expiresAt: at };
  const conversation = { ...beginConversation(new Date(at)), link };
  const line = { kind: 'heard', id: 'm', at, heardAt: at, speaker: 'customer', what: 'text' } as const;
  const ended = (changes: Partial<ReachOut>) =>
    dueEdit(
      sampleReachOut({ ...over(5), ...stale, state: 'started', posts: { card, contact_id }, ...changes }),
    );
  const isRead = { conversation: { ...conversation, isBehind: false } };
  expect(ended({ conversation })).toBeUndefined();
  expect(ended({ ...isRead, lines: [line] })).toBeUndefined();
  expect(ended({ ...isRead, lines: [{ ...line, isTold: true }] })).toBe('card');
});
