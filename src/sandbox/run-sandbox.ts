import path from 'node:path';
import { askAbout, forgetAddress, noteAddress, sandboxIn } from './already-running.ts';
import { policyFileIn } from './app-process/policy-file.ts';
import { type CommandLine, HELP, parseCommandLine, UsageError } from './command-line.ts';
import { type Sandbox, startSandbox } from './start-sandbox.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const PARENT_POLL_MS = 500;

/** The life of the command: options, sandbox, address, signals. */
export async function runSandbox(args: readonly string[], env: Record<string, string | undefined>) {
  const options = read(args);
  if (options.help) {
    process.stdout.write(HELP);
    return;
  }
  const directory = path.resolve(options.directory);
  const running = await sandboxIn(directory);
  if (running) return fail(`The sandbox is already running: ${running}`);
  const sandbox = await start(options, directory, env);
  noteAddress(directory, sandbox.url);
  stopOnSignals(sandbox, directory, env);
  await sandbox.appSettled;
  const policyFile = env.REACH_OUT_POLICY?.trim() || policyFileIn(directory);
  process.stdout.write(greeting(sandbox, options, policyFile));
}

function read(args: readonly string[]): CommandLine {
  try {
    return parseCommandLine(args);
  } catch (error) {
    if (error instanceof UsageError) return fail(error.message);
    throw error;
  }
}

async function start(
  { port, reset, socketMode, databaseUrl, broken, watch }: CommandLine,
  directory: string,
  env: Record<string, string | undefined>,
): Promise<Sandbox> {
  try {
    const mode = socketMode ? 'socket' : 'http';
    return await startSandbox({ port, directory, mode, databaseUrl, reset, broken, watch, env });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    const url = `http://127.0.0.1:${port}`;
    if (await askAbout(url)) return fail(`A sandbox is already running there: ${url}`);
    const other = `npm run sandbox -- --port ${port + 1 > 65_535 ? port - 1 : port + 1}`;
    return fail(`Port ${port} is in use. Stop what uses it, or take another one: ${other}`);
  }
}

function greeting(
  { url, parts }: Sandbox,
  { reset, databaseUrl, broken }: CommandLine,
  policyFile: string,
): string {
  const { state, stderr } = parts.app.status();
  const lines =
    state === 'running'
      ? [
          `Reach Out's sandbox: ${url}`,
          `Open it and type /reach-out${broken ? ' doctor' : ''}. Ctrl-C stops everything.`,
          `Who may contact whom, and when: ${policyFile}`,
        ]
      : [`Reach Out's sandbox: ${url}`, 'The app does not start:', ...stderr.map((line) => `  ${line}`)];
  if (reset && databaseUrl) lines.push('The database was left as it is, and may know contacts of before.');
  return `${lines.join('\n')}\n`;
}

/** The first signal stops everything in good order, the second at once. */
function stopOnSignals(sandbox: Sandbox, directory: string, env: Record<string, string | undefined>): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) {
      sandbox.kill();
      process.exit(1);
    }
    stopping = true;
    await sandbox.stop();
    forgetAddress(directory);
    process.exit(0);
  };
  for (const signal of SIGNALS) process.on(signal, () => void stop());
  if (env.npm_lifecycle_event) stopWithParent(() => void stop());
}

/** npm passes not every signal on, but does not live without the command either. */
function stopWithParent(stop: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, PARENT_POLL_MS);
  timer.unref();
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
