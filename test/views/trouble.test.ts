import { expect, test } from '@jest/globals';
import type { FailureCode } from '../../src/domain/contact/failure.ts';
import type { ReachOut } from '../../src/domain/reach-out/reach-out.ts';
import { statusOf } from '../../src/views/sentences/status.ts';
import { NAMELESS, sampleReachOut, VOICE_REQUEST } from '../support/sample-reach-out.ts';

const throttled = { code: 'waited_too_long', awsError: 'ThrottlingException', requestId: 'r-1' } as const;
const broken = { code: 'unexpected', awsError: 'InternalServiceException', requestId: 'r-2' } as const;

test.each<[Partial<ReachOut>, string]>([
  [
    { state: 'requested', waiting: 'rate', failure: throttled },
    'Waiting, not sent yet. Amazon Connect is busy; trying until <!date^1767226500^{time}|2026-01-01 00:15:00 UTC>.',
  ],
  [
    { state: 'failed', waiting: 'rate', failure: throttled },
    'Not sent: waited too long. Amazon Connect was asking to slow down. If it still matters, try again.',
  ],
  [
    { state: 'unknown', failure: broken },
    "We don't know yet whether this was sent. Don't resend; we're checking and will update this card.",
  ],
  [
    { state: 'unknown', failure: throttled },
    "We don't know yet whether this was sent. Don't resend; we're checking and will update this card.",
  ],
  [
    { state: 'unresolved', failure: throttled },
    "We don't know whether this was sent. Amazon Connect did not answer. Please check in Amazon Connect before you send it again: the person may have been contacted.",
  ],
])('%j reads as it should', (reachOut, sentence) => {
  const { title, explanation } = statusOf(sampleReachOut(reachOut), NAMELESS);
  expect(`${title}. ${explanation}`).toBe(sentence);
});

test.each([
  [{ code: 'unexpected', requestId: 'r-1' }, 'by the AWS request id in the thread.'],
  [{ code: 'unexpected', awsError: 'OddException' }, 'into its log.'],
] as const)('of %j no request id is spoken of that is not there', (failure, end) => {
  const { explanation } = statusOf(sampleReachOut({ state: 'failed', failure }), NAMELESS);
  expect(explanation?.endsWith(`to look ${end.startsWith('by') ? 'it up ' : ''}${end}`)).toBe(true);
});

/** Every cause, and whether somebody is to be asked to mend it. */
const ASKED: Record<FailureCode, boolean> = {
  invalid_request: true,
  not_found: true,
  destination_not_allowed: true,
  outbound_not_permitted: true,
  access_denied: true,
  conflict: false,
  credentials: true,
  malformed_credentials: true,
  settings: true,
  clock: true,
  certificate: true,
  intercepted: true,
  other_region: true,
  refused: true,
  uninstalled: false,
  unreadable: true,
  declined: false,
  approval_lapsed: false,
  waited_too_long: false,
  broken: true,
  unexpected: true,
};

test.each(Object.entries(ASKED) as [FailureCode, boolean][])(
  'a failure by %s says whom to ask, and nobody else',
  (code, isAsked) => {
    for (const changes of [{}, { request: VOICE_REQUEST }]) {
      const failed = sampleReachOut({ ...changes, state: 'failed', failure: { code } });
      const { explanation = '' } = statusOf(failed, { ...NAMELESS, ask: '<@U0BOSS>' });
      expect(/[Aa]sk <@U0BOSS>/.test(explanation)).toBe(isAsked);
      expect(explanation).not.toMatch(/whoever|admin/i);
    }
  },
);
