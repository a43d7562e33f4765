import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { to as copyTo } from 'pg-copy-streams';
import { walkChain } from '../audit-verify.ts';
import type { OneConnection } from '../one-connection.ts';
import { SEALED_COLUMNS } from '../sealed-columns.ts';
import { run } from '../statement.ts';
import { type Chain, END_OF_ROWS, FORMAT, type Header, writeLine } from './format.ts';
import { copied, tablesOf } from './tables.ts';

const NEWLINE = 10;

/** How far it is: rows of a table so far, or all of it. */
export type Tell = (table: string, rows: number) => void;

export interface Exported {
  header: Header;
  /** How many rows each table has. */
  counts: Map<string, number>;
  chain: Chain;
}

export interface ExportOptions {
  /** Of Reach Out. */
  version: string;
  /** Goes into the file, where it is asked for. */
  ownKey?: Uint8Array;
  tell: Tell;
}

/**
 * All that is in the database, as it is at one moment, while others go on writing: one transaction reads one snapshot,
 * and changes nothing. As fast as it is read, in little memory. What was exported is known at its end.
 */
export async function* exportData(
  { client, kysely }: OneConnection,
  { version, ownKey, tell }: ExportOptions,
): AsyncGenerator<Buffer, Exported> {
  const hash = createHash('sha256');
  const hashed = (bytes: Buffer) => {
    hash.update(bytes);
    return bytes;
  };
  await client.query('begin isolation level repeatable read, read only');
  const header = await headerOf(kysely, version, ownKey);
  yield hashed(writeLine(header));
  const counts = new Map<string, number>();
  const tables = await tablesOf(kysely);
  for (const table of tables) {
    yield hashed(writeLine(table));
    let rows = 0;
    for await (const bytes of client.query(copyTo(`copy ${copied(table)} to stdout`))) {
      rows += linesIn(bytes);
      tell(table.table, rows);
      yield hashed(bytes);
    }
    counts.set(table.table, rows);
    yield hashed(END_OF_ROWS);
    yield hashed(writeLine({ rows }));
  }
  const chain = await chainOf(kysely);
  await client.query('commit');
  yield writeLine({ end: true, tables: tables.length, chain, sha256: hash.digest('hex') });
  return { header, counts, chain };
}

/** How the audit trail is, as far as it is sealed. */
export async function chainOf(db: Kysely<unknown>): Promise<Chain> {
  const found = await walkChain(db);
  return found.kind === 'whole'
    ? { kind: 'whole', newest: found.newest ?? null }
    : { kind: found.kind, seq: found.seq };
}

async function headerOf(db: Kysely<unknown>, version: string, ownKey?: Uint8Array): Promise<Header> {
  const [now] = await run<{ at: Date }>(db, 'select now() as at');
  const migrations = await run<{ name: string }>(db, 'select name from kysely_migration order by name');
  const [lookUp] = await run<{ sealed: string }>(db, 'select sealed from lookup_key');
  return {
    ...{ reachOut: 'data', format: FORMAT, version },
    takenAt: (now?.at ?? new Date()).toISOString(),
    migrations: migrations.map(({ name }) => name),
    keys: await keysIn(db),
    lookUpKey: lookUp?.sealed ?? null,
    ...(ownKey && { ownKey: Buffer.from(ownKey).toString('base64') }),
  };
}

/** Which keys have sealed how much. */
async function keysIn(db: Kysely<unknown>): Promise<Header['keys']> {
  const values = SEALED_COLUMNS.map(({ table, value }) => `select ${value} as value from ${table}`);
  return run(
    db,
    `select split_part(value, ':', 1) as id, count(*) as values from (${values.join(' union all ')}) as sealed
     where value is not null group by 1 order by 1`,
  );
}

/** COPY writes what is no end of a row otherwise. */
export function linesIn(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count += 1;
  return count;
}
