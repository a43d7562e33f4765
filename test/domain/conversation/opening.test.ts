import { describe, expect, test } from '@jest/globals';
import { addSeconds } from 'date-fns';
import type { CallFault } from '../../../src/domain/contact/gateway.ts';
import type { Said } from '../../../src/domain/conversation/chat-gateway.ts';
import {
  beginConversation,
  type Conversation,
  fallBehind,
  hasOptedOut,
  isHeldUp,
} from '../../../src/domain/conversation/conversation.ts';
import { applySaid, missedSince } from '../../../src/domain/conversation/hear.ts';
import {
  applyOpening,
  nextOpening,
  type Opening,
  type OpeningOutcome,
  openingToken,
} from '../../../src/domain/conversation/opening.ts';
import { noteTold } from '../../../src/domain/conversation/tell.ts';
import { apply } from '../../../src/domain/reach-out/apply.ts';
import type { ReachOut } from '../../../src/domain/reach-out/reach-out.ts';
import { sampleReachOut } from '../../support/sample-reach-out.ts';

const NOW = new Date('2026-03-03T09:00:00Z');
const participant = { participantId: 'p1', participantToken: 't' };
const connection = { token: 'c', expiresAt: addSeconds(NOW, 86_400).toISOString() };
const link = { ...participant, connection };

function started(conversation: Partial<Conversation> = {}, changes: Partial<ReachOut> = {}): ReachOut {
  return sampleReachOut({
    ...{ state: 'started', contactId: 'contact', startedAt: NOW },
    conversation: { ...beginConversation(NOW), ...conversation },
    ...changes,
  });
}

const refused = (code: 'access_denied' | 'conflict' | 'credentials'): CallFault => ({
  ...{ kind: 'rejected', failure: { code }, conclusive: false },
});

/** The conversation after so many calls in a row with the same outcome. */
function after(reachOut: ReachOut, opening: Opening, outcome: CallFault | { kind: 'over' }, times: number) {
  let known = reachOut;
  for (let call = 0; call < times; call++) known = applyOpening(known, opening, outcome, NOW);
  return known.conversation as Conversation;
}

const joining = started({ reading: 'on' });
const connecting = started({ reading: 'on', link: participant, participants: ['p1'] });

test.each<[string, ReachOut, Opening, CallFault | { kind: 'over' }, number, Partial<Conversation>]>([
  ['a refusal is believed', joining, 'join', refused('access_denied'), 1, { writing: 'refused' }],
  [
    'so is one of streaming',
    started(),
    'stream',
    refused('access_denied'),
    1,
    { reading: 'refused', writing: 'refused' },
  ],
  ['somebody else in the chat may go', joining, 'join', refused('conflict'), 7, { writing: 'wanted' }],
  ['or stay', joining, 'join', refused('conflict'), 8, { writing: 'refused' }],
  ['credentials come back', joining, 'join', refused('credentials'), 50, { writing: 'wanted' }],
  ['an answer may come', started(), 'stream', { kind: 'unknown' }, 500, { reading: 'wanted' }],
  [
    'a 429 passes',
    started(),
    'stream',
    { kind: 'not_now', waiting: 'rate' },
    500,
    { reading: 'wanted', openTries: 0 },
  ],
  [
    'a participant that is gone is made anew',
    connecting,
    'connect',
    { kind: 'over' },
    1,
    { writing: 'wanted', joins: 1 },
  ],
  ['but not without end', connecting, 'connect', { kind: 'over' }, 8, { writing: 'refused' }],
  ['one that connected unheard is asked', connecting, 'connect', { kind: 'unknown' }, 500, { joins: 0 }],
])('%s', (_, reachOut, opening, outcome, times, expected) => {
  expect(after(reachOut, opening, outcome, times)).toMatchObject(expected);
});

test('what comes to nothing for long is visible, and so is that it goes on', () => {
  let known = started();
  for (let call = 0; call < 5; call++) known = applyOpening(known, 'stream', { kind: 'unknown' }, NOW);
  expect(isHeldUp(known.conversation as Conversation)).toBe(true);
  expect(known.version).toBe(2);
  expect(applyOpening(known, 'stream', { kind: 'streaming' }, NOW).version).toBe(3);
});

test('a repeat has the ClientToken of the call before it, until the participant is gone', () => {
  const token = openingToken(joining, 'join');
  expect(openingToken(applyOpening(joining, 'join', { kind: 'unknown' }, NOW), 'join')).toBe(token);
  expect(openingToken(applyOpening(connecting, 'connect', { kind: 'over' }, NOW), 'join')).not.toBe(token);
});

