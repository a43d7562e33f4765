import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CompiledQuery, sql } from 'kysely';
import { beginConversation } from '../../src/domain/conversation/conversation.ts';
import type { Heard } from '../../src/domain/conversation/line.ts';
import type { Entry } from '../../src/domain/kernel/actor.ts';
import { unaccounted } from '../../src/domain/reach-out/applied.ts';
import type { ReachOut } from '../../src/domain/reach-out/reach-out.ts';
import type { ReachOuts } from '../../src/domain/reach-out/reach-outs.ts';
import type { Database } from '../../src/store/database.ts';
import { FIND_BY_MESSAGE, FIND_BY_THREAD, IS_THREAD_SHARED } from '../../src/store/look-ups-sql.ts';
import { createReachOuts } from '../../src/store/reach-outs.ts';
import { FIND } from '../../src/store/reach-outs-sql.ts';
import { createVault } from '../../src/store/vault.ts';
import { turnedClock } from '../support/clock.ts';
import { type MigratedDatabase, migratedDatabase } from '../support/postgres.ts';
import { RULES, sampleReachOut } from '../support/sample-reach-out.ts';

const PLACE = 'C1';
const OTHERS = 2_000;
const FEW = 5;
const MANY = 500;

const entry: Entry = { actor: { kind: 'operator' }, action: 'requested' };
const clock = turnedClock({ goes: false });
const vault = createVault([{ id: 'k1', key: Buffer.alloc(32) }], Buffer.alloc(32));

let database: Database;
let reachOuts: ReachOuts;
let own: MigratedDatabase;
const ids: Record<number, string> = {};

/** A chat of so many messages, told and answered, of which the last is still to be told. */
async function chatOf(messages: number): Promise<string> {
  const id = randomUUID();
  await reachOuts.insert({ ...sampleReachOut(), id, placeId: PLACE }, entry, { held: false });
  const at = clock.now().toISOString();
  const line: Heard = {
    kind: 'heard',
    id: 'last',
    at,
    heardAt: at,
    speaker: 'customer',
    what: 'text',
    text: 'Yes',
  };
  await reachOuts.change(id, (one) =>
    unaccounted({
      ...one,
      ...{ state: 'started', startedAt: clock.now(), conversation: beginConversation(clock.now()) },
      posts: { card: { tries: 1, ts: `${messages}.1` }, contact_id: { tries: 1, ts: `${messages}.2` } },
      lines: [line],
    }),
  );
  await sql`
    insert into line select ${id}, 'm' || n, now(), ${JSON.stringify({ ...line, isTold: true })}::jsonb, null, false
    from generate_series(1, ${messages}::int) as n`.execute(database.kysely);
  await sql`
    insert into post select ${id}, 'message:m' || n, '{"tries": 1, "ts": "1.1"}'
    from generate_series(1, ${messages}::int) as n`.execute(database.kysely);
  return id;
}

beforeAll(async () => {
  own = await migratedDatabase();
  ({ database } = own);
  reachOuts = createReachOuts(database.kysely, clock, vault, RULES);
  for (const messages of [FEW, MANY]) ids[messages] = await chatOf(messages);
  await sql`
    insert into reach_out (id, team_id, user_id, place_id, thread_ts, channel, recipient, request, draft, warnings, lane,
      state, requested_at, start_at)
    select md5(n::text)::uuid, 'T1', 'U1', ${PLACE}, case when n % 2 = 0 then n || '.1' end, 'sms', '+1', '{}', '{}',
      '[]', 0, 'ended', now(), now()
    from generate_series(1000, ${1000 + OTHERS}::int) as n`.execute(database.kysely);
  await sql`
    insert into post select md5(n::text)::uuid, 'card', jsonb_build_object('tries', 1, 'ts', n || '.1')
    from generate_series(1000, ${1000 + OTHERS}::int) as n`.execute(database.kysely);
  await sql`analyze`.execute(database.kysely);
});
afterAll(() => own.giveBack());

interface Explained {
  'QUERY PLAN': { Plan: { 'Shared Hit Blocks': number; 'Shared Read Blocks': number } }[];
}

/** Pages of the database that a statement looks at. */
async function pagesOf(text: string, values: unknown[]): Promise<number> {
  const { rows } = await database.kysely.executeQuery<Explained>(
    CompiledQuery.raw(`explain (analyze, buffers, format json) ${text}`, values),
  );
  const pages = rows[0]?.['QUERY PLAN'][0]?.Plan;
  return (pages?.['Shared Hit Blocks'] ?? 0) + (pages?.['Shared Read Blocks'] ?? 0);
}

const looks: Record<string, (messages: number) => [text: string, values: unknown[]]> = {
  'a message that comes in': (messages) => [FIND, [ids[messages], clock.now(), 'new']],
  'a message that is typed': (messages) => [
    FIND_BY_THREAD,
    [PLACE, clock.now(), `${messages}.1`, 'typed', null],
  ],
  'whom it is meant for': (messages) => [IS_THREAD_SHARED, [PLACE, ids[messages], `${messages}.1`]],
  'a hand at the card': (messages) => [FIND_BY_MESSAGE, [PLACE, clock.now(), `${messages}.1`, null]],
};

test.each(Object.keys(looks))(
  '%s reads no more in a thread of 500 messages than in one of 5, among 2,000 others',
  async (name) => {
    const pages = async (messages: number) => pagesOf(...(looks[name] as (typeof looks)[string])(messages));
    const few = await pages(FEW);
    expect(await pages(MANY)).toBeLessThanOrEqual(few + 4);
    expect(few).toBeLessThan(60);
  },
);

test('what is read and written of it is as long', async () => {
  const read = async (messages: number) => (await reachOuts.find(ids[messages] ?? '')) as ReachOut;
  const [few, many] = [await read(FEW), await read(MANY)];
  expect(Object.keys(many.posts)).toEqual(Object.keys(few.posts));
  expect(many.lines.map(({ id }) => id)).toEqual(['last']);
});
