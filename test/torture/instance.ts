import type { ChildProcess, StdioOptions } from 'node:child_process';
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
  launch(env: Record<string, string>, stdio: StdioOptions): ChildProcess;
  env: Record<string, string>;
  /** The file that what it prints goes to. */
  log: string;
}

export async function createInstance({ launch, env, log }: InstanceOptions): Promise<Instance> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  let isReady = false;

  function launched(): ChildProcess {
    const output = fs.openSync(log, 'a');
    try {
      return launch({ ...env, PORT: String(port) }, ['ignore', output, output]);
    } finally {
      fs.closeSync(output);
    }
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
      const started = launched();
      child = started;
      while (runs(started)) {
        isReady = await answers(`${url}/ready`);
        if (isReady) return true;
        await delay(POLL_MS);
      }
      if (started.exitCode === null) return false;
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
