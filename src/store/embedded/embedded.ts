import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { lockDirectory } from './directory-lock.ts';
import type { FromThread, ToThread } from './thread.ts';
import { ThreadStream } from './thread-stream.ts';

/** A PostgreSQL inside this process, for one connection. */
export interface Embedded {
  stream: ThreadStream;
  close(): Promise<void>;
}

/** Beside this file, wherever it was built to. */
const THREAD = new URL(`./thread${path.extname(import.meta.filename)}`, import.meta.url);

/**
 * Opens the embedded database in a data directory, which it locks. PGlite computes and waits for the
 * disk in a thread of its own, so that the event loop answers Slack meanwhile. Should that thread break
 * down, so does the process: whoever restarts it finds all that was committed.
 */
export async function openEmbedded(dataDirectory: string): Promise<Embedded> {
  fs.mkdirSync(dataDirectory, { recursive: true });
  const release = await lockDirectory(dataDirectory);
  const thread = new Worker(THREAD, {
    workerData: path.join(dataDirectory, 'postgres'),
    execArgv: [],
  });
  const ended = once(thread, 'exit');
  try {
    await toOpen(thread, ended);
  } catch (error) {
    await thread.terminate();
    release();
    throw error;
  }
  let isClosing = false;
  const breakDown = (cause: unknown) => {
    if (!isClosing) throw new Error('The embedded database broke down. Start Reach Out again.', { cause });
  };
  void ended.then(breakDown, breakDown);
  return {
    stream: new ThreadStream(thread),
    async close() {
      isClosing = true;
      thread.postMessage('close' satisfies ToThread);
      await ended.finally(release);
    },
  };
}

async function toOpen(thread: Worker, ended: Promise<unknown[]>): Promise<void> {
  const broken: FromThread = { refused: 'The embedded database ended before it was open.' };
  const [told] = (await Promise.race([once(thread, 'message'), ended.then(() => [broken])])) as [FromThread];
  if (typeof told === 'object' && 'refused' in told) throw new Error(told.refused);
}
