import type { Kysely } from 'kysely';
import type { Block } from '../domain/blocks/block.ts';
import type { Entry } from '../domain/kernel/actor.ts';
import { accounted, type BlockRow, blockValues, COLUMNS, NEW, openBlock } from './blocks.ts';
import { entryRow } from './entry-row.ts';
import { run } from './statement.ts';
import type { Vault } from './vault.ts';

/** A block with its number; without, where its key is gone. */
export interface ListedBlock {
  recipient?: string;
  block: Block;
}

/** How many there were is known to the statement alone. */
const ADDED = `$5::jsonb || jsonb_build_object('added', (select count(*) from changed))`;

const ADD_MANY = `
  with changed as (
    insert into block
    select on_list.* from unnest($6::bytea[], $7::text[], $8::text[], $9::text[], $10::text[], $11::timestamptz[])
      as on_list (number, channel, source, sealed, blocked_by, blocked_at)
    where ${NEW} on conflict do nothing returning number
  ), ${accounted(ADDED)}
  select count(*) from changed`;

/** Adds many with one statement and one audit entry, as `Blocks.add` does one; resolves to how many are new. */
export async function addBlocks(
  db: Kysely<unknown>,
  vault: Vault,
  listed: Required<ListedBlock>[],
  entry: Entry,
): Promise<number> {
  const rows = listed.map(({ recipient, block }) => blockValues(recipient, block, vault));
  const columns = [0, 1, 2, 3, 4, 5].map((column) => rows.map((row) => row[column] ?? null));
  const values = [null, ...Object.values(entryRow(entry)), ...columns];
  const [added] = await run<{ count: number }>(db, ADD_MANY, values);
  return added?.count ?? 0;
}

const PAGE = 5_000;

/** In the order of the key, so that a page goes on right behind the one before. */
const PAGE_AFTER = `
  select ${COLUMNS} from block where (number, channel, source) > ($1, $2, $3)
  order by number, channel, source limit ${PAGE}`;

/** The whole list, in pages: however long it is, no statement takes long, and no transaction stays open. */
export async function* readBlocks(db: Kysely<unknown>, vault: Vault): AsyncGenerator<ListedBlock[]> {
  let after: [Buffer, string, string] = [Buffer.alloc(0), '', ''];
  for (;;) {
    const page = await run<BlockRow>(db, PAGE_AFTER, after);
    const last = page.at(-1);
    if (!last) return;
    yield page.map((row) => openBlock(row, vault));
    after = [last.number, last.channel, last.source];
  }
}
