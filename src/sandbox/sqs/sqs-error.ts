/** Code in the query protocol, HTTP status, and whose fault it is, for every error the simulator answers with. */
const ERRORS = {
  QueueDoesNotExist: ['AWS.SimpleQueueService.NonExistentQueue', 400],
  QueueNameExists: ['QueueAlreadyExists', 400],
  ReceiptHandleIsInvalid: ['ReceiptHandleIsInvalid', 404],
  MessageNotInflight: ['AWS.SimpleQueueService.MessageNotInflight', 400],
  EmptyBatchRequest: ['AWS.SimpleQueueService.EmptyBatchRequest', 400],
  TooManyEntriesInBatchRequest: ['AWS.SimpleQueueService.TooManyEntriesInBatchRequest', 400],
  BatchEntryIdsNotDistinct: ['AWS.SimpleQueueService.BatchEntryIdsNotDistinct', 400],
  InvalidBatchEntryId: ['AWS.SimpleQueueService.InvalidBatchEntryId', 400],
  InvalidMessageContents: ['InvalidMessageContents', 400],
  InvalidAttributeName: ['InvalidAttributeName', 400],
  InvalidParameterValue: ['InvalidParameterValue', 400],
  MissingParameter: ['MissingParameter', 400],
  OverLimit: ['OverLimit', 403],
  RequestThrottled: ['RequestThrottled', 403],
  AccessDenied: ['AccessDenied', 403],
  MissingAuthenticationToken: ['MissingAuthenticationToken', 403],
  UnknownOperationException: ['UnknownOperationException', 400],
  InternalFailure: ['InternalFailure', 500],
} as const satisfies Record<string, readonly [string, number]>;

export type SqsErrorType = keyof typeof ERRORS;

/** Goes out as `__type` in the body, and in `x-amzn-query-error` as clients of the older protocol know it. */
export class SqsError extends Error {
  readonly type: SqsErrorType;
  readonly queryCode: string;
  readonly status: number;

  constructor(type: SqsErrorType, message: string) {
    super(message);
    this.name = type;
    this.type = type;
    [this.queryCode, this.status] = ERRORS[type];
  }
}
