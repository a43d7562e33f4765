import { parentPort, workerData } from 'node:worker_threads';
import { openPGlite } from './pglite.ts';

/** What the thread is told and what it tells. Bytes are PostgreSQL's wire protocol, whole messages only. */
export type ToThread = Uint8Array | 'close';
export type FromThread = Uint8Array<ArrayBuffer> | 'open' | { refused: string };

if (!parentPort) throw new Error('This runs in a thread of its own');
const port = parentPort;
const tell = (message: FromThread, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);

try {
  const pglite = await openPGlite(workerData as string);
  port.on('message', async (message: ToThread) => {
    if (message === 'close') {
      await pglite.close();
      process.exit();
    }
    const answer = new Uint8Array(pglite.execProtocolRawSync(message));
    tell(answer, [answer.buffer]);
  });
  tell('open');
} catch (error) {
  tell({ refused: (error as Error).message });
}
