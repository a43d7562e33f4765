import { parentPort, workerData } from 'node:worker_threads';
import type { PGlite } from '@electric-sql/pglite';
import { openPGlite } from './pglite.ts';

/** What the thread is told and what it tells. Bytes are PostgreSQL's wire protocol, whole messages only. */
export type ToThread = Uint8Array | 'close';
export type FromThread = Uint8Array<ArrayBuffer> | 'open' | { refused: string };

if (!parentPort) throw new Error('This runs in a thread of its own');
const port = parentPort;
const tell = (message: FromThread, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);

/** As a stream, because otherwise PGlite parses each answer, and keeps what it has parsed for ever. */
async function execute(pglite: PGlite, message: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  await pglite.execProtocolRawStream(message, {
    syncToFs: false,
    onRawData: (piece) => pieces.push(piece.slice()),
  });
  return new Uint8Array(Buffer.concat(pieces));
}

try {
  const pglite = await openPGlite(workerData as string);
  port.on('message', async (message: ToThread) => {
    if (message === 'close') {
      await pglite.close();
      process.exit();
    }
    const answer = await execute(pglite, message);
    tell(answer, [answer.buffer]);
  });
  tell('open');
} catch (error) {
  tell({ refused: (error as Error).message });
}
