import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Duplex } from 'node:stream';

/** Who the server runs as; PostgreSQL refuses root. */
export interface Identity {
  /** Another user than the one who runs the app. */
  user?: { uid: number; gid: number };
  /** What a command must begin with to become that user, where a plain change of user will not do. */
  prefix?: readonly string[];
}

/** All that the programs see of the environment: the app's own holds tokens, and PG… variables would count. */
const ENVIRONMENT = {
  PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin:/run/current-system/sw/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
};

/**
 * Starts a program as somebody. It is in a process group of its own, so that a Ctrl-C in the terminal
 * reaches the app only, which then ends it in good order.
 */
export function start(identity: Identity, command: readonly string[], stdio: StdioOptions): ChildProcess {
  const { prefix = [], user } = identity;
  const [program = '', ...args] = [...prefix, ...command];
  return spawn(program, args, {
    cwd: '/',
    env: ENVIRONMENT,
    detached: true,
    stdio,
    ...(user && prefix.length === 0 && user),
  });
}

/**
 * Becomes the program and leaves a watcher behind, which ends it when the app has ended, however that
 * ended: the app's end of the pipe closes. A line through the pipe says that there is nothing to end.
 */
const WATCHED = '{ read -r _ <&4 || kill -"$0" $$; } 3<&- 2>/dev/null & exec "$@" 4<&-';

export interface Watch {
  /** Sent to the program when the app has ended. */
  signal: 'INT' | 'KILL';
  /** The lock that the program, and whatever it starts, holds until the last of them has ended. */
  lockFd: number | 'ignore';
}

/** Starts a program that must not outlive the app. */
export function startWatched(
  identity: Identity,
  command: readonly string[],
  { signal, lockFd }: Watch,
): ChildProcess {
  const watched = ['/bin/sh', '-c', WATCHED, signal, ...command];
  const child = start(identity, watched, ['ignore', 'ignore', 'pipe', lockFd, 'pipe']);
  const pipe = child.stdio[4] as Duplex;
  // It breaks when the watcher ends first.
  pipe.on('error', () => {});
  child.once('exit', () => pipe.end('\n'));
  return child;
}

/** What became of a program: its exit code, or why it could not start (ENOENT …), and what it said on standard error. */
export interface Outcome {
  code: number | string;
  said: string;
}

/** Runs a program to its end. It inherits `fd`, if one is given, as its file descriptor 3. */
export async function run(identity: Identity, command: readonly string[], fd?: number): Promise<Outcome> {
  try {
    return await outcomeOf(start(identity, command, ['ignore', 'ignore', 'pipe', fd ?? 'ignore']));
  } catch (error) {
    return { code: (error as NodeJS.ErrnoException).code ?? 'unknown', said: String(error) };
  }
}

/** @throws when it could not be started. */
export async function outcomeOf(child: ChildProcess): Promise<Outcome> {
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  const [code, signal] = await once(child, 'close');
  return { code: code ?? signal, said: said.trim() };
}
