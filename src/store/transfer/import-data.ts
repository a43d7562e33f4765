import { pipeline } from 'node:stream/promises';
import { type Kysely, sql } from 'kysely';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { createAudit } from '../audit.ts';
import { migrateTo } from '../migrate.ts';
import { migrations } from '../migrations/index.ts';
import type { OneConnection } from '../one-connection.ts';
import { SCHEMA } from '../session.ts';
import { run } from '../statement.ts';
import { requireEmpty } from './empty.ts';
import { chainOf, linesIn, type Tell } from './export-data.ts';
import {
  damaged,
  type Header,
  readHeader,
  readNext,
  readTableEnd,
  type TableHead,
  type Trailer,
  Unusable,
} from './format.ts';
import { createReader, cutOff, type Reader } from './reader.ts';
import { copied, quoted, tablesOf } from './tables.ts';
import { type TakenOver, takeOver } from './take-over.ts';

export interface Imported {
  header: Header;
  counts: Map<string, number>;
  trailer: Trailer;
  takenOver: TakenOver;
}

export interface ImportOptions {
  /** Before there is anything to connect to; throws where the file can't be used here. */
  accept(header: Header): void;
  connect(): Promise<OneConnection>;
  tell: Tell;
  signal: AbortSignal;
}

/**
 * Takes in all that such a file holds, into a database that Reach Out has never run on: all of it, or, however it ends
 * before the commit, nothing. @throws Unusable, and with what to do where the database is not empty
 */
export async function importData(
  file: AsyncIterable<Buffer>,
  { accept, connect, tell, signal }: ImportOptions,
): Promise<Imported> {
  const reader = createReader(file);
  const first = await reader.line();
  if (first === undefined) throw cutOff();
  const header = readHeader(first);
  requireKnown(header);
  accept(header);
  const { client, kysely } = await connect();
  return kysely.transaction().execute(async (transaction) => {
    await requireEmpty(transaction);
    await sql`create schema ${sql.id(SCHEMA)}`.execute(transaction);
    await migrateTo(transaction, header.migrations.at(-1));
    const counts = new Map<string, number>();
    const trailer = await readTables(reader, await tablesOf(transaction), async (table) => {
      const rows = await takeIn({ client, transaction, reader, tell, signal }, table);
      counts.set(table.table, rows);
    });
    await requireSameChain(transaction, trailer);
    await migrateTo(transaction);
    await advanceSequences(transaction);
    const takenOver = await takeOver(transaction, new Date(header.takenAt));
    const detail = { sha256: trailer.sha256, takenAt: header.takenAt, version: header.version };
    await createAudit(transaction).record({ actor: { kind: 'operator' }, action: 'data_imported', detail });
    for (const { table } of await tablesOf(transaction))
      await sql`analyze ${sql.id(SCHEMA, table)}`.execute(transaction);
    signal.throwIfAborted();
    return { header, counts, trailer, takenOver };
  });
}

/** An earlier version's tables are made as they were, filled, and brought up to date. @throws Unusable */
function requireKnown({ migrations: had, version }: Header): void {
  const known = Object.keys(migrations);
  if (had.every((name, at) => name === known[at])) return;
  throw new Unusable(
    `The file was written by a newer version of Reach Out (${version}) than this one. Import it with that version, or a later one.`,
  );
}

/** Each table once, and none that isn't there. Resolves to the trailer, once all before it was as it was written. */
async function readTables(
  reader: Reader,
  expected: TableHead[],
  take: (table: TableHead) => Promise<void>,
): Promise<Trailer> {
  const left = new Map(expected.map((table) => [table.table, new Set(table.columns)]));
  for (;;) {
    const line = await reader.line();
    if (line === undefined) throw cutOff();
    const next = readNext(line);
    if ('end' in next) {
      const isAll = left.size === 0 && next.tables === expected.length;
      if (!isAll || next.sha256 !== reader.digestBefore() || (await reader.line()) !== undefined)
        throw damaged();
      return next;
    }
    const columns = left.get(next.table);
    if (!columns || columns.size !== next.columns.length || !next.columns.every((one) => columns.has(one)))
      throw damaged();
    left.delete(next.table);
    await take(next);
  }
}

interface Taking {
  client: pg.Client;
  transaction: Kysely<unknown>;
  reader: Reader;
  tell: Tell;
  signal: AbortSignal;
}

/** PostgreSQL's codes for rows that are none of the table's. Its message may show what stands in them. */
const FITS_NO_TABLE = /^(08P01|22|23)/;

/** Resolves to how many rows are in the table then. */
async function takeIn(
  { client, transaction, reader, tell, signal }: Taking,
  table: TableHead,
): Promise<number> {
  await emptyOut(transaction, table.table);
  const copy = client.query(copyFrom(`copy ${copied(table)} from stdin`));
  let seen = 0;
  async function* rows() {
    for await (const bytes of reader.rows()) {
      seen += linesIn(bytes);
      tell(table.table, seen);
      yield bytes;
    }
  }
  try {
    await pipeline(rows(), copy, { signal });
  } catch (error) {
    throw FITS_NO_TABLE.test((error as { code?: string }).code ?? '') ? damaged(error) : error;
  }
  const end = await reader.line();
  if (end === undefined) throw cutOff();
  if (readTableEnd(end).rows !== copy.rowCount) throw damaged();
  return copy.rowCount;
}

/** Of what migrations put into a new table. */
async function emptyOut(transaction: Kysely<unknown>, table: string): Promise<void> {
  const name = `${SCHEMA}.${quoted(table)}`;
  const [filled] = await run(transaction, `select from ${name} limit 1`);
  if (filled) await run(transaction, `delete from ${name}`);
}

/** @throws Unusable */
async function requireSameChain(transaction: Kysely<unknown>, { chain }: Trailer): Promise<void> {
  if (JSON.stringify(await chainOf(transaction)) !== JSON.stringify(chain))
    throw new Unusable(
      'The audit trail in the file is not the one that was exported. Take another copy of it.',
    );
}

/** Numbers that the database gives go on after the highest that there is. */
async function advanceSequences(transaction: Kysely<unknown>): Promise<void> {
  const numbered = await run<{ table: string; column: string; sequence: string }>(
    transaction,
    `select relname as "table", attname as "column", pg_get_serial_sequence(attrelid::regclass::text, attname) as sequence
     from pg_class join pg_attribute on attrelid = pg_class.oid
     where relnamespace = $1::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped
       and pg_get_serial_sequence(attrelid::regclass::text, attname) is not null`,
    [SCHEMA],
  );
  for (const { table, column, sequence } of numbered)
    await run(
      transaction,
      `select setval($1::regclass, max(${quoted(column)})) from ${SCHEMA}.${quoted(table)} having max(${quoted(column)}) is not null`,
      [sequence],
    );
}
