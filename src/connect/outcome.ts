import type { Failure, FailureCode } from '../domain/contact/failure.ts';
import type { CallFault } from '../domain/contact/gateway.ts';
import type { CallOutcome } from '../domain/kernel/watch.ts';
import type { Stage } from './transport.ts';

/** The parts that errors of the AWS SDK and of node's sockets have in common. */
interface Fault {
  name?: string;
  code?: string;
  message?: string;
  $metadata?: { httpStatusCode?: number; requestId?: string; clockSkewCorrected?: boolean };
}

const RATE = new Set([
  'ThrottlingException',
  'TooManyRequestsException',
  'Throttling',
  'RequestLimitExceeded',
]);
const QUOTA = new Set(['LimitExceededException', 'ServiceQuotaExceededException']);

/** Refusals of the caller; the permissions of a caller who is known are another matter. */
const CREDENTIALS = [
  ...['CredentialsProviderError', 'TokenProviderError', 'UnrecognizedClientException', 'AuthFailure'],
  ...['ExpiredTokenException', 'ExpiredToken', 'InvalidClientTokenId', 'InvalidAccessKeyId', 'InvalidToken'],
  ...['InvalidSignatureException', 'SignatureDoesNotMatch', 'IncompleteSignatureException'],
  ...['IncompleteSignature', 'MissingAuthenticationTokenException', 'MissingAuthenticationToken'],
];

/**
 * Refusals that repeating does not change. Conclusive: the same call cannot have been accepted before
 * either. Source: Amazon Connect API, errors of StartOutboundChatContact, StartOutboundVoiceContact and
 * StopContact.
 */
const REFUSALS: Record<string, { code: FailureCode; conclusive: boolean }> = {
  InvalidRequestException: { code: 'invalid_request', conclusive: true },
  InvalidParameterException: { code: 'invalid_request', conclusive: true },
  ValidationException: { code: 'invalid_request', conclusive: true },
  SerializationException: { code: 'invalid_request', conclusive: true },
  ResourceNotFoundException: { code: 'not_found', conclusive: true },
  ContactNotFoundException: { code: 'not_found', conclusive: false },
  DestinationNotAllowedException: { code: 'destination_not_allowed', conclusive: true },
  OutboundContactNotPermittedException: { code: 'outbound_not_permitted', conclusive: true },
  InvalidActiveRegionException: { code: 'other_region', conclusive: false },
  AccessDeniedException: { code: 'access_denied', conclusive: false },
  ConflictException: { code: 'conflict', conclusive: false },
  ...Object.fromEntries(CREDENTIALS.map((name) => [name, { code: 'credentials', conclusive: false }])),
};

/** Faults of TLS: of the certificate, or that what answers speaks none. Source: OpenSSL's and Node's error codes. */
const UNTRUSTED = /CERT|^UNABLE_TO_|^(ERR_TLS|ERR_SSL)_|^EPROTO$|_CRL_|^HOSTNAME_MISMATCH$/;

/** What a failed call means for what it should have done; `stage` says how far it had come. */
export function outcomeOf(error: unknown, stage: Stage = 'sent'): CallFault {
  const { name = '', code = '', $metadata = {} } = (error ?? {}) as Fault;
  const { httpStatusCode: status = 0 } = $metadata;
  if (stage === 'identifying') return refused('credentials', answerOf(error));
  if (stage === 'preparing') return unprepared(name, code);
  if (stage === 'connecting') {
    return UNTRUSTED.test(code)
      ? refused('certificate', { fault: code })
      : { kind: 'not_now', waiting: 'connection' };
  }
  const answer = answerOf(error);
  const answered = status > 0 ? { answer } : {};
  if (QUOTA.has(name)) return { kind: 'not_now', waiting: 'quota', ...answered };
  if (RATE.has(name)) return { kind: 'not_now', waiting: 'rate', ...answered };
  // A proxy that asks to slow down has passed nothing on.
  if (status === 429)
    return { kind: 'not_now', waiting: isOfAws(error) ? 'rate' : 'connection', ...answered };
  if (isClockFault(error)) return refused('clock', answer);
  const refusal = REFUSALS[name];
  if (refusal) return refused(refusal.code, answer, refusal.conclusive);
  if (!isRefusal(status)) return { kind: 'unknown', ...answered };
  if (!isOfAws(error)) return refused('intercepted', answer);
  if (status === 410) return refused('not_found', answer);
  return refused(status === 401 || status === 403 ? 'access_denied' : 'unexpected', answer);
}

