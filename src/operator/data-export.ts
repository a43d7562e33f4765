import { addAbortSignal } from 'node:stream';
import { parseArgs } from 'node:util';
import { parseStoreConfig } from '../config/config.ts';
import { createAudit } from '../store/audit.ts';
import { sealAll } from '../store/audit-chain.ts';
import { FILE_KEY_ID, hasKeyFile, readKeyFile } from '../store/embedded/key-file.ts';
import { type Exported, exportData } from '../store/transfer/export-data.ts';
import { PLAIN } from '../store/vault.ts';
import { refuseExisting, writeNewFile, zipped } from './data-file.ts';
import { explainWriting, requireDirectory } from './file-faults.ts';
import { type Desk, Misused } from './word.ts';

export const TRANSFER_USAGE = `  data backup FILE [--with-key]
                     writes all that is kept into a new file, while Reach Out runs; with the key
                     of the embedded database, too, the file can be read by whoever has it
  data export FILE|- the same, to a file or a pipe, for another database
  data import FILE|- takes all of it into a database that Reach Out has never run on`;

/** A backup is an export that has its key with it where that is asked for. Resolves to the exit code. @throws Misused */
export async function runExport(desk: Desk, word: 'backup' | 'export', args: string[]): Promise<number> {
  const { file, withKey } = read(word, args);
  const isPiped = file === '-';
  if (isPiped && desk.isShown)
    throw new Misused('What "data export -" prints is no text: send it into a file or a pipe.');
  if (!isPiped) {
    requireDirectory(file);
    refuseExisting(file);
  }
  const signal = desk.stop();
  const ownKey = withKey ? findOwnKey(desk) : undefined;
  const database = await desk.database();
  const detail = { withKey };
  const action = word === 'backup' ? 'data_backed_up' : 'data_exported';
  await createAudit(database.kysely).record({ actor: { kind: 'operator' }, action, detail });
  await sealAll(database.kysely);
  const connection = await database.connect();
  let exported: Exported | undefined;
  async function* content() {
    const tell = (table: string, rows: number) =>
      desk.progress.tell(() => `${table}: ${rows.toLocaleString('en')} rows`);
    exported = yield* exportData(connection, { version: desk.version, tell, ...(ownKey && { ownKey }) });
  }
  try {
    const bytes = addAbortSignal(signal, zipped(content()));
    if (isPiped) {
      if (!(await desk.pour(bytes))) return 1;
    } else await writeNewFile(file, bytes, { signal });
  } catch (error) {
    throw signal.aborted ? new Error(isPiped ? PART : NOTHING) : explainWriting(error, file);
  } finally {
    desk.progress.clear();
    await connection.close();
  }
  const say = isPiped ? desk.note : desk.print;
  if (exported) for (const line of accountOf(exported, file)) say(line);
  return 0;
}

/** How far it is written once it was stopped. */
const NOTHING = 'Stopped: nothing was written.';
const PART = 'Stopped: what was written is not whole.';

function read(word: string, args: string[]): { file: string; withKey: boolean } {
  const parsed = parse(word, args);
  const [file, ...more] = parsed.positionals;
  if (!file || more.length > 0) throw new Misused(`"data ${word}" needs the path of one file.`);
  if (word === 'backup' && file === '-')
    throw new Misused('"data backup" writes a file: "data export -" writes to a pipe.');
  return { file, withKey: parsed.values['with-key'] ?? false };
}

function parse(word: string, args: string[]) {
  const options = word === 'backup' ? ({ 'with-key': { type: 'boolean' } } as const) : {};
  try {
    return parseArgs({ args, options, allowPositionals: true }) as {
      positionals: string[];
      values: { 'with-key'?: boolean };
    };
  } catch (error) {
    throw new Misused((error as Error).message);
  }
}

function findOwnKey({ env }: Desk): Uint8Array {
  const { database } = parseStoreConfig(env);
  if (database.kind === 'embedded' && hasKeyFile(database.directory))
    return readKeyFile(database.directory).key;
  throw new Misused(
    'Only the embedded database has a key of its own: what is encrypted with REACH_OUT_ENCRYPTION_KEYS needs them as they are.',
  );
}

function accountOf({ header, counts, chain }: Exported, file: string): string[] {
  const rows = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const inFile = file === '-' ? 'were written' : `are in ${file}`;
  const of = `${(counts.get('reach_out') ?? 0).toLocaleString('en')} reach-outs, ${rows.toLocaleString('en')} rows in all`;
  return [
    `${of}, ${inFile}, as they were at ${header.takenAt}.`,
    keysLine(header),
    ...(chain.kind === 'whole'
      ? []
      : [
          `The audit trail is not whole at entry ${chain.seq}, and stands in it as it is: "audit verify" says more.`,
        ]),
  ];
}

function keysLine({ keys, ownKey }: Exported['header']): string {
  if (ownKey)
    return 'The key is in it: whoever has this file can read every number and text. Keep it as a secret.';
  const needed = keys.filter(({ id }) => id !== PLAIN).map(({ id }) => nameOf(id));
  if (needed.length === 0) return 'Nothing in it is encrypted: keep it as a secret.';
  return `Keep what it is encrypted with elsewhere, too, or nobody can read it: ${needed.join(', ')}.`;
}

function nameOf(id: string): string {
  return id === FILE_KEY_ID ? 'the file encryption-key in DATA_DIR' : `the key ${id}`;
}
