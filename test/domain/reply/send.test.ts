import { describe, expect, test } from '@jest/globals';
import { addSeconds } from 'date-fns';
import type { SendOutcome } from '../../../src/domain/conversation/chat-gateway.ts';
import { beginConversation, type Conversation } from '../../../src/domain/conversation/conversation.ts';
import type { Reply } from '../../../src/domain/conversation/line.ts';
import { agendaOf } from '../../../src/domain/reach-out/agenda.ts';
import { apply } from '../../../src/domain/reach-out/apply.ts';
import type { ReachOut } from '../../../src/domain/reach-out/reach-out.ts';
import { intend, step } from '../../../src/domain/reach-out/step.ts';
import { applyMark } from '../../../src/domain/reply/send.ts';
import { sampleReachOut } from '../../support/sample-reach-out.ts';

const NOW = new Date('2026-03-03T09:00:00Z');
const RULES = { maxAgeMinutes: 15, hasContactEvents: true, hasConversations: true };
const at = (seconds: number) => addSeconds(NOW, seconds);

const link = (participantId = 'p1') => ({
  ...{ participantId, participantToken: 't' },
  connection: { token: 'c', expiresAt: at(86_400).toISOString() },
});

/** A chat with one reply that was confirmed just now. */
function answered(conversation: Partial<Conversation> = {}, reply: Partial<Reply> = {}): ReachOut {
  const goesAt = NOW.toISOString();
  return sampleReachOut({
    ...{ state: 'started', contactId: 'contact', startedAt: NOW },
    posts: { card: { tries: 1, ts: '1.0' }, contact_id: { tries: 1, ts: '2.0' } },
    conversation: {
      ...{ ...beginConversation(NOW), reading: 'on', writing: 'on', isBehind: false, link: link() },
      ...conversation,
    },
    lines: [
      {
        ...{ kind: 'reply', id: 'r1', at: goesAt, by: 'U0ADA', text: 'Hi', tries: 0, state: 'waiting' },
        ...{ sendAt: goesAt, goesAt, source: { placeId: 'C1', ts: '3.0' } },
        ...reply,
      },
    ],
  });
}

const replyIn = ({ lines }: ReachOut) => lines[0] as Reply;

/** What is stored before the call; what happens to whoever dies then is that nothing else is. */
function called(reachOut: ReachOut, now: Date): ReachOut {
  const next = step(reachOut, now, RULES);
  expect(next?.reply).toMatchObject({ id: 'r1' });
  expect(next?.reply?.obstacle).toBeUndefined();
  return intend(reachOut, { ...next, reply: next?.reply ?? { id: '', again: false } }, now);
}

/** A whole turn of the worker. */
function turn(reachOut: ReachOut, now: Date, reply?: SendOutcome): ReachOut {
  const next = step(reachOut, now, RULES) ?? {};
  const noted = intend(reachOut, next, now);
  return apply(noted, next, reply ? { reply } : {}, now, RULES).reachOut;
}

const during = (reachOut: ReachOut, conversation: Partial<Conversation>): ReachOut => ({
  ...reachOut,
  ...(reachOut.conversation && { conversation: { ...reachOut.conversation, ...conversation } }),
});

const rejected: SendOutcome = {
  ...{ kind: 'rejected', failure: { code: 'invalid_request', awsError: 'ValidationException' } },
  conclusive: true,
};

describe('a call that may have gone out before a crash is never told as "not sent"', () => {
  test.each<{ what: string; meanwhile: (reachOut: ReachOut) => ReachOut; outcome?: SendOutcome }>([
    { what: 'the chat has ended meanwhile', meanwhile: (one) => ({ ...one, state: 'ended' }) },
    { what: 'an agent has come', meanwhile: (one) => during(one, { writing: 'agent' }) },
    { what: 'the customer has opted out', meanwhile: (one) => during(one, { stoppedAt: NOW.toISOString() }) },
    { what: 'the app is not let in any more', meanwhile: (one) => during(one, { writing: 'refused' }) },
    { what: 'the repeat is refused', meanwhile: (one) => one, outcome: rejected },
    {
      what: 'the app is there as another participant',
      meanwhile: (one) => during(one, { link: link('p2') }),
    },
  ])('$what', ({ meanwhile, outcome }) => {
    const crashed = meanwhile(called(answered(), NOW));
    expect(replyIn(turn(crashed, at(5), outcome)).state).toBe('unknown');
  });

  test('nobody has come back within two minutes', () => {
    expect(replyIn(turn(called(answered(), NOW), at(3_600))).state).toBe('unknown');
  });
});

describe('a call that was answered is known not to have gone through', () => {
  test.each<[string, SendOutcome]>([
    ['throttled', { kind: 'not_now', waiting: 'rate' }],
    ['its token was over', { kind: 'over' }],
  ])('%s, then ended', (_, outcome) => {
    const told = turn(answered(), NOW, outcome);
    expect(replyIn(turn({ ...told, state: 'ended' }, at(60)))).toMatchObject({
      ...{ state: 'refused', cause: 'ended' },
    });
  });

  test('refused', () => {
    expect(replyIn(turn(answered(), NOW, rejected))).toMatchObject({ state: 'refused', cause: 'rejected' });
  });
});

test('what was confirmed long ago does not go any more', () => {
  expect(replyIn(turn(answered(), at(121)))).toMatchObject({ state: 'refused', cause: 'late' });
  expect(replyIn(turn(answered(), at(119), { kind: 'accepted' })).state).toBe('accepted');
});

test('of a customer who has opted out that is said, and not that it has ended', () => {
  const stopped = { ...answered({ stoppedAt: NOW.toISOString() }), state: 'ended' as const };
  expect(replyIn(turn(stopped, NOW))).toMatchObject({ state: 'refused', cause: 'opted_out' });
});

test('that something was not sent is told however long Slack is away', () => {
  let known = answered({}, { state: 'refused', cause: 'late' });
  let now = NOW;
  for (let tries = 0; tries < 200; tries += 1) {
    known = applyMark(known, 'r1', { kind: 'unknown' }, now);
    const { mark } = agendaOf(known, RULES);
    if (!mark) throw new Error(`given up after ${tries} tries`);
    expect(mark.getTime() - now.getTime()).toBeLessThanOrEqual(10 * 60_000);
    now = mark;
  }
  expect(
    agendaOf(applyMark(known, 'r1', { kind: 'posted', placeId: 'C1', ts: '3.0' }, now), RULES).mark,
  ).toBeUndefined();
});

test('Slack says how long a mark has to wait', () => {
  const known = applyMark(answered({}, { state: 'accepted' }), 'r1', { kind: 'slow_down', seconds: 90 }, NOW);
  expect(agendaOf(known, RULES).mark).toEqual(at(90));
});
