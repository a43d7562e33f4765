import { expect, test } from '@jest/globals';
import { endContact } from '../../../src/domain/contact/end-contact.ts';
import type { FailureCode } from '../../../src/domain/contact/failure.ts';
import type {
  CallFault,
  ContactGateway,
  DescribeOutcome,
  StopOutcome,
} from '../../../src/domain/contact/gateway.ts';
import { stopAnswer } from '../../../src/views/sentences/stop.ts';

const stopped: StopOutcome = { kind: 'stopped' };
const throttled: CallFault = {
  kind: 'not_now',
  waiting: 'rate',
  answer: { awsError: 'ThrottlingException' },
};
const away: CallFault = { kind: 'not_now', waiting: 'connection' };
const broken: CallFault = { kind: 'unknown', answer: { awsError: 'InternalServiceException' } };
const refused = (code: FailureCode): CallFault => ({
  kind: 'rejected',
  failure: { code },
  conclusive: false,
});

const running: DescribeOutcome = { kind: 'found', leg: {}, next: [] };
const ended: DescribeOutcome = { kind: 'found', leg: { endedAt: '2026-01-01T00:00:00Z' }, next: [] };
const transferred: DescribeOutcome = { ...ended, next: ['second'] };
const unavailable: DescribeOutcome = { kind: 'unavailable' };

/** Ends a contact; the last answer of Amazon Connect is its answer from then on. */
async function end(stops: StopOutcome[], look: DescribeOutcome) {
  const asked: string[] = [];
  const pauses: number[] = [];
  const gateway: ContactGateway = {
    start: () => Promise.reject(new Error('nothing is started')),
    stop: async (contactId) => {
      asked.push(contactId);
      return stops[Math.min(asked.length, stops.length) - 1] ?? stopped;
    },
    describe: async () => look,
  };
  const clock = {
    now: () => new Date(0),
    ask: async () => new Date(0),
    after(ms: number, callback: () => void) {
      pauses.push(ms);
      callback();
      return () => {};
    },
  };
  return { result: await endContact({ gateway, clock }, 'first'), asked, pauses };
}

const goesOn = (fault: CallFault) => ({ kind: 'goes_on', fault });
const ONCE = ['first'];
const ALL = ['first', 'first', 'first', 'first'];

test.each<[string, StopOutcome[], DescribeOutcome, object, string[]]>([
  ['stopped', [stopped], running, stopped, ONCE],
  ['throttled once', [throttled, stopped], running, stopped, ['first', 'first']],
  ['an error inside AWS, twice', [broken, broken, stopped], running, stopped, ['first', 'first', 'first']],
  ['away for a moment', [away, stopped], running, stopped, ['first', 'first']],
  ['throttled all the time, and running', [throttled], running, goesOn(throttled), ALL],
  ['broken all the time, and running', [broken], running, goesOn(broken), ALL],
  ['broken all the time, and ended', [broken], ended, { kind: 'ended_before' }, ALL],
  ['broken all the time, and nobody knows', [broken], unavailable, { kind: 'unknown', fault: broken }, ALL],
  ['away all the time', [away], unavailable, { kind: 'unknown', fault: away }, ALL],
  ['gone, and ended', [refused('not_found')], ended, { kind: 'ended_before' }, ONCE],
  ['gone, and running', [refused('not_found')], running, goesOn(refused('not_found')), ONCE],
  ['gone, and nobody knows', [refused('not_found')], unavailable, { kind: 'ended_before' }, ONCE],
  [
    'not to be stopped, for it has ended',
    [refused('invalid_request')],
    ended,
    { kind: 'ended_before' },
    ONCE,
  ],
  ['not to be stopped', [refused('invalid_request')], running, goesOn(refused('invalid_request')), ONCE],
  ['transferred unheard', [refused('invalid_request'), stopped], transferred, stopped, ['first', 'second']],
  [
    'transferred round and round',
    [refused('not_found')],
    transferred,
    { kind: 'ended_before' },
    [...ONCE, 'second', 'second', 'second'],
  ],
  [
    'credentials that are refused for the look too',
    [refused('credentials')],
    unavailable,
    goesOn(refused('credentials')),
    ONCE,
  ],
  ['another region', [refused('other_region')], running, goesOn(refused('other_region')), ONCE],
])('%s', async (_, stops, look, result, asked) => {
  const done = await end(stops, look);
  expect(done.result).toEqual(result);
  expect(done.asked).toEqual(asked);
});

test('pauses grow', async () => expect((await end([broken], running)).pauses).toEqual([1000, 2000, 4000]));

test.each([
  [throttled, /goes on: .*asked several times \(ThrottlingException\)\. Press Stop again/],
  [refused('credentials'), /goes on: .*credentials.*End it in Amazon Connect/],
  [refused('invalid_request'), /goes on: .*can't stop it as it is now.*End it in Amazon Connect/],
  [refused('conflict'), /goes on: Amazon Connect refused to stop it\. End it in Amazon Connect/],
])('what goes on is said to go on, with one next step', (fault, text) => {
  expect(stopAnswer({ kind: 'goes_on', fault })).toMatch(text);
});
