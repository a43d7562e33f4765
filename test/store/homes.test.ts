import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CompiledQuery } from 'kysely';
import type { Homes } from '../../src/domain/home/homes.ts';
import type { NewReachOut } from '../../src/domain/reach-out/reach-out.ts';
import type { ReachOuts } from '../../src/domain/reach-out/reach-outs.ts';
import type { Database } from '../../src/store/database.ts';
import { eraseSome } from '../../src/store/erase.ts';
import { createHomes } from '../../src/store/homes.ts';
import {
  AWAITING_BESIDE,
  COUNT,
  ENDING_WITH,
  OPEN_OF,
  OVER_OF,
  PLACES_WAITING,
  WAITING_BESIDE,
} from '../../src/store/homes-sql.ts';
import { createReachOuts } from '../../src/store/reach-outs.ts';
import { type TurnedClock, turnedClock } from '../support/clock.ts';
import { type MigratedDatabase, migratedDatabase } from '../support/postgres.ts';
import { PLAIN_VAULT, RULES, sampleReachOut } from '../support/sample-reach-out.ts';

let database: Database;
let clock: TurnedClock;
let homes: Homes;
let reachOuts: ReachOuts;
let own: MigratedDatabase;

beforeAll(async () => {
  own = await migratedDatabase();
  ({ database } = own);
  clock = turnedClock({ goes: false });
  homes = createHomes(database.kysely, clock, PLAIN_VAULT);
  reachOuts = createReachOuts(database.kysely, clock, PLAIN_VAULT, RULES);
});
afterAll(() => own.giveBack());

const run = <Row>(text: string, values: unknown[] = []) =>
  database.kysely.executeQuery<Row>(CompiledQuery.raw(text, values));

async function insert(userId: string, recipient: string, more: Partial<NewReachOut> = {}): Promise<string> {
  const { teamId, placeId, request, draft, warnings, lane, answered } = sampleReachOut();
  const one: NewReachOut = {
    ...{ id: randomUUID(), teamId, userId, placeId, draft, warnings, lane, answered },
    request: { ...request, recipient },
    ...more,
  };
  clock.turn(1);
  await reachOuts.insert(one, { actor: { kind: 'operator' }, action: 'requested' }, { held: false });
  return one.id;
}

const idsOf = async (found: ReturnType<Homes['openOf']>) => (await found).map(({ id }) => id);
const dueNow = async () => (await homes.claim(10)).map(({ userId }) => userId);

/** Claims the one that is due, and shows it. */
async function show(shown: string): Promise<void> {
  const [due] = await homes.claim(1);
  if (!due) throw new Error('none is due');
  await homes.settle(due, { shown: homes.digestOf(shown), names: ['S1'] });
}

test('by the last digits: a person’s own, or anybody’s, the latest first; not once they are erased', async () => {
  const first = await insert('U1', '+12065550152');
  const second = await insert('U1', '+442079460152');
  const others = await insert('U2', '+12065550152');
  await insert('U1', '+12065550153');
  expect(await idsOf(homes.endingWith('0152', 5, 'U1'))).toEqual([second, first]);
  expect(await idsOf(homes.endingWith('0152', 5))).toEqual([others, second, first]);
  expect(await idsOf(homes.endingWith('0152', 1))).toEqual([others]);
  const stored = await run<{ row: string }>('select reach_out::text as row from reach_out');
  expect(stored.rows.map(({ row }) => row).join()).not.toMatch(/(?<![\da-f])\+?\d*0152,/);
  await run(`update reach_out set ended_at = now() - interval '9 days', due_at = null`);
  await eraseSome(database.kysely, { days: 1, by: 'engine' });
  expect(await homes.endingWith('0152', 5)).toEqual([]);
});

test('shown at once when it is opened, then at most once in five seconds, however much changes', async () => {
  expect(await homes.touch(['U7'])).toBeUndefined();
  expect(await dueNow()).toEqual([]);
  await homes.open('U7', { isBlank: true });
  await show('first');
  for (const ids of [['U7'], ['S1'], ['S2']]) await homes.touch(ids);
  expect(await dueNow()).toEqual([]);
  clock.turn(4.9);
  expect(await dueNow()).toEqual([]);
  clock.turn(0.1);
  await show('second');
  clock.turn(60);
  expect(await dueNow()).toEqual([]);
});

test('what changes while it is being shown is shown after that, and what is in somebody’s hands by nobody else', async () => {
  await homes.touch(['U7']);
  const [due] = await homes.claim(1);
  await homes.touch(['U7']);
  expect(await dueNow()).toEqual([]);
  await homes.settle(due!, { shown: homes.digestOf('third') });
  expect(await dueNow()).toEqual([]);
  clock.turn(5);
  await show('fourth');
});

