import { AwsError, type AwsErrorType } from './aws-error.ts';
import type { FaultTerms, Ordered } from './fault-book.ts';
import { type OperationName, OTHER_SERVICES } from './operation-names.ts';

const ERROR_OF_KIND = {
  throttle: 'ThrottlingException',
  too_many_requests: 'TooManyRequestsException',
  limit_exceeded: 'LimitExceededException',
  http_500: 'InternalServiceException',
  http_503: 'ServiceUnavailableException',
  access_denied: 'AccessDeniedException',
  not_found: 'ResourceNotFoundException',
  destination_not_allowed: 'DestinationNotAllowedException',
  not_permitted: 'OutboundContactNotPermittedException',
  conflict: 'ConflictException',
  invalid_request: 'InvalidRequestException',
  expired_token: 'ExpiredTokenException',
  other_region: 'InvalidActiveRegionException',
  clock_skew: 'RequestTimeTooSkewed',
  quota_exceeded: 'ServiceQuotaExceededException',
} as const satisfies Record<string, AwsErrorType>;

type ErrorFaultKind = keyof typeof ERROR_OF_KIND;
/** `page`: a proxy answers with a page of its own. `other_id`: the answer's ContactId is something else. */
export type FaultKind =
  | ErrorFaultKind
  | 'drop_before'
  | 'drop_after'
  | 'delay'
  | 'malformed'
  | 'page'
  | 'other_id';

export const FAULT_KINDS: readonly FaultKind[] = [
  ...(Object.keys(ERROR_OF_KIND) as ErrorFaultKind[]),
  'drop_before',
  'drop_after',
  'delay',
  'malformed',
  'page',
  'other_id',
];

/** Something to go wrong on demand. */
export type FaultOrder = FaultTerms<OperationName> & {
  kind: FaultKind;
  /** A page's HTTP status; 403 when left out. */
  status?: number;
  /** In the ContactId's place. */
  contactId?: unknown;
  /** Delay in ms: before processing, or (`when: 'after'`) between processing and answer. */
  ms?: number;
  when?: 'before' | 'after';
  /** Errors only: do the work first, then answer with the error all the same. */
  afterProcessing?: boolean;
  /** The error's message. */
  message?: string;
};

export type Fault = Ordered<FaultOrder>;

/** What other services than Amazon Connect have in place of these. */
const OTHER_ERRORS: Partial<Record<AwsErrorType, AwsErrorType>> = {
  InternalServiceException: 'InternalServerException',
  InvalidRequestException: 'ValidationException',
  TooManyRequestsException: 'ThrottlingException',
};

/** The error a fault answers with, if it is of that sort. */
export function errorOf(fault: FaultOrder, operation: OperationName): AwsError | undefined {
  if (!(fault.kind in ERROR_OF_KIND)) return undefined;
  const known = ERROR_OF_KIND[fault.kind as ErrorFaultKind];
  const type = (OTHER_SERVICES.has(operation) && OTHER_ERRORS[known]) || known;
  return new AwsError(type, fault.message ?? `Simulated: ${type}`);
}