/** Why the SDK made no request, or none that HTTP takes: in a header it takes no line break, which a copied secret may have. */
function unprepared(name: string, code: string): CallFault {
  if (name === 'TimeoutError' || name === 'AbortError') return { kind: 'not_now', waiting: 'connection' };
  if (code === 'ERR_INVALID_CHAR') return refused('malformed_credentials', { fault: code });
  const fault = code || (isNamedByAws(name) ? name : '');
  return refused('settings', fault ? { fault } : {});
}

/** The same of a call of any service of AWS, for whoever counts calls. */
export function callOutcomeOf(error: unknown): CallOutcome {
  const { name = '', $metadata = {} } = (error ?? {}) as Fault;
  const { httpStatusCode: status = 0 } = $metadata;
  if (QUOTA.has(name) || RATE.has(name) || status === 429) return 'throttled';
  if (name === 'TimeoutError' || name === 'AbortError' || status === 408) return 'timeout';
  return isRefusal(status) ? 'refused' : 'error';
}

/** AWS takes no signature that is more than five minutes off its own clock. */
export function isClockFault(error: unknown): boolean {
  const { name = '', message = '', $metadata = {} } = (error ?? {}) as Fault;
  if (['RequestTimeTooSkewed', 'RequestExpired', 'RequestInTheFuture'].includes(name)) return true;
  if (name !== 'InvalidSignatureException' && name !== 'SignatureDoesNotMatch') return false;
  return $metadata.clockSkewCorrected === true || /signature (expired|not yet current)/i.test(message);
}

/** What a log may tell of a failed call: names and codes, never a message. */
export function causeOf(error: unknown): Record<string, string | number | undefined> {
  const { name, code, $metadata = {} } = (error ?? {}) as Fault;
  const { httpStatusCode: status, requestId } = $metadata;
  // What was answered that is no JSON has a status to tell, and no name.
  return { error: status && !isName(name) ? undefined : name, code, status, requestId };
}

/** A redirect, or a refusal for another reason than that something took too long. */
function isRefusal(status: number): boolean {
  return status >= 300 && status < 500 && status !== 408;
}

function answerOf(error: unknown): Omit<Failure, 'code'> {
  const { name, $metadata = {} } = (error ?? {}) as Fault;
  const { httpStatusCode: status = 0, requestId } = $metadata;
  if (status === 0) return name?.endsWith('ProviderError') ? { awsError: name } : {};
  if (!isOfAws(error)) return { fault: `HTTP ${status}` };
  return {
    ...(isName(name) && status >= 300 && { awsError: name }),
    ...(requestId && { requestId }),
  };
}

/**
 * Whether an answer is AWS's: it has a request id, or names its error, in the header x-amzn-errortype or in
 * JSON. What has neither comes from something on the way, such as a proxy.
 */
function isOfAws(error: unknown): boolean {
  const { name = '', $metadata = {} } = (error ?? {}) as Fault;
  return $metadata.requestId !== undefined || isNamedByAws(name);
}

function isNamedByAws(name: string): boolean {
  return RATE.has(name) || (isName(name) && /^([A-Z][a-z]+){2,}$/.test(name));
}

/** The SDK calls what names no error `Unknown`, and what is no JSON by JavaScript's own names. */
function isName(name = ''): boolean {
  return name !== '' && name !== 'Unknown' && !(name in globalThis);
}

function refused(code: FailureCode, answer: Omit<Failure, 'code'>, conclusive = false): CallFault {
  return { kind: 'rejected', failure: { code, ...answer }, conclusive };
}
