import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../src/sandbox/app-process/free-port.ts';

/** One process of the app, which can be ended at any moment and started again. */
export interface Instance {
  readonly url: string;
  readonly isReady: boolean;
  readonly isRunning: boolean;
  readonly pid: number;
  /** Resolves when it is ready; false when it was killed before. Rejects when it ended by itself. */
  start(): Promise<boolean>;
  /** SIGKILL, at once. */
  kill(): void;
  signal(name: 'SIGTERM' | 'SIGKILL'): void;
  /** The code it ended with; null when a signal ended it. */
  ended(): Promise<number | null>;
}

const POLL_MS = 40;

export interface InstanceOptions {
  /** What node runs. */
  main: string;
  env: Record<string, string>;
  /** The file that what it prints goes to. */
  log: string;
}

export async function createInstance({ main, env, log }: InstanceOptions): Promise<Instance> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  let isReady = false;

  function launch(): ChildProcess {
    const output = fs.openSync(log, 'a');
    const launched = spawn(process.execPath, [main], {
      env: { PATH: process.env.PATH ?? '', ...env, PORT: String(port) },
      stdio: ['ignore', output, output],
    });
    fs.closeSync(output);
    return launched;
  }
  const runs = (one: ChildProcess | undefined) => one?.exitCode === null && one.signalCode === null;

  return {
    url,
    get isReady() {
      return isReady && runs(child);
    },
    get pid() {
      return child?.pid ?? 0;
    },
    get isRunning() {
      return runs(child);
    },
    async start() {
      isReady = false;
      const launched = launch();
      child = launched;
      while (runs(launched)) {
        isReady = await answers(`${url}/ready`);
        if (isReady) return true;
        await delay(POLL_MS);
      }
      if (launched.exitCode === null) return false;
      throw new Error(`it ended by itself:\n${fs.readFileSync(log, 'utf8').slice(-2_000)}`);
    },
    kill() {
      isReady = false;
      child?.kill('SIGKILL');
    },
    signal: (name) => void child?.kill(name),
    async ended() {
      if (child && runs(child)) await once(child, 'exit');
      return child?.exitCode ?? null;
    },
  };
}

function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    async (response) => (await response.text()) !== '' && response.ok,
    () => false,
  );
}
