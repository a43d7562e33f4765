import fs from 'node:fs';
import path from 'node:path';
import { PGlite, types } from '@electric-sql/pglite';
import { lockDirectory } from './directory-lock.ts';
import { DurableFS } from './durable-fs.ts';

const START_PARAMETERS = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...['-c', 'wal_sync_method=fsync', '-c', 'shared_buffers=16MB'],
];

const BREATH_MS = 4;

/** PGlite runs on the event loop; a steady stream of queries must still let timers and sockets through. */
class BreathingPGlite extends PGlite {
  #lastBreath = performance.now();

  override async _runExclusiveQuery<T>(query: () => Promise<T>): Promise<T> {
    if (performance.now() - this.#lastBreath > BREATH_MS) {
      await new Promise(setImmediate);
      this.#lastBreath = performance.now();
    }
    return super._runExclusiveQuery(query);
  }
}

/**
 * Opens the embedded database in a data directory, which it locks. A new one is initialised beside its
 * place and moved there, because a kill during initialisation leaves files that never open.
 */
export async function openEmbedded(dataDirectory: string): Promise<PGlite> {
  fs.mkdirSync(dataDirectory, { recursive: true });
  const release = await lockDirectory(dataDirectory);
  const files = path.join(dataDirectory, 'postgres');
  try {
    if (!fs.existsSync(files)) await initialise(files);
    const pglite = await open(files);
    const close = pglite.close.bind(pglite);
    pglite.close = async () => {
      await close();
      release();
    };
    return pglite;
  } catch (error) {
    release();
    throw error;
  }
}

async function initialise(files: string): Promise<void> {
  const draft = `${files}.init`;
  fs.rmSync(draft, { recursive: true, force: true });
  await (await open(draft)).close();
  fs.renameSync(draft, files);
}

async function open(files: string): Promise<PGlite> {
  const pglite = new BreathingPGlite({
    fs: new DurableFS(files),
    startParams: START_PARAMETERS,
    parsers: { [types.INT8]: Number },
  });
  await pglite.waitReady;
  return pglite;
}
