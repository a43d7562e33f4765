import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Identity } from './identity.ts';

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

/** What became of a program: its exit code, ENOENT when it isn't there, and what it said on standard error. */
export interface Outcome {
  code: number | string;
  said: string;
}

/** Runs a program to its end. It inherits `fd`, if one is given, as its file descriptor 3. */
export async function run(identity: Identity, command: readonly string[], fd?: number): Promise<Outcome> {
  const child = start(identity, command, ['ignore', 'ignore', 'pipe', fd ?? 'ignore']);
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  try {
    const [code, signal] = await once(child, 'close');
    return { code: code ?? signal, said: said.trim() };
  } catch (error) {
    return { code: (error as NodeJS.ErrnoException).code ?? 'unknown', said: String(error) };
  }
}
