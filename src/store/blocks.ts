import type { Kysely } from 'kysely';
import type { Block, BlockSource } from '../domain/blocks/block.ts';
import type { Blocks } from '../domain/blocks/blocks.ts';
import type { Channel } from '../domain/channels/registry.ts';
import type { Clock } from '../domain/kernel/clock.ts';
import { entryRow } from './entry-row.ts';
import { run } from './statement.ts';
import type { Vault } from './vault.ts';

/** In a channel's place. */
const EVERY_CHANNEL = 'all';

export interface BlockRow {
  number: Buffer;
  channel: Channel | typeof EVERY_CHANNEL;
  source: BlockSource;
  sealed: string;
  by: string | null;
  at: Date;
}

/** What is sealed. */
interface Sealed {
  number: string;
  reason?: string;
}

export const COLUMNS = `number, channel, source, sealed, blocked_by as "by", blocked_at as "at"`;

const OF = `select ${COLUMNS} from block where number = $1`;

const OF_MANY = `select ${COLUMNS} from block where number = any($1::bytea[])`;

/** Whoever else set one that covers it, it stands already; only a customer's own is kept beside others. */
export const NEW = `
  on_list.source = 'customer' or not exists (
    select from block where block.number = on_list.number and block.channel in (on_list.channel, '${EVERY_CHANNEL}')
      and block.source <> 'customer')`;

/** An audit entry where anything is `changed`. $1 to $5: the entry's values after its reach-out. */
export const accounted = (detail = '$5::jsonb') => `
  accounted as (
    insert into audit_entry (at, actor, door, action, detail)
    select coalesce($1::timestamptz, clock_timestamp()), $2::text, $3::text, $4::text, ${detail} where exists (select from changed)
  )`;

const ADD = `
  with changed as (
    insert into block
    select on_list.* from (values ($6::bytea, $7::text, $8::text, $9::text, $10::text, $11::timestamptz))
      as on_list (number, channel, source, sealed, blocked_by, blocked_at)
    where ${NEW} on conflict do nothing returning number
  ), ${accounted()}
  select from changed`;

const LIFT = `
  with changed as (
    delete from block
    where number = $6 and ($7::text is null or channel = $7)
      and ($8::timestamptz is null or source = 'customer' and blocked_at <= $8)
    returning *
  ), ${accounted()}
  select ${COLUMNS} from changed`;

/** Without a clock, what is accounted for has the database's time. */
export function createBlocks(db: Kysely<unknown>, vault: Vault, clock?: Clock): Blocks {
  const read = (rows: BlockRow[]) => rows.map((row) => openBlock(row, vault).block);

  return {
    of: async (recipient) => read(await run<BlockRow>(db, OF, [vault.digest(recipient)])),

    async ofMany(recipients) {
      const byDigest = new Map(recipients.map((one) => [vault.digest(one).toString('base64url'), one]));
      const digests = [...byDigest.keys()].map((digest) => Buffer.from(digest, 'base64url'));
      const rows = await run<BlockRow>(db, OF_MANY, [digests]);
      const found = new Map<string, Block[]>();
      for (const row of rows) {
        const recipient = byDigest.get(row.number.toString('base64url')) ?? '';
        found.set(recipient, [...(found.get(recipient) ?? []), openBlock(row, vault).block]);
      }
      return found;
    },

    async add(recipient, block, entry) {
      const values = [
        clock?.now() ?? null,
        ...Object.values(entryRow(entry)),
        ...blockValues(recipient, block, vault),
      ];
      return (await run(db, ADD, values)).length > 0;
    },

    async lift(recipient, { channel, setByCustomerUntil }, entry) {
      const values = [clock?.now() ?? null, ...Object.values(entryRow(entry)), vault.digest(recipient)];
      return read(await run<BlockRow>(db, LIFT, [...values, channel, setByCustomerUntil]));
    },
  };
}

/** The values of a row, in the order of its columns. */
export function blockValues(recipient: string, block: Block, vault: Vault) {
  const { channel = EVERY_CHANNEL, source, reason, by, at } = block;
  const number = vault.digest(recipient);
  const secret: Sealed = { number: recipient, ...(reason && { reason }) };
  const sealed = vault.seal(JSON.stringify(secret), aboutBlock(number));
  return [number, channel, source, sealed, by, at] as const;
}

/** Where its key is gone, it still stands, without number and reason. */
export function openBlock(
  { number, channel, source, sealed, by, at }: BlockRow,
  vault: Vault,
): { recipient?: string; block: Block } {
  const secret = vault.open(sealed, aboutBlock(number));
  const { number: recipient, reason }: Partial<Sealed> = secret === undefined ? {} : JSON.parse(secret);
  return {
    ...(recipient && { recipient }),
    block: {
      ...(channel !== EVERY_CHANNEL && { channel }),
      ...{ source, at },
      ...(reason && { reason }),
      ...(by && { by }),
    },
  };
}

/** What a row's secret is sealed about. */
export function aboutBlock(number: Buffer): string {
  return `block ${number.toString('base64url')}`;
}
