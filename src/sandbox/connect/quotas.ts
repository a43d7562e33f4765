import { AwsError } from './aws-error.ts';
import type { Clock } from './clock.ts';
import { MODELS_THROTTLING, OPERATION_NAMES, type OperationName } from './operation-names.ts';
import { type Quota, type TokenBucket, tokenBucket } from './token-bucket.ts';

export type Quotas = Partial<Record<OperationName, Quota>>;

/** AWS's defaults per account and region; those that are not named here have 2 a second and 5 at once. */
const QUOTAS: Quotas = {
  DescribeContact: { rate: 10, burst: 15 },
  StopContact: { rate: 10, burst: 15 },
  UpdateContactAttributes: { rate: 10, burst: 15 },
  GetContactAttributes: { rate: 10, burst: 15 },
  TagContact: { rate: 10, burst: 15 },
  StartContactStreaming: { rate: 5, burst: 8 },
  StopContactStreaming: { rate: 5, burst: 8 },
  CreateParticipant: { rate: 5, burst: 8 },
  CreateParticipantConnection: { rate: 6, burst: 9 },
  SendMessage: { rate: 10, burst: 15 },
  SendEvent: { rate: 10, burst: 15 },
  GetTranscript: { rate: 8, burst: 12 },
  DisconnectParticipant: { rate: 3, burst: 5 },
};

export function defaultQuotas(): Quotas {
  return Object.fromEntries(OPERATION_NAMES.map((name) => [name, QUOTAS[name] ?? { rate: 2, burst: 5 }]));
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
