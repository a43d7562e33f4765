import { type Kysely, sql } from 'kysely';
import { migrations } from './migrations/index.ts';
import { SCHEMA } from './session.ts';

/** Held while the schema is made, so that instances that start together do it one after the other. */
export const SCHEMA_LOCK = 7_264_015;

/** What the version before this one made in whatever schema came first. */
const TABLES = [
  ...['reach_out', 'post', 'contact_leg', 'audit_entry', 'pace', 'early_contact_event'],
  ...['kysely_migration', 'kysely_migration_lock'],
];

/** Only versions before that one had it. */
const LEFT_ALONE = 'outbox';

/** PostgreSQL's code for what took longer than it may. */
const TIMED_OUT = '57014';
const BEING_FILLED =
  'Data are being imported into the database, or another instance makes it ready. Start Reach Out again once that is done.';

/** Makes the schema of our own, and moves there what the version before this one has left elsewhere. */
export async function prepareSchema(db: Kysely<unknown>): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${SCHEMA_LOCK})`.execute(transaction).catch((cause) => {
      throw cause.code === TIMED_OUT ? new Error(BEING_FILLED, { cause }) : cause;
    });
    if (await isThere(transaction)) return;
    const former = await findFormer(transaction);
    await sql`create schema ${sql.id(SCHEMA)}`.execute(transaction);
    if (!former) return;
    for (const table of TABLES)
      await sql`alter table ${sql.id(former, table)} set schema ${sql.id(SCHEMA)}`.execute(transaction);
  });
}

export async function isThere(db: Kysely<unknown>): Promise<boolean> {
  const { rows } = await sql`select from pg_namespace where nspname = ${SCHEMA}`.execute(db);
  return rows.length > 0;
}

/** The schema with all tables of ours, if there is one. */
export async function findFormer(db: Kysely<unknown>): Promise<string | undefined> {
  const { rows } = await sql<{ schema: string; tables: string[] }>`
    select nspname as schema, array_agg(relname::text) as tables
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where relkind = 'r' and relname = any(${[...TABLES, LEFT_ALONE]})
    group by nspname`.execute(db);
  for (const { schema, tables } of rows) {
    const has = (table: string) => tables.includes(table);
    if (has('reach_out') && has(LEFT_ALONE))
      throw new Error(
        'The database was made by a version before this one that cannot be taken over. It is left as it is: name another one with DATABASE_URL or DATA_DIR.',
      );
    if (TABLES.every(has) && (await isOurs(db, schema))) return schema;
  }
  return undefined;
}

/** Another application may keep its migrations beside ours by the same names. */
async function isOurs(db: Kysely<unknown>, schema: string): Promise<boolean> {
  const { rows } = await sql<{ name: string }>`
    select name from ${sql.id(schema, 'kysely_migration')}`.execute(db);
  return rows.every(({ name }) => name in migrations);
}
