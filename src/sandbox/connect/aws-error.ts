/** Every error the simulator answers with, and the HTTP status AWS gives it. */
const AWS_ERROR_STATUS = {
  AccessDeniedException: 403,
  ConflictException: 409,
  ContactFlowNotPublishedException: 404,
  ContactNotFoundException: 410,
  DestinationNotAllowedException: 403,
  DuplicateResourceException: 409,
  ExpiredTokenException: 403,
  InternalServerException: 500,
  InternalServiceException: 500,
  InvalidActiveRegionException: 400,
  InvalidContactFlowException: 400,
  InvalidParameterException: 400,
  InvalidRequestException: 400,
  InvalidSignatureException: 403,
  LimitExceededException: 429,
  MissingAuthenticationTokenException: 403,
  NoSuchResourceException: 400,
  OutboundContactNotPermittedException: 403,
  RequestEntityTooLargeException: 413,
  RequestTimeTooSkewed: 403,
  ResourceNotFoundException: 404,
  SerializationException: 400,
  ServiceQuotaExceededException: 402,
  ServiceUnavailableException: 503,
  ThrottlingException: 429,
  TooManyRequestsException: 429,
  UnknownOperationException: 404,
  UnrecognizedClientException: 403,
  ValidationException: 400,
} as const;

export type AwsErrorType = keyof typeof AWS_ERROR_STATUS;

/** An answer that is an error: goes out as `x-amzn-ErrorType`, the status and `{Message}`, with what else the error has. */
export class AwsError extends Error {
  readonly type: AwsErrorType;
  readonly status: number;
  readonly members: object;

  constructor(type: AwsErrorType, message: string, members: object = {}) {
    super(message);
    this.name = type;
    this.type = type;
    this.status = AWS_ERROR_STATUS[type];
    this.members = members;
  }
}
