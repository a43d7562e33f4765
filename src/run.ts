import { startApp } from './app.ts';
import { type Config, ConfigError, parseConfig } from './config/config.ts';
import { createLog } from './config/log.ts';
import { goByProxy } from './config/proxy.ts';

/** Containers and process managers wait about this long before they kill. */
const SHUTDOWN_MS = 10_000;

/** One Ctrl-C may come twice: from the terminal, and passed on by whatever started us. */
const SAME_KEY_PRESS_MS = 500;

/** The life of the process: environment, app, signals. */
export async function run(env: Record<string, string | undefined>): Promise<void> {
  const config = read(env);
  const log = createLog(config.logLevel);
  // Node's own last words would show whatever hangs on the error, a request with its body for one.
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'Reach Out broke down');
    process.exit(1);
  });
  const proxyFault = goByProxy(env);
  if (proxyFault) log.warn({}, proxyFault);
  const starting = startApp(config, log).catch((error: Error) => fail(explain(error, config)));

  // Whoever reads the log may go away; the work goes on without them.
  process.stdout.on('error', () => {});

  let stoppingSince: number | undefined;
  const stop = async (signal: string) => {
    if (stoppingSince !== undefined) {
      if (signal === 'SIGINT' && Date.now() - stoppingSince < SAME_KEY_PRESS_MS) return;
      process.exit(1);
    }
    stoppingSince = Date.now();
    log.info({ signal }, 'stopping');
    setTimeout(() => {
      log.warn({}, 'not all that was in hand is done; the next start goes on with it');
      process.exit(0);
    }, SHUTDOWN_MS).unref();
    await (await starting).stop();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  await starting;
}

function read(env: Record<string, string | undefined>): Config {
  try {
    return parseConfig(env);
  } catch (error) {
    if (error instanceof ConfigError)
      return fail(`${error.message}\nSee .env.example for what each of them means.`);
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
