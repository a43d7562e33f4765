import type { FaultTerms, Ordered } from '../connect/fault-book.ts';
import type { ActionName } from './action.ts';
import { SqsError } from './sqs-error.ts';

export type SqsFaultKind = 'http_500' | 'throttle' | 'access_denied' | 'drop_before' | 'drop_after' | 'delay';

/** Something to go wrong on demand. */
export type SqsFaultOrder = FaultTerms<ActionName> & {
  kind: SqsFaultKind;
  /** Delay before processing, in ms. */
  ms?: number;
};

export type SqsFault = Ordered<SqsFaultOrder>;

/** The error a fault answers with, if it is of that sort. */
export function errorOf({ kind }: SqsFaultOrder): SqsError | undefined {
  if (kind === 'http_500') return new SqsError('InternalFailure', 'Simulated: InternalFailure');
  if (kind === 'throttle') return new SqsError('RequestThrottled', 'Simulated: RequestThrottled');
  if (kind === 'access_denied') return new SqsError('AccessDenied', 'Simulated: AccessDenied');
  return undefined;
}
