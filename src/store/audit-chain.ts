import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Sealed } from '../domain/kernel/audit.ts';
import { run } from './statement.ts';

/** So many entries are sealed by one statement: at a second each, more than are ever written. */
const MOST = 2_000;

/** Held while entries are sealed, by one instance at a time. */
const LOCK = 7_264_016;

export const AT = `to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** All that an entry says, in PostgreSQL's one way to write jsonb: names in one order, spaces in the same places. */
export const CONTENT = `jsonb_build_array(id, ${AT}, reach_out_id, actor, door, action, detail)::text`;

const UNSEALED = `
  select id, ${CONTENT} as content from audit_entry
  where id = any(array(select id from audit_entry where seq is null order by id limit ${MOST})) order by id`;

const NEWEST = `
  select seq, encode(hash, 'hex') as hash from audit_entry where seq is not null order by seq desc limit 1`;

/** $1: ids, $2: their numbers in the chain, $3: their hashes. */
const SEAL = `
  update audit_entry set seq = sealed.seq, hash = decode(sealed.hash, 'hex')
  from unnest($1::bigint[], $2::bigint[], $3::text[]) as sealed (id, seq, hash)
  where audit_entry.id = any($1) and audit_entry.id = sealed.id`;

/** Of an entry and, by the hash before it, of all that were sealed before; in hexadecimal digits. */
export function hashAfter(before: string | undefined, content: string): string {
  return createHash('sha256')
    .update(before ?? '', 'hex')
    .update(content)
    .digest('hex');
}

/**
 * Seals committed entries into the chain, behind those that are in it. Writing them waits for none of this: a chain
 * that each entry takes its place in by itself would let one commit wait for the other. What commits later than an
 * entry with a higher id comes later in the chain. Answers the newest; undefined when there was nothing to seal,
 * or another instance is at it.
 */
export async function sealSome(
  db: Kysely<unknown>,
  { waits }: { waits: boolean },
): Promise<Sealed | undefined> {
  const [one] = await run(db, 'select from audit_entry where seq is null limit 1');
  if (!one) return undefined;
  return db.transaction().execute(async (transaction) => {
    const [lock] = await run<{ held: boolean }>(
      transaction,
      waits
        ? `select pg_advisory_xact_lock(${LOCK}), true as held`
        : `select pg_try_advisory_xact_lock(${LOCK}) as held`,
    );
    if (!lock?.held) return undefined;
    // A statement of its own: it sees what whoever had the lock before has sealed.
    const entries = await run<{ id: number; content: string }>(transaction, UNSEALED);
    if (entries.length === 0) return undefined;
    const [newest] = await run<Sealed>(transaction, NEWEST);
    let { seq, hash }: Partial<Sealed> = newest ?? {};
    const seals = entries.map(({ id, content }) => {
      seq = (seq ?? 0) + 1;
      hash = hashAfter(hash, content);
      return { id, seq, hash };
    });
    const columns = [seals.map(({ id }) => id), seals.map((one) => one.seq), seals.map((one) => one.hash)];
    await run(transaction, SEAL, columns);
    return seals.at(-1);
  });
}

/** Seals all that is committed by now. */
export async function sealAll(db: Kysely<unknown>): Promise<void> {
  while (await sealSome(db, { waits: true }));
}
