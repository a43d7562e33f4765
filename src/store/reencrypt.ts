import type { Kysely } from 'kysely';
import { commitLater } from './commit-later.ts';
import { SEALED_COLUMNS, type SealedColumn } from './sealed-columns.ts';
import { run } from './statement.ts';
import type { Sealer } from './vault.ts';

const PAGE = 1000;

/** Statements under way at once. */
const ABREAST = 4;

/** A value by its row; the value itself only where another key than the first has sealed it. */
interface Found {
  key: string[];
  keyId: string;
  former: string | null;
}

/** What one way through all sealed values has come to. */
export interface Pass {
  /** How many are sealed with the first key now that were not before. */
  changed: number;
  /** How many somebody else has changed just before. */
  missed: number;
  /** How many each key has sealed, as it was found. */
  byKey: Map<string, number>;
  /** Of those, how many can't be opened. */
  unreadable: Map<string, number>;
}

/**
 * Goes once through all sealed values, in small steps, and seals what another key than the first, or none, has sealed.
 * Each is replaced only if it still stands as it was read, so nothing that the app writes meanwhile is lost; whatever
 * cuts it off, the next goes on with the rest. `tell`: how many were looked at.
 */
export async function reencrypt(
  db: Kysely<unknown>,
  sealer: Sealer,
  tell: (looked: number) => void,
): Promise<Pass> {
  const pass: Pass = { changed: 0, missed: 0, byKey: new Map(), unreadable: new Map() };
  let looked = 0;
  for (const column of SEALED_COLUMNS) {
    let after: string[] | undefined;
    do {
      const page: Found[] = await read(db, column, sealer, after);
      for (const { keyId } of page) count(pass.byKey, keyId);
      const former = page.filter((one) => one.former !== null);
      for (let at = 0; at < former.length; at += ABREAST)
        await Promise.all(
          former.slice(at, at + ABREAST).map((one) => replace(db, column, sealer, one, pass)),
        );
      looked += page.length;
      if (page.length > 0) tell(looked);
      after = page.length < PAGE ? undefined : page.at(-1)?.key;
    } while (after);
  }
  return pass;
}

async function read(
  db: Kysely<unknown>,
  { table, key, value }: SealedColumn,
  { keyIds }: Sealer,
  after: string[] | undefined,
): Promise<Found[]> {
  const names = key.map(([name]) => name).join(', ');
  const next = after && `(${names}) > (${key.map(([, type], at) => `$${at + 2}::${type}`).join(', ')})`;
  const text = `
    select array[${key.map(([name]) => `${name}::text`).join(', ')}] as key, split_part(value, ':', 1) as "keyId",
      case when split_part(value, ':', 1) <> $1 then value end as former
    from (select ${names}, ${value} as value from ${table}) as stored
    where value is not null ${next ? `and ${next}` : ''} order by ${names} limit ${PAGE}`;
  return run<Found>(db, text, [keyIds[0], ...(after ?? [])]);
}

async function replace(
  db: Kysely<unknown>,
  { table, key, value, set, abouts }: SealedColumn,
  sealer: Sealer,
  { key: row, keyId, former }: Found,
  pass: Pass,
): Promise<void> {
  if (former === null) return;
  const about = abouts(row).find((one) => sealer.open(former, one) !== undefined);
  const text = about === undefined ? undefined : sealer.open(former, about);
  if (about === undefined || text === undefined) return count(pass.unreadable, keyId);
  const where = key.map(([name, type], at) => `${name} = $${at + 3}::${type}`).join(' and ');
  // It is known to be on the disk once something later is.
  const statement = `
    update ${table} set ${set} from ${commitLater('true')} as later where ${where} and ${value} = $2 returning 1 as done`;
  const values = [sealer.seal(text, about), former, ...row];
  const rows = await run(db, statement, values);
  if (rows.length > 0) pass.changed++;
  else pass.missed++;
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
