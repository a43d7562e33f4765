import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import pg from 'pg';
import { createAudit } from '../../src/store/audit.ts';
import { sealSome } from '../../src/store/audit-chain.ts';
import { readEntries } from '../../src/store/audit-entries.ts';
import { verifyChain } from '../../src/store/audit-verify.ts';
import type { Database } from '../../src/store/database.ts';
import { SESSION } from '../../src/store/session.ts';
import { turnedClock } from '../support/clock.ts';
import { type MigratedDatabase, migratedDatabase } from '../support/postgres.ts';

let url: string;
let database: Database;
let own: MigratedDatabase;
const clock = turnedClock();

beforeAll(async () => {
  own = await migratedDatabase();
  ({ url, database } = own);
});
afterAll(() => own.giveBack());
beforeEach(() => tamper('delete from audit_entry'));

const query = (statement: string) => sql.raw(statement).execute(database.kysely);
const verify = (noted?: string) => verifyChain(database.kysely, noted);

async function record(...actions: string[]): Promise<void> {
  const audit = createAudit(database.kysely, clock);
  for (const action of actions) await audit.record({ actor: { kind: 'operator' }, action });
}

/** As the owner of the tables can, who takes the triggers away. */
async function tamper(...statements: string[]): Promise<void> {
  await query('alter table audit_entry disable trigger user');
  for (const statement of statements) await query(statement);
  await query('alter table audit_entry enable trigger user');
}

async function chain(): Promise<{ seq: number; action: string }[]> {
  const { rows } = await sql<{ seq: number; action: string }>`
    select seq, action from audit_entry order by seq nulls last, id`.execute(database.kysely);
  return rows;
}

describe('an entry is written once', () => {
  test.each([
    "update audit_entry set action = 'forged'",
    "update audit_entry set detail = '{}', reach_out_id = gen_random_uuid()",
    'update audit_entry set seq = null, hash = null',
    "update audit_entry set hash = sha256('forged')",
    "update audit_entry set seq = 7, hash = sha256('forged'), action = 'forged' where seq is null",
    'delete from audit_entry',
    "delete from audit_entry where action = 'second'",
    'delete from audit_entry where false',
    'truncate audit_entry',
  ])('%s', async (statement) => {
    await record('first');
    await verify();
    await record('second');
    const before = await chain();
    await expect(query(statement)).rejects.toThrow(
      'The audit trail only grows: its entries are neither changed nor deleted.',
    );
    expect(await chain()).toEqual(before);
  });
});

describe('verify names the first entry that is not as it was sealed', () => {
  const bySeq = (seq: number) => `where seq = ${seq}`;
  test.each<[string, string[], object]>([
    ['nothing', [], { kind: 'whole', newest: { seq: 5 } }],
    ['content', [`update audit_entry set actor = 'U2' ${bySeq(3)}`], { kind: 'altered', seq: 3 }],
    ['time', [`update audit_entry set at = at + interval '1us' ${bySeq(2)}`], { kind: 'altered', seq: 2 }],
    ['hash', [`update audit_entry set hash = sha256('x') ${bySeq(1)}`], { kind: 'altered', seq: 1 }],
    ['the first removed', [`delete from audit_entry ${bySeq(1)}`], { kind: 'missing', seq: 1 }],
    ['one removed', [`delete from audit_entry ${bySeq(3)}`], { kind: 'missing', seq: 3 }],
    [
      'one removed and the gap closed',
      [`delete from audit_entry ${bySeq(3)}`, 'update audit_entry set seq = seq - 1 where seq > 3'],
      { kind: 'altered', seq: 3 },
    ],
    [
      'one taken out and sealed again',
      [`update audit_entry set seq = null, hash = null ${bySeq(4)}`],
      { kind: 'missing', seq: 4 },
    ],
    [
      'one inserted',
      [
        'update audit_entry set seq = seq + 10 where seq > 2',
        'update audit_entry set seq = seq - 9 where seq > 10',
        "insert into audit_entry (at, actor, action, detail, seq, hash) values (now(), 'U2', 'x', '{}', 3, sha256('x'))",
      ],
      { kind: 'altered', seq: 3 },
    ],
    [
      'two that changed places',
      [
        `update audit_entry set seq = 20 ${bySeq(2)}`,
        `update audit_entry set seq = 2 ${bySeq(3)}`,
        `update audit_entry set seq = 3 ${bySeq(20)}`,
      ],
      { kind: 'altered', seq: 2 },
    ],
  ])('%s', async (_, statements, found) => {
    await record('a', 'b', 'c', 'd', 'e');
    await verify();
    await tamper(...statements);
    expect(await verify()).toMatchObject(found);
  });

  test('a hash that was noted is in the chain, until what stood there is removed', async () => {
    await record('a', 'b');
    const first = await verify();
    const noted = first.kind === 'whole' ? first.newest?.hash : undefined;
    await record('c');
    expect(await verify(noted)).toMatchObject({ kind: 'whole', newest: { seq: 3 }, isKnown: true });
    await tamper('delete from audit_entry where seq > 1');
    await record('d');
    expect(await verify(noted)).toMatchObject({ kind: 'whole', newest: { seq: 2 }, isKnown: false });
  });
});

