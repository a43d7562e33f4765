import { once } from 'node:events';
import { type Overrides, startApp } from './app.ts';
import { type Config, ConfigError, parseConfig } from './config/config.ts';
import { logConsole } from './config/console.ts';
import { createLog } from './config/log.ts';
import { goByProxy } from './config/proxy.ts';
import { policyFaults } from './config/watched-policy.ts';
import { findRegion } from './connect/region.ts';
import { measureProcess } from './metrics/process.ts';

/** Containers and process managers wait for ten seconds before they kill. */
const SHUTDOWN_MS = 8_000;

/** The life of the process: environment, app, and the ordinary stop once `stop` aborts, however far the start is. */
export async function run(
  env: Record<string, string | undefined>,
  stop: AbortSignal,
  overrides: Overrides = {},
): Promise<void> {
  const aws = await findRegion(env);
  const faults = policyFaults(env.REACH_OUT_POLICY?.trim());
  const config = read(env, 'fault' in aws ? [aws.fault, ...faults] : faults);
  const log = createLog(config.logLevel);
  process.on('exit', log.end);
  logConsole(log);
  // Node's own last words would show whatever hangs on the error, a request with its body for one.
  process.on('uncaughtException', (error) => {
    log.end();
    log.fatal({ err: error }, 'Reach Out broke down');
    process.exit(1);
  });
  // Whoever reads what is said may go away; the work goes on without them.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

  const { fault, proxies } = goByProxy(env);
  if (fault) log.warn({}, fault);

  const stopping = stop.aborted ? Promise.resolve() : once(stop, 'abort');
  void stopping.then(() => {
    log.info({ signal: stop.reason }, 'stopping');
    setTimeout(() => {
      log.warn({}, 'not all that was in hand is done; the next start goes on with it');
      process.exit(0);
    }, SHUTDOWN_MS).unref();
  });
  try {
    const app = await startApp(config, log, {
      stop,
      connect: aws,
      sqs: aws,
      process: measureProcess(),
      ...(proxies && { proxies }),
      ...overrides,
    });
    await stopping;
    await app.stop();
  } catch (error) {
    log.end();
    if (!stop.aborted) fail(explain(error as Error, config));
  }
  process.exit(0);
}

function read(env: Record<string, string | undefined>, faults: string[]): Config {
  try {
    return parseConfig(env, faults);
  } catch (error) {
    if (error instanceof ConfigError)
      return fail(
        `${error.message}\nSee .env.example for what each of them means; "npm run reach-out -- setup" asks for what is missing.`,
      );
    throw error;
  }
}

function explain(error: NodeJS.ErrnoException, { port }: Config): string {
  if (error.code === 'EADDRINUSE')
    return `Port ${port} is in use. Stop what uses it, or set PORT to another one.`;
  return `Reach Out could not start. ${error.message}`;
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
