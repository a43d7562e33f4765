import type { Kysely } from 'kysely';
import { AT, sealAll } from './audit-chain.ts';
import { run } from './statement.ts';

/** An entry as it is exported; `seq` and `hash` are its place in the chain. */
export interface AuditEntry {
  seq: number;
  /** ISO 8601, UTC, to the microsecond. */
  at: string;
  actor: string;
  /** Null in what was written before doors were noted. */
  door: string | null;
  action: string;
  reach_out_id: string | null;
  detail: Record<string, unknown>;
  id: number;
  hash: string;
}

const BOUNDS = `
  select min(seq) as first, max(seq) as last from audit_entry where at >= $1 and at < $2 and seq is not null`;

const PAGE = 2_000;

/** $3: the number after which to go on, $4: the last of the page. */
const ENTRIES = `
  select seq, ${AT} as at, actor, door, action, reach_out_id, detail, id, encode(hash, 'hex') as hash
  from audit_entry where seq > $3 and seq <= $4 and at >= $1 and at < $2 order by seq`;

/**
 * The entries from one time up to before another, in the order of the chain, in pages. Each is a statement of its
 * own, found by the numbers in the chain: however many there are, none takes long, and no transaction stays open.
 */
export async function* readEntries(
  db: Kysely<unknown>,
  { from, to }: { from: Date; to: Date },
): AsyncGenerator<AuditEntry[]> {
  await sealAll(db);
  const [bounds] = await run<{ first: number | null; last: number | null }>(db, BOUNDS, [from, to]);
  const { first, last } = bounds ?? {};
  if (!first || !last) return;
  for (let before = first - 1; before < last; before += PAGE) {
    const page = await run<AuditEntry>(db, ENTRIES, [from, to, before, Math.min(before + PAGE, last)]);
    if (page.length > 0) yield page;
  }
}
