import { type DestinationStream, pino } from 'pino';

/** Database errors carry the statement's values and Slack's carry answers, so of an error only these are logged. */
function errorFields(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack, code } = error as Error & { code?: unknown };
  return {
    name,
    message,
    stack,
    ...(typeof code === 'string' && { code }),
    ...(error.cause !== undefined && { cause: errorFields(error.cause) }),
  };
}

/** JSON lines, on standard output unless told otherwise. */
export function createLog(level: string, destination: DestinationStream = process.stdout) {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: errorFields },
  };
  return pino(options, destination);
}
