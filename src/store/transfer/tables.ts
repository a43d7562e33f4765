import type { Kysely } from 'kysely';
import { SCHEMA } from '../session.ts';
import { run } from '../statement.ts';
import type { TableHead } from './format.ts';

/** Kysely's own, which each database has for itself. */
const NOT_OURS = ['kysely_migration', 'kysely_migration_lock'];

/**
 * Every table but for Kysely's and what a crash may take, whoever has added it, with the columns that are stored and not
 * computed.
 */
const TABLES = `
  select relname::text as "table", array_agg(attname::text order by attnum) as columns
  from pg_class join pg_attribute on attrelid = pg_class.oid
  where relnamespace = $1::regnamespace and relkind = 'r' and relpersistence = 'p' and relname <> all($2)
    and attnum > 0 and not attisdropped and attgenerated = ''
  group by relname order by relname`;

export function tablesOf(db: Kysely<unknown>): Promise<TableHead[]> {
  return run<TableHead>(db, TABLES, [SCHEMA, NOT_OURS]);
}

/** As it is written in a statement. */
export function copied({ table, columns }: TableHead): string {
  return `${SCHEMA}.${quoted(table)} (${columns.map(quoted).join(', ')})`;
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
