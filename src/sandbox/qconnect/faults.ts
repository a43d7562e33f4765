import { AwsError, type AwsErrorType } from '../connect/aws-error.ts';
import type { FaultTerms, Ordered } from '../connect/fault-book.ts';
import type { QOperationName } from './operation-names.ts';

const ERROR_OF_KIND = {
  throttle: 'ThrottlingException',
  http_500: 'InternalServerException',
  http_503: 'ServiceUnavailableException',
  access_denied: 'AccessDeniedException',
  not_found: 'ResourceNotFoundException',
  invalid_request: 'ValidationException',
  expired_token: 'ExpiredTokenException',
} as const satisfies Record<string, AwsErrorType>;

/** `malformed`: an answer that breaks off. */
export type QFaultKind = keyof typeof ERROR_OF_KIND | 'drop_before' | 'delay' | 'malformed';

/** Something to go wrong on demand. */
export type QFaultOrder = FaultTerms<QOperationName> & {
  kind: QFaultKind;
  /** Delay before processing, in ms. */
  ms?: number;
};

export type QFault = Ordered<QFaultOrder>;

/** The error a fault answers with, if it is of that sort. */
export function errorOf({ kind }: QFaultOrder): AwsError | undefined {
  if (!(kind in ERROR_OF_KIND)) return undefined;
  const type = ERROR_OF_KIND[kind as keyof typeof ERROR_OF_KIND];
  return new AwsError(type, `Simulated: ${type}`);
}
