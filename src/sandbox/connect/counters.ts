import type { OperationName } from './operation-names.ts';

export type Counters = {
  /** Requests per operation, refused ones included. */
  calls: Partial<Record<OperationName, number>>;
  /** Answers with status 429 per operation. */
  throttled: Partial<Record<OperationName, number>>;
  contactsStarted: number;
  /** ClientTokens that were answered with a contact that already was. */
  tokensRepeated: number;
};

export function newCounters(): Counters {
  return { calls: {}, throttled: {}, contactsStarted: 0, tokensRepeated: 0 };
}
