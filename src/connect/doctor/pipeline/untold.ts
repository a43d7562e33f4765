import type { AwsAnswer, Why } from '../../../domain/doctor/pipeline/aws-answer.ts';
import { orStopped } from '../../../domain/kernel/or-stopped.ts';
import { isClockFault } from '../../outcome.ts';

/** By the name or code of an error. Source: Amazon SQS and Amazon SNS API, common errors; Node's codes of a connection that fails. */
const REASONS: [error: RegExp, why: Why][] = [
  [/^AccessDenied|^AuthorizationError|^(?:kms|KMS)/, 'denied'],
  [/NonExistentQueue$|^QueueDoesNotExist$|^NotFound/, 'missing'],
  [/^Invalid(?:Address|Parameter)|UnsupportedOperation$/, 'address'],
  [
    /ProviderError$|^ExpiredToken|^Invalid(?:ClientTokenId|AccessKeyId|Security)|^UnrecognizedClient|Signature|AuthenticationToken/,
    'credentials',
  ],
  [/Throttl/, 'throttled'],
  [/CERT|^UNABLE_TO_|^ERR_(?:TLS|SSL)/, 'certificate'],
  // What is no JSON is not AWS's.
  [/^SyntaxError$/, 'intercepted'],
  [/^(?:TimeoutError|ENOTFOUND|EAI_AGAIN)$|^E(?:CONN|HOST|NET|PIPE|TIMEDOUT)/, 'network'],
];

/** Something answered, but not with what AWS answers. */
export class NotOfAws extends Error {}

/** Two reads, one after the other, are within what doctor gives a check. */
const DEADLINE_MS = 8_000;

/** The signal of a read: it stops with the check's, and after eight seconds. */
export function withDeadline(signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]);
}

/** One look that ends when it is told to, or has no answer. Never throws. */
export async function look<Facts>(
  signal: AbortSignal,
  call: (options: { abortSignal: AbortSignal }) => Promise<Facts>,
): Promise<AwsAnswer<Facts>> {
  const abortSignal = withDeadline(signal);
  try {
    // The SDK heeds no signal while it waits for credentials.
    return { kind: 'told', facts: await orStopped(call({ abortSignal }), abortSignal) };
  } catch (error) {
    return untold(error);
  }
}

function untold(error: unknown): AwsAnswer<never> {
  const {
    name = '',
    code = '',
    $metadata,
  } = (error ?? {}) as {
    name?: string;
    code?: string;
    $metadata?: { httpStatusCode?: number };
  };
  // A DOMException's code is a number that says nothing.
  const named = [name, code].filter((one) => typeof one === 'string' && one !== '' && one !== 'Error');
  if (error instanceof Error && error.message === 'Region is missing')
    return { kind: 'untold', why: 'region' };
  if (error instanceof NotOfAws) return { kind: 'untold', why: 'intercepted' };
  const found = REASONS.find(([pattern]) => named.some((one) => pattern.test(one)));
  const otherwise = $metadata?.httpStatusCode ? 'other' : 'network';
  const why = isClockFault(error) ? 'clock' : (found?.[1] ?? otherwise);
  return { kind: 'untold', why, error: named[0] };
}
