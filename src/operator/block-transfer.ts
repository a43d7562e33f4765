import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify/sync';
import type { Kysely } from 'kysely';
import { decode } from '../domain/csv/decode.ts';
import { isEmpty, readRows, Unreadable } from '../domain/csv/read-rows.ts';
import type { PhoneNumberOptions } from '../domain/phone/phone-number.ts';
import { createAudit } from '../store/audit.ts';
import { addBlocks, type ListedBlock, readBlocks } from '../store/block-list.ts';
import type { Vault } from '../store/vault.ts';
import { type Columns, readHeader, readRow, UNNAMED } from './block-row.ts';
import { type Desk, Misused } from './word.ts';

/** What one statement takes in. */
const BATCH = 5_000;

/** How often it is said how far it is, in lines. */
const PROGRESS = 50_000;

interface Parts extends Pick<Desk, 'note' | 'print'> {
  db: Kysely<unknown>;
  vault: Vault;
}

/** Takes in a CSV file, however long; what is on the list already stays as it is. Resolves to the exit code. @throws Misused */
export async function importBlocks(
  { db, vault, note, print }: Parts,
  file: string,
  options: PhoneNumberOptions,
  at: Date,
): Promise<number> {
  const sha256 = await digestOf(file);
  const counts = { added: 0, there: 0, faults: 0, lines: 0 };
  let batch: Required<ListedBlock>[] = [];
  const store = async () => {
    if (batch.length === 0) return;
    const entry = {
      actor: { kind: 'operator' },
      action: 'blocks_imported',
      detail: { read: batch.length, sha256 },
    } as const;
    const added = await addBlocks(db, vault, batch, entry);
    counts.added += added;
    counts.there += batch.length - added;
    batch = [];
  };
  const refuse = (line: number, fault: string) => {
    counts.faults += 1;
    note(`line ${line}: ${fault}`);
  };
  let columns: Columns | undefined;
  try {
    for await (const { line, cells } of readRows(decode(createReadStream(file)))) {
      if (Math.floor(line / PROGRESS) > Math.floor(counts.lines / PROGRESS))
        note(`${line} lines read, ${counts.added} added`);
      counts.lines = line;
      if (!columns) {
        if (isEmpty(cells)) continue;
        const header = readHeader(cells);
        if (header === 'unnamed') throw new Misused(UNNAMED);
        columns = header ?? { number: 0 };
        if (header) continue;
      }
      const row = readRow(cells, columns, options);
      if (!row) continue;
      if ('fault' in row) {
        refuse(line, row.fault);
        continue;
      }
      const { recipient, ...asked } = row;
      batch.push({ recipient, block: { source: 'import', at, ...asked } });
      if (batch.length >= BATCH) await store();
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    refuse(error.line, error.message);
  }
  await store();
  print(`${counts.added} added, ${counts.there} there before, ${counts.faults} not read.`);
  return counts.faults > 0 ? 1 : 0;
}

/** Read before the rows are, so that each entry has it. @throws Misused */
async function digestOf(file: string): Promise<string> {
  if (!(await stat(file)).isFile())
    throw new Misused('"blocks import" reads a file twice: save it on a disk first. Nothing was changed.');
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(file)) hash.update(bytes);
  return hash.digest('hex');
}

const COLUMNS = ['phone', 'channel', 'reason', 'source', 'by', 'since'];

/** Writes the whole list as CSV, for nobody else to read. Resolves to the exit code. */
export async function exportBlocks({ db, vault, note, print }: Parts, file: string): Promise<number> {
  let [written, unreadable] = [0, 0];
  async function* pages() {
    yield stringify([COLUMNS]);
    for await (const page of readBlocks(db, vault)) {
      const rows = page.flatMap(({ recipient, block: { channel = 'all', reason, source, by, at } }) =>
        recipient ? [[recipient, channel, reason, source, by, at.toISOString()]] : [],
      );
      const before = written;
      written += rows.length;
      unreadable += page.length - rows.length;
      if (Math.floor(written / PROGRESS) > Math.floor(before / PROGRESS)) note(`${written} written`);
      // A cell that a spreadsheet would take for a formula begins with an apostrophe.
      yield stringify(rows, { escape_formulas: true });
    }
  }
  await createAudit(db).record({ actor: { kind: 'operator' }, action: 'blocks_exported' });
  const handle = await open(file, 'w', 0o600);
  // A file that was there has kept its mode.
  await handle.chmod(0o600);
  await pipeline(pages(), handle.createWriteStream());
  print(`${written} written.`);
  if (unreadable > 0)
    note(
      `${unreadable} can't be read: the key that they were encrypted with is missing in REACH_OUT_ENCRYPTION_KEYS.`,
    );
  return unreadable > 0 ? 1 : 0;
}