test('who has joined connects, as often as that takes, and joins no second time before it is gone', () => {
  const joined = applyOpening(joining, 'join', { kind: 'joined', link: participant }, NOW);
  expect(nextOpening(joined)?.opening).toBe('connect');
  expect(nextOpening(applyOpening(joined, 'connect', { kind: 'unknown' }, NOW))?.opening).toBe('connect');
  const connected = applyOpening(joined, 'connect', { kind: 'connected', connection }, NOW);
  expect(connected.conversation).toMatchObject({ writing: 'on', link, participants: ['p1'] });
  expect(nextOpening(applyOpening(joined, 'connect', { kind: 'over' }, NOW))?.opening).toBe('join');
});

test('the end of a chat waits half a minute for what was said last, and no longer', () => {
  const ended = { legs: { contact: { endedAt: NOW.toISOString() } } };
  const reachOut = started({ reading: 'on', writing: 'on', link }, { contact: ended });
  expect(nextOpening(reachOut)?.opening).toBe('catch_up');
  expect(after(reachOut, 'catch_up', { kind: 'unknown' }, 4).isBehind).toBe(false);
  expect(after(reachOut, 'catch_up', { kind: 'over' }, 1).isBehind).toBe(false);
});

test.each<[string, Opening, OpeningOutcome]>([
  ['is read', 'catch_up', { kind: 'read', said: [] }],
  ["can't be read", 'catch_up', { kind: 'over' }],
  ["can't be read with a new token either", 'renew', { kind: 'over' }],
])('once what was said last %s, the end is looked up without waiting for the plan', (_, opening, outcome) => {
  const ended = { legs: { contact: { endedAt: NOW.toISOString() } } };
  const lookAt = addSeconds(NOW, 60);
  const reachOut = started({ reading: 'on', writing: 'on', link }, { contact: ended, lookAt });
  expect(applyOpening(reachOut, opening, outcome, NOW).lookAt).toEqual(NOW);
  const open = started({ reading: 'on', writing: 'on', link }, { lookAt });
  expect(applyOpening(open, 'catch_up', { kind: 'read', said: [] }, NOW).lookAt).toEqual(lookAt);
});

test('an answer to a renewal that comes when we are out changes nothing', () => {
  const out = started({ reading: 'on', writing: 'agent' });
  expect(applyOpening(out, 'renew', { kind: 'connected', connection }, NOW)).toBe(out);
});

const agent = (kind: 'joined' | 'left', second: number, participantId = 'ana'): Said => ({
  ...{ id: `${kind}-${second}`, at: addSeconds(NOW, second).toISOString() },
  ...{ speaker: 'agent', participantId, what: { kind } },
});
const on = started({ reading: 'on', writing: 'on', link });
const heard = (said: Said[], from: ReachOut = on) =>
  said.reduce((known, one) => applySaid(known, one, NOW), from).conversation;

describe('an agent', () => {
  const joined = agent('joined', 1);
  const left = agent('left', 2);
  const back = { writing: 'wanted', joins: 1, isBehind: true };
  const here = { writing: 'agent', link: undefined };
  test.each<[string, Said[], object]>([
    ['puts us out', [joined], here],
    ['lets us in again', [joined, left], back],
    ['whatever comes twice', [joined, left, joined], back],
    ['in whatever order', [left, joined], { writing: 'on' }],
    [
      'the first to leave leaves the other there',
      [joined, agent('joined', 2, 'ben'), agent('left', 3)],
      here,
    ],
    [
      'the last lets us in',
      [joined, agent('joined', 2, 'ben'), agent('left', 3), agent('left', 4, 'ben')],
      back,
    ],
  ])('%s', (_, said, expected) => expect({ ...here, ...heard(said) }).toMatchObject(expected));

  test('whom nobody told of lets us in as well once they have gone, where we were refused', () =>
    expect(heard([left], started({ reading: 'on', writing: 'refused' }))).toMatchObject(back));

  test('who came and went while we were away has put nobody out who has joined since', () => {
    const read = { kind: 'read' as const, said: [joined, left] };
    expect(applyOpening(on, 'catch_up', read, NOW).conversation).toMatchObject({ writing: 'on', link });
  });
});

test.each<[string, Partial<Said>, string | undefined, Partial<Conversation>]>([
  ['the customer', { speaker: 'customer' }, 'read', {}],
  ['an agent, of what the customer wrote', { speaker: 'agent' }, undefined, {}],
  ['the customer, of the last', { what: { kind: 'read', messageId: 'm' } }, 'read', { lastSent: 'm' }],
  ['the customer, of another', { what: { kind: 'read', messageId: 'n' } }, undefined, { lastSent: 'm' }],
  ['the customer, of none that is named', { what: { kind: 'read' } }, undefined, { lastSent: 'm' }],
])('a receipt of %s', (_, change, receipt, conversation) => {
  const said: Said = {
    id: 'r',
    at: NOW.toISOString(),
    speaker: 'customer',
    what: { kind: 'read' },
    ...change,
  };
  const whatsapp = started({ ...conversation }, { request: { ...on.request, channel: 'whatsapp' } as never });
  expect(applySaid(whatsapp, said, NOW).conversation?.receipt).toBe(receipt);
});

