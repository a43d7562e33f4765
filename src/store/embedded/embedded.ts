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
 * disk in a thread of its own, so that the event loop answers Slack meanwhile.
 */
export async function openEmbedded(dataDirectory: string): Promise<Embedded> {
  fs.mkdirSync(dataDirectory, { recursive: true });
  const release = await lockDirectory(dataDirectory);
  const thread = new Worker(THREAD, {
    workerData: path.join(dataDirectory, 'postgres'),
    execArgv: [],
  });
  try {
    await told(thread, 'open');
  } catch (error) {
    await thread.terminate();
    release();
    throw error;
  }
  return {
    stream: new ThreadStream(thread),
    async close() {
      thread.postMessage('close' satisfies ToThread);
      await told(thread, 'closed');
      release();
    },
  };
}

/** Waits until the thread says so. */
function told(thread: Worker, awaited: FromThread): Promise<void> {
  return new Promise((resolve, reject) => {
    const listen = (message: FromThread) => {
      if (typeof message === 'object' && 'refused' in message) reject(new Error(message.refused));
      if (message !== awaited) return;
      thread.off('message', listen);
      resolve();
    };
    thread.on('message', listen).once('error', reject);
  });
}
