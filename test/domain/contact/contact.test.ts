import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type ContactPhase,
  type ContactProgress,
  type Leg,
  livingContactId,
  mergeProgress,
  phaseOf,
  queueNow,
  summarize,
} from '../../../src/domain/contact/contact.ts';

const at = (second: number) => new Date(Date.UTC(2026, 2, 3, 9, 0, second)).toISOString();

describe('where a contact is', () => {
  const initiated: Leg = { initiatedAt: at(0) };
  const connected: Leg = { ...initiated, connectedAt: at(5) };
  const queued: Leg = { ...connected, queues: { support: at(6) } };
  const withAgent: Leg = { ...queued, agentAt: at(9) };
  const ended: Leg = { ...withAgent, endedAt: at(20) };
  test.each<[string, Record<string, Leg>, ContactPhase]>([
    ['nothing heard', {}, 'accepted'],
    ['nothing told', { a: {} }, 'accepted'],
    ['begun', { a: initiated }, 'initiated'],
    ['connected', { a: connected }, 'connected'],
    ['in a queue', { a: queued }, 'queued'],
    ['in a queue, all else unheard', { a: { queues: { '': at(6) } } }, 'queued'],
    ['with an agent', { a: withAgent }, 'with_agent'],
    ['ended', { a: ended }, 'ended'],
    ['ended, all else unheard', { a: { endedAt: at(20) } }, 'ended'],
    ['transferred, nothing heard of it yet', { a: ended, b: {} }, 'transferred'],
    ['transferred, and no new call to anybody', { a: ended, b: initiated }, 'transferred'],
    ['transferred, and connected to nobody new', { a: ended, b: connected }, 'transferred'],
    ['transferred into a queue', { a: ended, b: queued }, 'queued'],
    ['transferred, the first end unheard', { a: withAgent, b: queued }, 'with_agent'],
    ['transferred and ended', { a: ended, b: ended }, 'ended'],
  ])('%s', (_, legs, phase) => {
    expect(phaseOf({ legs })).toBe(phase);
  });

  test('before anything is heard it is accepted', () => expect(phaseOf(undefined)).toBe('accepted'));
});

describe('the ContactId that a person is reached under', () => {
  const open: Leg = { initiatedAt: at(0) };
  test.each<[string, Record<string, Leg>, string]>([
    ['nothing heard', {}, 'c'],
    ['one contact', { c: open }, 'c'],
    ['transferred', { c: { ...open, endedAt: at(9) }, a: { initiatedAt: at(9) } }, 'a'],
    ['transferred, nothing heard of it yet', { c: open, a: {} }, 'a'],
    ['transferred, the first end unheard', { c: open, a: { initiatedAt: at(9) } }, 'a'],
    ['the first, of which nothing is heard, and a transfer', { c: {}, a: { initiatedAt: at(9) } }, 'a'],
    [
      'transferred twice',
      { c: { endedAt: at(3) }, b: { initiatedAt: at(9) }, a: { initiatedAt: at(7) } },
      'b',
    ],
    ['a transfer that came to nothing', { c: open, a: { initiatedAt: at(9), endedAt: at(12) } }, 'c'],
    ['over: the last to end', { c: { endedAt: at(20) }, a: { endedAt: at(30) }, b: { endedAt: at(9) } }, 'a'],
  ])('%s', (_, legs, id) => {
    expect(
      livingContactId({ contactId: 'c', ...(Object.keys(legs).length > 0 && { contact: { legs } }) }),
    ).toBe(id);
  });
});

test('a summary has the earliest times, and the end of the last leg with its reason only', () => {
  const legs = {
    a: { initiatedAt: at(0), connectedAt: at(3), endedAt: at(10), endReason: 'AGENT_DISCONNECT' },
    b: { initiatedAt: at(10), connectedAt: at(11), queues: { sales: at(12) }, endedAt: at(30) },
  };
  expect(summarize({ legs })).toEqual({
    initiatedAt: at(0),
    connectedAt: at(3),
    queuedAt: at(12),
    endedAt: at(30),
  });
  const open = { ...legs, b: { initiatedAt: at(10) } };
  expect(summarize({ legs: open })).toEqual({ initiatedAt: at(0), connectedAt: at(3) });
});

describe('the queue that it waits in now', () => {
  const support: Leg = { initiatedAt: at(0), queues: { support: at(2) } };
  const over: Leg = { ...support, endedAt: at(9) };
  const nameless: Leg = { initiatedAt: at(9), queues: { '': at(10) } };
  test.each<[string, Record<string, Leg>, string | undefined]>([
    ['none', { a: {} }, undefined],
    ['one', { a: support }, 'support'],
    ['the last of several', { a: { queues: { support: at(9), first: at(2), '': at(1) } } }, 'support'],
    ['one whose name is told by another source', { a: { queues: { '': at(3), support: at(2) } } }, 'support'],
    ['transferred into another', { a: over, b: { queues: { sales: at(10) } } }, 'sales'],
    ['transferred into one that is not named', { a: over, b: nameless }, undefined],
    ['the same, the first end unheard', { a: support, b: nameless }, undefined],
    ['transferred, and not heard to wait', { a: support, b: { initiatedAt: at(9) } }, undefined],
    [
      'transferred and back',
      { a: over, b: { ...nameless, endedAt: at(20) }, c: { queues: { support: at(21) } } },
      'support',
    ],
    ['over', { a: over }, undefined],
  ])('%s', (_, legs, queue) => expect(queueNow({ legs })).toBe(queue));
});

test('a state of the answering machine that tells something goes before one that does not', () => {
  const leg = (answeringMachine: string) => ({ legs: { a: { answeringMachine } } });
  for (const vague of ['AMD_UNRESOLVED', 'ANSWERED', 'UNDETECTED', 'ERROR']) {
    expect(mergeProgress(leg(vague), leg('VOICEMAIL_BEEP'))).toEqual(leg('VOICEMAIL_BEEP'));
    expect(mergeProgress(leg('HUMAN_ANSWERED'), leg(vague))).toEqual(leg('HUMAN_ANSWERED'));
  }
});

describe('joining accounts', () => {
  const time = fc.nat({ max: 50 }).map(at);
  const leg: fc.Arbitrary<Leg> = fc.record(
    {
      initiatedAt: time,
      connectedAt: time,
      queues: fc.dictionary(fc.constantFrom('', 'support', 'sales'), time, { minKeys: 1 }),
      agentAt: time,
      endedAt: time,
      endReason: fc.constantFrom('API', 'EXPIRED', 'OTHER'),
      answeringMachine: fc.constantFrom('HUMAN_ANSWERED', 'VOICEMAIL_BEEP', 'AMD_ERROR', 'ANSWERED'),
    },
    { requiredKeys: [] },
  );
  const progress: fc.Arbitrary<ContactProgress> = fc.record({
    legs: fc.dictionary(fc.constantFrom('a', 'b', 'c'), leg),
  });

  test('makes no difference by order, grouping or repeats', () =>
    fc.assert(
      fc.property(progress, progress, progress, (a, b, c) => {
        expect(mergeProgress(a, b)).toEqual(mergeProgress(b, a));
        expect(mergeProgress(mergeProgress(a, b), c)).toEqual(mergeProgress(a, mergeProgress(b, c)));
        expect(mergeProgress(a, a)).toEqual(a);
      }),
    ));
});