test('an end that was asked for is read up to before it is told', () => {
  const endedAt = NOW.toISOString();
  const look = { kind: 'found' as const, leg: { endedAt }, next: [] };
  const rules = { maxAgeMinutes: 15, hasContactEvents: false, hasConversations: true };
  const known = { ...on, conversation: { ...on.conversation, isBehind: false } } as ReachOut;
  const { reachOut } = apply(known, { look: 'contact' }, { look }, NOW, rules);
  expect(reachOut.state).toBe('started');
  expect(nextOpening(reachOut)?.opening).toBe('catch_up');
});

test('what was missed is read from where it began, though later words are told before', () => {
  const before = addSeconds(NOW, -7200).toISOString();
  const behind = started(fallBehind({ ...beginConversation(NOW), isBehind: false, toldTo: before }));
  const later = applySaid(
    behind,
    { id: 'm', at: NOW.toISOString(), speaker: 'customer', what: { kind: 'text', text: 'Hi' } },
    NOW,
  );
  const told = noteTold(
    {
      ...later,
      lines: later.lines.map((line) => ({ ...line, toldWith: 'm' })) as ReachOut['lines'],
      posts: { 'message:m': { tries: 1, ts: '1.0' } },
    },
    'message:m',
    NOW,
  );
  expect(told.conversation?.toldTo).toBe(NOW.toISOString());
  expect(missedSince(told)).toBe(addSeconds(NOW, -7800).toISOString());
});

test('what was written before something that is just being told says its time', () => {
  const words = (second: number, text: string): Said => ({
    ...{
      id: text,
      at: addSeconds(NOW, second).toISOString(),
      speaker: 'customer',
      what: { kind: 'text', text },
    },
  });
  const later = applySaid(started({ reading: 'on' }), words(5, 'later'), NOW);
  const telling = {
    ...later,
    lines: later.lines.map((line) => ({ ...line, toldWith: 'later' })),
  } as ReachOut;
  const isLate = (reachOut: ReachOut) => applySaid(reachOut, words(1, 'sooner'), NOW).lines.at(-1);
  expect(isLate(telling)).toMatchObject({ isLate: true });
  expect(isLate(later)).not.toHaveProperty('isLate');
});

test('whoever has claimed the conversation is mentioned in place of whoever asked', () => {
  const said: Said = {
    id: 'm',
    at: NOW.toISOString(),
    speaker: 'customer',
    what: { kind: 'text', text: 'Hi' },
  };
  expect(applySaid(started({}), said, NOW).lines[0]).toMatchObject({ mentions: 'U1' });
  expect(applySaid(started({ claimedBy: 'U2' }), said, NOW).lines[0]).toMatchObject({ mentions: 'U2' });
});

test('whoever answers elsewhere is looked for each minute, unseen, and it is answered here once they are gone', () => {
  const elsewhere = applyOpening(joining, 'join', { kind: 'elsewhere' }, NOW);
  expect(elsewhere.version).toBe(joining.version + 1);
  expect(nextOpening(elsewhere)).toEqual({ opening: 'join', at: addSeconds(NOW, 60) });
  const still = applyOpening(elsewhere, 'join', { kind: 'elsewhere' }, addSeconds(NOW, 60));
  expect(still.version).toBe(elsewhere.version);
  const joined = applyOpening(still, 'join', { kind: 'joined', link }, addSeconds(NOW, 120));
  expect(nextOpening(joined)?.opening).toBe('connect');
  const outcome = { kind: 'connected', connection } as const;
  const here = applyOpening(joined, 'connect', outcome, addSeconds(NOW, 120));
  expect(here.conversation).toMatchObject({ writing: 'on' });
  expect(here.version).toBe(still.version + 1);
});

test('STOP and START count by when they were written', () => {
  const heard = (...all: [second: number, text: string][]) => {
    const said = all.map(
      ([second, text]): Said => ({
        ...{ id: `${second}`, at: addSeconds(NOW, second).toISOString() },
        ...{ speaker: 'customer', what: { kind: 'text', text } },
      }),
    );
    const { conversation } = said.reduce((known, one) => applySaid(known, one, NOW), started());
    return hasOptedOut(conversation as Conversation);
  };
  expect(heard([1, 'Start'])).toBe(false);
  expect(heard([1, 'STOP'])).toBe(true);
  expect(heard([1, 'Stop.'], [2, 'UNSTOP'])).toBe(false);
  expect(heard([2, 'start'], [1, 'stop'])).toBe(false);
  expect(heard([1, 'stop'], [3, 'unsubscribe'], [2, 'start'])).toBe(true);
  expect(heard([1, 'stop'], [2, 'Where do I start?'])).toBe(true);
});
