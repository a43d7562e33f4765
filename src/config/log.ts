import { type DestinationStream, pino } from 'pino';
import { Repeats } from './repeats.ts';

/** Database errors carry the statement's values and Slack's carry answers, so of an error only these are logged. */
function errorFields(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack, code, statusCode } = error as Error & {
    code?: unknown;
    statusCode?: unknown;
  };
  return {
    name,
    message,
    stack,
    ...(typeof code === 'string' && { code }),
    ...(typeof statusCode === 'number' && { status: statusCode }),
    ...(error.cause !== undefined && { cause: errorFields(error.cause) }),
  };
}

const WARN = 40;

/**
 * JSON lines, on standard output unless told otherwise. Of warnings and errors that say the same within a
 * minute, of whatever reach-out, the first is written, and then how many more there were: at the end of the
 * minute, or with `end`.
 */
export function createLog(level: string, destination: DestinationStream = process.stdout) {
  const repeats = new Repeats();
  const log = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: errorFields },
      hooks: {
        logMethod(args, write, weight) {
          const [fields, message] = args as unknown as [object, string];
          const more = (count: number) => write.apply(this, [{ ...fields, repeated: count }, message]);
          if (weight < WARN || repeats.admit(likeness(weight, fields, message), more))
            write.apply(this, args);
        },
      },
    },
    destination,
  );
  return Object.assign(log, { end: () => repeats.tellAll() });
}

/** What two lines have in common that say the same: all but what they are about, and where in the code. */
function likeness(weight: number, fields: object, message: string): string {
  const { err, ...rest } = fields as { err?: unknown };
  const said = Object.entries(rest).filter(([name]) => !name.endsWith('Id'));
  const { name, message: cause, code } = (err ?? {}) as { name?: string; message?: string; code?: unknown };
  return JSON.stringify([weight, message, said, name, cause, code]);
}
