/** HTTP status of every error the simulator answers with. Source: Amazon SNS API, common errors and those of its operations. */
const ERRORS = {
  NotFound: 404,
  AuthorizationError: 403,
  InvalidParameter: 400,
  Throttled: 429,
  InternalError: 500,
  InvalidAction: 400,
  InvalidClientTokenId: 403,
  SignatureDoesNotMatch: 403,
  MissingAuthenticationToken: 403,
} as const satisfies Record<string, number>;

export type SnsErrorCode = keyof typeof ERRORS;

export class SnsError extends Error {
  readonly code: SnsErrorCode;
  readonly status: number;

  constructor(code: SnsErrorCode, message: string) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = ERRORS[code];
  }
}
