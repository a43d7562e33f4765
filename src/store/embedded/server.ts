import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import type { Binaries } from './binaries.ts';
import { explainLoss, explainStart } from './faults.ts';
import { type Identity, startWatched } from './programs.ts';
import { serverArguments } from './settings.ts';

export interface Server {
  /** What it said of late that it failed at. */
  lastWords(): readonly string[];
  stop(): Promise<void>;
}

export interface ServerOptions {
  binaries: Binaries;
  identity: Identity;
  directory: string;
  /** The lock that the server holds as long as any of its processes lives. */
  lockFd: number;
  /** Told once, with the cause, when it ended without having been stopped. */
  onLost(error: Error): void;
}

/** Last words are said within so long; what came before is another matter. */
const LAST_WORDS_MS = 10_000;

/** How PostgreSQL begins what says that one of its processes ends for it. */
const FAILURE = /^(FATAL|PANIC): /;

/** @throws with what to do, when the server ends before it is ready. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { binaries, identity, directory, lockFd, onLost } = options;
  removeTraces(directory);
  const command = [binaries.postgres, ...serverArguments(directory)];
  const child = startWatched(identity, command, { signal: 'INT', lockFd });
  const ended = once(child, 'close');

  let said: string[] = [];
  let saidAt = 0;
  const ready = new Promise<'ready'>((resolve) => {
    readline.createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', (line) => {
      if (performance.now() - saidAt > LAST_WORDS_MS) said = [];
      saidAt = performance.now();
      said.push(line);
      if (line.includes('ready to accept connections')) resolve('ready');
    });
  });
  const became = await Promise.race([ready, ended]);
  if (became !== 'ready') throw explainStart(directory, said);

  let isStopping = false;
  void ended.then(() => {
    if (!isStopping) onLost(explainLoss(directory, said));
  });
  return {
    lastWords: () => said.filter((line) => FAILURE.test(line)),
    async stop() {
      isStopping = true;
      child.kill('SIGINT');
      await ended;
    },
  };
}

/**
 * What a killed server left of its process id. Whoever holds the lock knows that it is gone, while in a
 * container its number may be another process's by now, which the new server would take for it.
 */
function removeTraces(directory: string): void {
  for (const name of ['postmaster.pid', '.s.PGSQL.5432', '.s.PGSQL.5432.lock']) {
    fs.rmSync(path.join(directory, name), { force: true });
  }
}
