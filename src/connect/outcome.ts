import type { StartOutcome, StopOutcome } from '../domain/contact/gateway.ts';
import type { FailureCode } from '../domain/reach-out/reach-out.ts';

/** The parts that errors of the AWS SDK and of node's sockets have in common. */
interface Fault {
  name?: string;
  code?: string;
  $metadata?: { httpStatusCode?: number; requestId?: string };
}

/** The connection was never made, so nothing can have been started. */
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

const RATE = new Set([
  'ThrottlingException',
  'TooManyRequestsException',
  'Throttling',
  'RequestLimitExceeded',
]);
const QUOTA = new Set(['LimitExceededException', 'ServiceQuotaExceededException']);

/**
 * Refusals that repeating does not change. Conclusive: the same call cannot have been accepted before
 * either. Source: Amazon Connect API, errors of StartOutboundChatContact and StartOutboundVoiceContact.
 */
const REFUSALS: Record<string, { code: FailureCode; conclusive: boolean }> = {
  InvalidRequestException: { code: 'invalid_request', conclusive: true },
  InvalidParameterException: { code: 'invalid_request', conclusive: true },
  ValidationException: { code: 'invalid_request', conclusive: true },
  SerializationException: { code: 'invalid_request', conclusive: true },
  ResourceNotFoundException: { code: 'not_found', conclusive: true },
  DestinationNotAllowedException: { code: 'destination_not_allowed', conclusive: true },
  OutboundContactNotPermittedException: { code: 'outbound_not_permitted', conclusive: true },
  AccessDeniedException: { code: 'access_denied', conclusive: false },
  ConflictException: { code: 'conflict', conclusive: false },
  CredentialsProviderError: { code: 'credentials', conclusive: false },
  ExpiredTokenException: { code: 'credentials', conclusive: false },
  UnrecognizedClientException: { code: 'credentials', conclusive: false },
  InvalidSignatureException: { code: 'credentials', conclusive: false },
  IncompleteSignatureException: { code: 'credentials', conclusive: false },
  MissingAuthenticationTokenException: { code: 'credentials', conclusive: false },
};

/** What a failed call means for the contact it should have started. */
export function outcomeOf(error: unknown): StartOutcome {
  const { name = '', code = '', $metadata = {} } = (error ?? {}) as Fault;
  const status = $metadata.httpStatusCode ?? 0;
  const { requestId } = $metadata;
  const answer = { ...(name && { awsError: name }), ...(requestId && { requestId }) };
  const answered = status >= 400 ? { answer } : {};
  if (NEVER_CONNECTED.has(code)) return { kind: 'not_now', waiting: 'connection' };
  if (QUOTA.has(name)) return { kind: 'not_now', waiting: 'quota', ...answered };
  if (RATE.has(name) || status === 429) return { kind: 'not_now', waiting: 'rate', ...answered };
  const refusal = REFUSALS[name] ?? byStatus(status);
  if (!refusal) return { kind: 'unknown', ...answered };
  return {
    kind: 'rejected',
    failure: { code: refusal.code, ...answer },
    conclusive: refusal.conclusive,
  };
}

function byStatus(status: number): (typeof REFUSALS)[string] | undefined {
  if (status === 401 || status === 403) return { code: 'access_denied', conclusive: false };
  return status >= 400 && status < 500 ? { code: 'unexpected', conclusive: false } : undefined;
}

/** What a failed StopContact means. What is not there, or is in no state to be stopped, has ended before. */
export function stopOutcomeOf(error: unknown): StopOutcome {
  const { name = '', $metadata = {} } = (error ?? {}) as Fault;
  const status = $metadata.httpStatusCode ?? 0;
  if (name === 'AccessDeniedException' || status === 403) return 'not_allowed';
  return status >= 400 && status < 500 && status !== 429 ? 'ended_before' : 'unknown';
}
