import path from 'node:path';
import { parseStoreConfig } from '../config/config.ts';
import type { Key } from '../domain/kernel/key.ts';
import { type Database, type DatabaseLocation, openDatabase } from '../store/database.ts';
import { putKeyFile } from '../store/embedded/key-file.ts';
import type { OneConnection } from '../store/one-connection.ts';
import { sentenceFor } from '../store/postgres/faults.ts';
import { NotEmpty } from '../store/transfer/empty.ts';
import { type Imported, importData } from '../store/transfer/import-data.ts';
import { unzipped } from './data-file.ts';
import { type KeysHere, keysFor } from './data-keys.ts';
import { type Desk, Misused } from './word.ts';

/** All of a file, or nothing of it. Resolves to the exit code. @throws Misused */
export async function runImport(desk: Desk, args: string[]): Promise<number> {
  const [file, ...more] = args;
  if (!file || more.length > 0) throw new Misused('"data import" needs the path of one file, or -.');
  const { database: location, encryptionKeys } = parseStoreConfig(desk.env);
  const target = createTarget(location, encryptionKeys);
  const signal = AbortSignal.any([desk.stop(), target.lost]);
  let share = '';
  try {
    const read = (part: number) => {
      share = `${Math.floor(part * 100)} %  `;
    };
    const content = unzipped(file, { read, signal });
    const imported = await importData(content, {
      signal,
      accept: target.accept,
      connect: target.connect,
      tell: (table, rows) => desk.progress.tell(() => `${share}${table}: ${rows.toLocaleString('en')} rows`),
    });
    target.keep();
    for (const line of [...accountOf(imported), ...target.missing()]) desk.print(line);
    return 0;
  } catch (error) {
    throw explain(signal.aborted ? signal.reason : error, location);
  } finally {
    desk.progress.clear();
    await target.close();
  }
}

/** Where the data come in. */
function createTarget(location: DatabaseLocation, encryptionKeys: Key[]) {
  const lost = new AbortController();
  let keys: KeysHere | undefined;
  let database: Database | undefined;
  let connection: OneConnection | undefined;
  let takeKeyAway = () => {};
  return {
    /** Aborts when the database is gone. */
    lost: lost.signal,
    accept(header: Imported['header']) {
      keys = keysFor(header, location, encryptionKeys);
    },
    async connect() {
      const onLost = (error: Error) => lost.abort(error);
      database = await openDatabase(location, onLost, { onLost });
      // Before the data are there: with them and without it, another would be made.
      if (keys?.toPut && location.kind === 'embedded')
        takeKeyAway = putKeyFile(location.directory, keys.toPut);
      connection = await database.connect();
      return connection;
    },
    keep() {
      takeKeyAway = () => {};
    },
    missing: () => keys?.missing ?? [],
    async close() {
      takeKeyAway();
      await connection?.close().catch(() => {});
      await database?.close().catch(() => {});
    },
  };
}

function accountOf({ header, counts, trailer, takenOver }: Imported): string[] {
  const rows = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const { reachOuts, lists, replies } = takenOver;
  const { chain } = trailer;
  return [
    `${many(counts.get('reach_out') ?? 0, 'reach-out')}, ${many(rows, 'row')} in all, as they were at ${header.takenAt}, are in the database. Each table has as many rows as it had.`,
    chain.kind === 'whole'
      ? `The audit trail is whole: ${chain.newest?.seq ?? 0} entries.`
      : `The audit trail was not whole at entry ${chain.seq} where it comes from, and is not here: "audit verify" says more.`,
    ...(reachOuts > 0
      ? [
          `${many(reachOuts, 'reach-out')} may have been started there since: ${reachOuts === 1 ? 'it is' : 'they are'} not started again, and the thread will say that it is not known.`,
        ]
      : []),
    ...(replies > 0
      ? [`${many(replies, 'reply', 'replies')} may have been sent there since, and will not be sent again.`]
      : []),
    ...(lists > 0
      ? [`${many(lists, 'list')} may have gone on there since: paused, until somebody presses Resume.`]
      : []),
    'What came there after that is not here, such as a STOP, a blocked number or a cancelled reach-out.',
    'Start Reach Out here only once it is stopped there.',
  ];
}

function many(count: number, one: string, more = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : more}`;
}

/** PostgreSQL's codes for a full disk, and for what may not be done. */
const DISK_FULL = '53100';

function explain(error: unknown, location: DatabaseLocation): Error {
  const { code, message } = error as { code?: string; message?: string };
  return new Error(`Nothing was imported. ${reasonOf(error, code, message, location)}`, { cause: error });
}

function reasonOf(
  error: unknown,
  code: string | undefined,
  message: string | undefined,
  location: DatabaseLocation,
): string {
  if (error instanceof NotEmpty) return `The database is not empty. ${message} ${elsewhere(location)}`;
  if (code === DISK_FULL) return 'No space is left for the database. Make room there, then import again.';
  if (typeof error === 'string') return 'It was stopped.';
  return sentenceFor(error) ?? message ?? 'It is not known why.';
}

function elsewhere(location: DatabaseLocation): string {
  return location.kind === 'embedded'
    ? `Set DATA_DIR to a new directory, or stop Reach Out and move ${path.join(location.directory, 'postgres')} away.`
    : 'Let DATABASE_URL name a new database. Where nothing of it is needed, stop Reach Out and remove it: drop schema reach_out cascade.';
}