test('what commits late comes later in the chain, and nothing is left out', async () => {
  const late = new pg.Client({ connectionString: url });
  await late.connect();
  await late.query(`${SESSION}; begin`);
  await late.query("insert into audit_entry (at, actor, action, detail) values (now(), 'U1', 'late', '{}')");
  await record('early');
  expect(await sealSome(database.kysely, { waits: true })).toMatchObject({ seq: 1 });
  await late.query('commit');
  await late.end();
  expect(await verify()).toMatchObject({ kind: 'whole', newest: { seq: 2 } });
  expect((await chain()).map(({ action }) => action)).toEqual(['early', 'late']);
});

test('one instance seals at a time, and nobody waits for it', async () => {
  await record('first');
  const other = new pg.Client({ connectionString: url });
  await other.connect();
  await other.query('begin');
  await other.query('select pg_advisory_xact_lock(7264016)');
  expect(await createAudit(database.kysely, clock).seal()).toBeUndefined();
  await record('second');
  await other.query('rollback');
  await other.end();
  expect(await createAudit(database.kysely, clock).seal()).toMatchObject({ seq: 2 });
});

test('the chain is whole, whoever writes, commits out of order or takes back, and however many seal', async () => {
  const writers = Array.from({ length: 6 }, async (_, writer) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(SESSION);
    let kept = 0;
    for (let turn = 0; turn < 40; turn += 1) {
      await client.query('begin');
      const many = 1 + ((writer + turn) % 4);
      await client.query(
        "insert into audit_entry (at, actor, action, detail) select now(), $1, 'x', jsonb_build_object('turn', $2::int, 'n', n) from generate_series(1, $3::int) as n",
        [`W${writer}`, turn, many],
      );
      if (turn % 3 === 0) await client.query('select pg_sleep(random() * 0.01)');
      const isKept = (writer * 7 + turn) % 5 > 0;
      await client.query(isKept ? 'commit' : 'rollback');
      kept += isKept ? many : 0;
    }
    await client.end();
    return kept;
  });
  let isWritten = false;
  const sealers = [false, true, false].map(async (waits) => {
    while (!isWritten) await sealSome(database.kysely, { waits });
  });
  const kept = (await Promise.all(writers)).reduce((sum, count) => sum + count, 0);
  isWritten = true;
  await Promise.all(sealers);
  expect(await verify()).toMatchObject({ kind: 'whole', newest: { seq: kept } });
});

test('a time range is read page by page, in the order of the chain, from its first moment up to before its last', async () => {
  await query(`
    insert into audit_entry (at, actor, action, detail)
    select timestamptz '2026-01-01' + n % 100 * interval '1 hour', 'U1', 'x', '{}' from generate_series(1, 10000) as n`);
  const range = { from: new Date('2026-01-01T10:00:00Z'), to: new Date('2026-01-04T00:00:00Z') };
  const pages: number[] = [];
  let before = 0;
  for await (const page of readEntries(database.kysely, range)) {
    pages.push(page.length);
    for (const { at, seq } of page) {
      expect(new Date(at) >= range.from && new Date(at) < range.to && seq > before).toBe(true);
      before = seq;
    }
  }
  expect(pages.reduce((sum, length) => sum + length)).toBe(6_200);
  expect(Math.max(...pages)).toBeLessThanOrEqual(2_000);
});
