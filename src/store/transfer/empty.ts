import type { Kysely } from 'kysely';
import { findFormer, isThere, SCHEMA_LOCK } from '../schema.ts';
import { SCHEMA } from '../session.ts';
import { run } from '../statement.ts';
import { quoted, tablesOf } from './tables.ts';

/** Data are never mixed with others. */
export class NotEmpty extends Error {}

/**
 * Makes sure that Reach Out has never run on a database, and keeps it from starting there before the transaction ends.
 * @throws NotEmpty with what is there
 */
export async function requireEmpty(transaction: Kysely<unknown>): Promise<void> {
  const [lock] = await run<{ held: boolean }>(
    transaction,
    `select pg_try_advisory_xact_lock(${SCHEMA_LOCK}) as held`,
  );
  if (!lock?.held)
    throw new NotEmpty('Reach Out is starting on this database, or data are being imported into it.');
  if (await isThere(transaction)) throw new NotEmpty(`It has ${await whatIsThere(transaction)}.`);
  const former = await findFormer(transaction);
  if (former) throw new NotEmpty(`It has the tables of a version before this one, in the schema ${former}.`);
}

const LIST = new Intl.ListFormat('en', { type: 'conjunction' });

async function whatIsThere(db: Kysely<unknown>): Promise<string> {
  const counts: string[] = [];
  for (const { table } of await tablesOf(db)) {
    const [found] = await run<{ count: number }>(
      db,
      `select count(*) as count from ${SCHEMA}.${quoted(table)}`,
    );
    if (found && found.count > 0) counts.push(`${table} ${found.count.toLocaleString('en')}`);
  }
  return counts.length > 0
    ? `these rows: ${LIST.format(counts)}`
    : 'the tables of Reach Out, without any rows';
}