test('whoever dies over it leaves it to others; with the clock set back it waits five seconds, not longer', async () => {
  await homes.open('U7', { isBlank: false });
  clock.turn(5);
  expect(await dueNow()).toEqual(['U7']);
  clock.turn(31);
  await show('fifth');
  clock.turn(-3600);
  await homes.touch(['U7']);
  clock.turn(5);
  const [due] = await homes.claim(1);
  clock.turn(-3600);
  // Neither for its lease nor for the time that it was put off to.
  expect(await dueNow()).toEqual(['U7']);
  await homes.settle(due!, { dueAt: new Date(clock.now().getTime() + 3600_000) });
  await show('sixth');
});

test('a search is answered at once, is sealed, and goes when the tab is opened again', async () => {
  await homes.search('U7', '0152');
  const [due] = await homes.claim(1);
  expect(due).toMatchObject({ userId: 'U7', search: '0152', shown: homes.digestOf('sixth') });
  const { rows } = await run<{ search: string }>('select search from home');
  expect(rows[0]?.search).not.toBe('0152');
  await homes.settle(due!, { shown: homes.digestOf('seventh') });
  clock.turn(5);
  await homes.open('U7', { isBlank: true });
  const [again] = await homes.claim(1);
  expect(again).toEqual({ teamId: '', userId: 'U7', wanted: expect.any(Number) });
  await homes.settle(again!, { shown: homes.digestOf('eighth') });
});

test('who has not opened it for a week is not told of changes', async () => {
  clock.turn(8 * 24 * 3600);
  await homes.touch(['U7']);
  expect(await dueNow()).toEqual([]);
});

test('of one installation is found what was asked for there alone', async () => {
  const before = await reachOuts.find(await insert('U9', '+12065550152'));
  if (!before) throw new Error('there is one');
  const within = (teamId: string) => createHomes(database.kysely, clock, PLAIN_VAULT, teamId);
  expect(await within(before.teamId).openOf('U9', 10)).toHaveLength(1);
  expect(await within('T9').endingWith('0152', 10)).toEqual([]);
  expect(await within('T9').openOf(before.userId, 10)).toEqual([]);
  expect(await within('T9').overOf(before.userId, 10)).toEqual([]);
  expect(await within('T9').awaitingBeside('U0NOBODY', 10)).toEqual([]);
  expect(await within('T9').waitingBeside('U0NOBODY', [before.placeId], 10)).toEqual([]);
  const found = (teamId: string) =>
    createReachOuts(database.kysely, clock, PLAIN_VAULT, RULES, teamId).find(before.id);
  expect(await found(before.teamId)).toMatchObject({ id: before.id });
  expect(await found('T9')).toBeUndefined();
});

test('each list is found by an index, among 100,000', async () => {
  await run(`
    insert into reach_out (id, team_id, user_id, place_id, channel, lane, state, start_at, ready_at, requested_at,
      ended_at, last_digits)
    select gen_random_uuid(), 'T1', case when n % 100 < 50 then 'U9' else 'U' || n % 997 end, 'C1', 'sms', 0,
      case when n % 1000 = 0 then 'scheduled' when n % 1000 = 1 then 'awaiting_approval' else 'ended' end,
      now(), now() + n * interval '1 second', now() - n * interval '1 second',
      case when n % 1000 > 1 then now() end, decode(lpad(to_hex(n % 10000), 64, '0'), 'hex')
    from generate_series(1, 100000) as n`);
  await run('analyze reach_out');
  const digits = Buffer.from('1'.padStart(64, '0'), 'hex');
  for (const [statement, values] of [
    [OPEN_OF, ['U9', new Date(), 21, null]],
    [OVER_OF, ['U9', new Date(), 21, null]],
    [AWAITING_BESIDE, ['U9', new Date(), 50, 'T1']],
    [PLACES_WAITING, ['U9', 'T1']],
    [WAITING_BESIDE, ['U9', new Date(), 21, 'T1', ['C1', 'C2']]],
    [ENDING_WITH.anybodys, [digits, new Date(), 11, 'T1']],
    [ENDING_WITH.own, [digits, new Date(), 11, null, 'U9']],
    [COUNT, []],
  ] as const) {
    const { rows } = await run<{ 'QUERY PLAN': string }>(`explain (analyze, timing off) ${statement}`, [
      ...values,
    ]);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).not.toContain('Seq Scan on reach_out');
  }
});
