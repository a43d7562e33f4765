import type { FaultTerms, Ordered } from '../connect/fault-book.ts';
import type { ActionName } from './actions.ts';
import { SnsError } from './sns-error.ts';

export type SnsFaultKind = 'http_500' | 'throttle' | 'access_denied' | 'drop_before';

/** Something to go wrong on demand. */
export type SnsFaultOrder = FaultTerms<ActionName> & { kind: SnsFaultKind };

export type SnsFault = Ordered<SnsFaultOrder>;

/** The error a fault answers with, if it is of that sort. */
export function errorOf({ kind }: SnsFaultOrder): SnsError | undefined {
  if (kind === 'http_500') return new SnsError('InternalError', 'Simulated: InternalError');
  if (kind === 'throttle') return new SnsError('Throttled', 'Simulated: Throttled');
  if (kind === 'access_denied') return new SnsError('AuthorizationError', 'Simulated: AuthorizationError');
  return undefined;
}
