import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import type { Duplex } from 'node:stream';
import type { Binaries } from './binaries.ts';
import { explainLoss, explainStart } from './faults.ts';
import type { Identity } from './identity.ts';
import { start } from './programs.ts';
import { serverArguments } from './settings.ts';

export interface Server {
  stop(): Promise<void>;
}

export interface ServerOptions {
  binaries: Binaries;
  identity: Identity;
  directory: string;
  /** The lock that the server holds as long as any of its processes lives. */
  lockFd: number;
  /** Told once, when it ended without having been stopped. */
  onEnd(error: Error): void;
}

/**
 * Becomes the server and leaves a watcher behind, which stops it when the app has ended, however it
 * ended: its end of the pipe closes. A line through the pipe says that there is nothing left to stop.
 */
const WATCHED = '{ read -r _ <&4 || kill -INT $$; } 3<&- 2>/dev/null & exec "$@" 4<&-';

/** The last words that are kept. */
const MOST_LINES = 50;

/** @throws with what to do, when the server ends before it is ready. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { binaries, identity, directory, lockFd, onEnd } = options;
  removeTraces(directory);
  const command = ['/bin/sh', '-c', WATCHED, 'sh', binaries.postgres, ...serverArguments(directory)];
  const child = start(identity, command, ['ignore', 'ignore', 'pipe', lockFd, 'pipe']);
  const pipe = child.stdio[4] as Duplex;
  // It breaks when the watcher ends first.
  pipe.on('error', () => {});
  child.once('exit', () => pipe.end('\n'));
  const ended = once(child, 'close');

  const said: string[] = [];
  const ready = new Promise<'ready'>((resolve) => {
    readline.createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', (line) => {
      said.push(line);
      if (said.length > MOST_LINES) said.shift();
      if (line.includes('ready to accept connections')) resolve('ready');
    });
  });
  const became = await Promise.race([ready, ended]);
  if (became !== 'ready') throw explainStart(directory, said);

  let isStopping = false;
  void ended.then(() => {
    if (!isStopping) onEnd(explainLoss(directory, said));
  });
  return {
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
