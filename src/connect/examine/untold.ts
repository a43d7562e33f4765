import type { AwsAnswer, Why } from '../../domain/doctor/pipeline/aws-answer.ts';
import { orStopped } from '../../domain/kernel/or-stopped.ts';
import { isClockFault } from '../outcome.ts';

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
  [/^(?:TimeoutError|ENOTFOUND|EAI_AGAIN)$|^E(?:CONN|HOST|NET|PIPE|TIMEDOUT)/, 'network'],
];

/** One look that ends when it is told to. Never throws. */
export async function look<Facts>(
  signal: AbortSignal,
  call: (options: { abortSignal: AbortSignal }) => Promise<Facts>,
): Promise<AwsAnswer<Facts>> {
  try {
    // The SDK heeds no signal while it waits for credentials.
    return { kind: 'told', facts: await orStopped(call({ abortSignal: signal }), signal) };
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
  const named = [name, code].filter((one) => one !== '' && one !== 'Error');
  const found = REASONS.find(([pattern]) => named.some((one) => pattern.test(one)));
  const otherwise = $metadata?.httpStatusCode ? 'other' : 'network';
  const why = isClockFault(error) ? 'clock' : (found?.[1] ?? otherwise);
  return { kind: 'untold', why, error: named[0] };
}
