import { AwsError } from './aws-error.ts';
import type { Clock } from './clock.ts';
import { MODELS_THROTTLING, OPERATION_NAMES, type OperationName } from './operation-names.ts';
import { type Quota, type TokenBucket, tokenBucket } from './token-bucket.ts';

export type Quotas = Partial<Record<OperationName, Quota>>;

/** AWS's defaults per account and region: 2 a second with bursts of 5, and 10 with 15 for these. */
const LIVELY: ReadonlySet<OperationName> = new Set<OperationName>([
  'DescribeContact',
  'StopContact',
  'UpdateContactAttributes',
  'GetContactAttributes',
  'TagContact',
]);

export function defaultQuotas(): Quotas {
  const quotaOf = (name: OperationName): Quota =>
    LIVELY.has(name) ? { rate: 10, burst: 15 } : { rate: 2, burst: 5 };
  return Object.fromEntries(OPERATION_NAMES.map((name) => [name, quotaOf(name)]));
}

export type QuotaKeeper = {
  /** Takes a token or throws ThrottlingException or TooManyRequestsException (429). */
  take(operation: OperationName): void;
  /** Replaces all quotas with full buckets; `off` lets everything through. */
  set(quotas: Quotas | 'off'): void;
};

export function quotaKeeper(initial: Quotas | 'off', clock: Clock): QuotaKeeper {
  const buckets = new Map<OperationName, TokenBucket>();

  function set(quotas: Quotas | 'off'): void {
    buckets.clear();
    if (quotas === 'off') return;
    for (const name of OPERATION_NAMES) {
      const quota = quotas[name];
      if (quota) buckets.set(name, tokenBucket(quota, clock));
    }
  }

  set(initial);
  return {
    set,
    take(operation) {
      if (buckets.get(operation)?.take() === false) throw throttled(operation);
    },
  };
}

function throttled(operation: OperationName): AwsError {
  return MODELS_THROTTLING.has(operation)
    ? new AwsError('ThrottlingException', 'Rate exceeded')
    : new AwsError('TooManyRequestsException', 'Too Many Requests');
}
