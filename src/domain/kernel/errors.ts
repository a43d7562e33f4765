/** A fault whose cause we know. Its message is for the log; `userMessage` is what a person may read. */
export class AppError extends Error {
  readonly code: 'lease_lost' | 'not_found' | 'slack_unavailable';
  readonly userMessage: string;

  constructor(code: AppError['code'], message: string, userMessage: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
    this.userMessage = userMessage;
  }
}

/** Another worker took over after this one's lease ran out; nothing it does may be stored any more. */
export class LeaseLostError extends AppError {
  constructor(reachOutId: string) {
    super(
      'lease_lost',
      `lost the lease of reach-out ${reachOutId}`,
      'Somebody else is working on this reach-out.',
    );
  }
}
