import { expect, test } from '@jest/globals';
import type { ReachOut } from '../../src/domain/reach-out/reach-out.ts';
import { statusOf } from '../../src/views/sentences/status.ts';
import { sampleReachOut } from '../support/sample-reach-out.ts';

const names = { queue: () => undefined, flow: () => undefined, contactUrl: () => undefined };
const throttled = { code: 'waited_too_long', awsError: 'ThrottlingException', requestId: 'r-1' } as const;
const broken = { code: 'unexpected', awsError: 'InternalServiceException', requestId: 'r-2' } as const;

test.each<[Partial<ReachOut>, string]>([
  [
    { state: 'requested', waiting: 'rate', failure: throttled },
    'Waiting, not sent yet. Amazon Connect asks to slow down; it goes out as soon as possible. (ThrottlingException, AWS request id `r-1`)',
  ],
  [
    { state: 'failed', waiting: 'rate', failure: throttled },
    'Not sent: waited too long. Amazon Connect was asking to slow down. If it still matters, try again. (ThrottlingException, AWS request id `r-1`)',
  ],
  [
    { state: 'unknown', failure: broken },
    "We don't know yet whether this was sent. Amazon Connect gave no clear answer (InternalServiceException, AWS request id `r-2`). Don't resend; we're checking and will update this card.",
  ],
  [
    { state: 'unknown', failure: throttled },
    "We don't know yet whether this was sent. Don't resend; we're checking and will update this card.",
  ],
  [
    { state: 'unresolved', failure: throttled },
    "We don't know whether this was sent. Amazon Connect did not answer, and asking again any longer could contact the person twice. Please check in Amazon Connect before you send it again.",
  ],
])('%j reads as it should', (reachOut, sentence) => {
  const { title, explanation } = statusOf(sampleReachOut(reachOut), names);
  expect(`${title}. ${explanation}`).toBe(sentence);
});
