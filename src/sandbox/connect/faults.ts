import { AwsError, type AwsErrorType } from './aws-error.ts';
import type { OperationName } from './operation-names.ts';

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
} as const satisfies Record<string, AwsErrorType>;

export type ErrorFaultKind = keyof typeof ERROR_OF_KIND;
export type FaultKind = ErrorFaultKind | 'drop_before' | 'drop_after' | 'delay' | 'malformed';

export const FAULT_KINDS: readonly FaultKind[] = [
  ...(Object.keys(ERROR_OF_KIND) as ErrorFaultKind[]),
  'drop_before',
  'drop_after',
  'delay',
  'malformed',
];

/** Something to go wrong on demand. */
export type FaultOrder = {
  /** Which operation; every one when left out. */
  operation?: OperationName;
  kind: FaultKind;
  /** How many requests it hits; 1 when left out, `Infinity` until cleared. */
  times?: number;
  /** Chance from 0 to 1 that a request is hit; 1 when left out. */
  probability?: number;
  /** Delay in ms: before processing, or (`when: 'after'`) between processing and answer. */
  ms?: number;
  when?: 'before' | 'after';
  /** Errors only: do the work first, then answer with the error all the same. */
  afterProcessing?: boolean;
  message?: string;
};

export type Fault = FaultOrder & { readonly id: number; remaining: number };

export type FaultBook = {
  add(order: FaultOrder): Fault;
  /** The fault that hits this request, counted down; the oldest order first. */
  take(operation: OperationName): Fault | undefined;
  list(): Fault[];
  cancel(id: number): void;
  clear(): void;
};

export function faultBook(random: () => number): FaultBook {
  let faults: Fault[] = [];
  let nextId = 1;
  return {
    add(order) {
      const fault = { ...order, id: nextId++, remaining: order.times ?? 1 };
      faults.push(fault);
      return fault;
    },
    take(operation) {
      const hit = faults.find(
        (fault) =>
          (fault.operation === undefined || fault.operation === operation) &&
          (fault.probability === undefined || random() < fault.probability),
      );
      if (hit) {
        hit.remaining -= 1;
        if (hit.remaining <= 0) faults = faults.filter((fault) => fault !== hit);
      }
      return hit;
    },
    list: () => faults.map((fault) => ({ ...fault })),
    cancel(id) {
      faults = faults.filter((fault) => fault.id !== id);
    },
    clear() {
      faults = [];
    },
  };
}

/** The error a fault answers with, if it is of that sort. */
export function errorOf(fault: FaultOrder): AwsError | undefined {
  if (!(fault.kind in ERROR_OF_KIND)) return undefined;
  const type = ERROR_OF_KIND[fault.kind as ErrorFaultKind];
  return new AwsError(type, fault.message ?? `Simulated: ${type}`);
}
