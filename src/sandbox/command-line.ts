import { parseArgs } from 'node:util';

export type CommandLine = {
  port: number;
  /** Relative to where the command was given. */
  directory: string;
  reset: boolean;
  socketMode: boolean;
  databaseUrl?: string;
  broken: boolean;
  watch: boolean;
  help: boolean;
};

const DEFAULT_PORT = 4000;

export const HELP = `The whole product in a browser: the real app between a simulated Slack and a simulated Amazon Connect.

  npm run sandbox -- [options]

  --port PORT          where the page is, on 127.0.0.1; ${DEFAULT_PORT} when left out
  --reset              forget everything that was before
  --socket-mode        the app talks to Slack over Socket Mode instead of HTTP
  --database-url URL   PostgreSQL instead of the embedded database; --reset leaves it as it is
  --data-dir DIR       where everything is kept; ./data/sandbox when left out
  --broken             begin with a set-up that has every mistake there is: "/reach-out doctor" names them
  --watch              bundle the page anew for every visit
  --help               this text

The app is given DEFAULT_COUNTRY, CONNECT_START_RATE, CONNECT_START_BURST, LOG_LEVEL and every REACH_OUT_… of your
environment, so that you can try your own settings.
`;

/** The command line was not understood; the message says what to do. */
export class UsageError extends Error {}

/** @throws UsageError */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const values = read(args);
  const { 'database-url': databaseUrl, 'data-dir': directory } = values;
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    throw new UsageError('--database-url must begin with postgres:// or postgresql://.');
  }
  return {
    port: portOf(values.port),
    directory: directory ?? 'data/sandbox',
    reset: values.reset ?? false,
    socketMode: values['socket-mode'] ?? false,
    broken: values.broken ?? false,
    watch: values.watch ?? false,
    help: values.help ?? false,
    ...(databaseUrl ? { databaseUrl } : {}),
  };
}

export const OPTIONS = {
  port: { type: 'string' },
  reset: { type: 'boolean' },
  'socket-mode': { type: 'boolean' },
  'database-url': { type: 'string' },
  'data-dir': { type: 'string' },
  broken: { type: 'boolean' },
  watch: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

function read(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${reason}${reason.endsWith('.') ? '' : '.'} See npm run sandbox -- --help.`);
  }
}

function portOf(text: string | undefined): number {
  const port = Number(text ?? DEFAULT_PORT);
  if (text !== undefined && !/^\d+$/.test(text))
    throw new UsageError(`--port must be a number, not ${text}.`);
  if (port > 65_535) throw new UsageError('--port must be at most 65535.');
  return port;
}
