import fs from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { DurableFS } from './durable-fs.ts';

const START_PARAMETERS = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...['-c', 'wal_sync_method=fsync', '-c', 'shared_buffers=16MB'],
];

/**
 * Opens PGlite on its files. New ones are initialised beside their place and moved there, because a kill
 * during initialisation leaves files that never open.
 */
export async function openPGlite(files: string): Promise<PGlite> {
  if (!fs.existsSync(files)) {
    const draft = `${files}.init`;
    fs.rmSync(draft, { recursive: true, force: true });
    await (await open(draft)).close();
    fs.renameSync(draft, files);
  }
  return open(files);
}

async function open(files: string): Promise<PGlite> {
  const pglite = new PGlite({ fs: new DurableFS(files), startParams: START_PARAMETERS });
  await pglite.waitReady;
  return pglite;
}
