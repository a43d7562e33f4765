import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { AUDIT } from '../../src/operator/audit.ts';
import { type Desk, Misused } from '../../src/operator/word.ts';
import { runOperator } from '../support/operator.ts';
import { type MigratedDatabase, migratedDatabase, query } from '../support/postgres.ts';

let own: MigratedDatabase;

beforeAll(async () => {
  own = await migratedDatabase();
});
afterAll(() => own.giveBack());
beforeEach(() => tamper('delete from audit_entry'));

const run = (args: string, env: Record<string, string> = {}) =>
  runOperator(['audit', ...args.split(' ')], { DATABASE_URL: own.url, ...env });

const tamper = (statement: string) =>
  query(
    own.url,
    `do $$ begin alter table audit_entry disable trigger user; ${statement};
      alter table audit_entry enable trigger user; end $$`,
  );

const JANUARY = '--from 2026-01-01 --to 2026-02-01';

/** One a second from the new year on. */
const add = (count: number, columns = 'actor', values = "'U1'") =>
  query(
    own.url,
    `insert into audit_entry (at, action, detail, ${columns})
      select timestamptz '2026-01-01' + n * interval '1 second', 'requested', '{"channel": "sms"}', ${values}
      from generate_series(0, ${count - 1}) as n`,
  );

test('what is exported as JSON Lines has each field, in the order of the chain, up to before the end', async () => {
  await add(3, 'actor, door, reach_out_id', "'U' || n, 'command', md5(n::text)::uuid");
  const { code, out, said } = await run(
    'export --from 2026-01-01 --to 2026-01-01T01:00:02+01:00 --format jsonl',
  );
  const entries = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(entries).toEqual(
    [0, 1].map((n) => ({
      seq: n + 1,
      at: `2026-01-01T00:00:0${n}.000000Z`,
      actor: `U${n}`,
      door: 'command',
      action: 'requested',
      reach_out_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      detail: { channel: 'sms' },
      id: expect.any(Number),
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    })),
  );
  expect({ code, said }).toEqual({
    code: 0,
    said: '2 entries from 2026-01-01T00:00:00.000Z up to before 2026-01-01T00:00:02.000Z, in UTC.\n',
  });
  // Whoever takes it out is in it from now on.
  expect(
    await query(own.url, 'select actor, door, action, detail from audit_entry order by id desc limit 1'),
  ).toEqual([
    {
      ...{ actor: 'operator', door: 'operator', action: 'audit_exported' },
      detail: { from: '2026-01-01T00:00:00.000Z', to: '2026-01-01T00:00:02.000Z', format: 'jsonl' },
    },
  ]);
});

test('in CSV no cell is a formula', async () => {
  for (const actor of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', 'a"b,\n=c'])
    await query(
      own.url,
      "insert into audit_entry (at, action, detail, actor) values ('2026-01-01', $1, '{}', $1)",
      [actor],
    );
  const { out } = await run(`export ${JANUARY} --format csv`);
  expect(out.split('\n')[0]).toBe('seq,at,actor,door,action,reach_out_id,detail,id,hash');
  const actors = [
    ...out.matchAll(/^\d+,2026-01-01T00:00:00.000000Z,("(?:[^"]|"")*"|[^,]*),,\1,,\{\},\d+,/gm),
  ];
  expect(actors.map(([, cell]) => cell)).toEqual([
    ...["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\t=1", `"'\r=1"`, "'＝1", '"a""b,\n=c"'],
  ]);
});

test('nothing in the range is said, and CSV still has its header', async () => {
  expect(await run('export --from 2025-01-01 --to 2025-01-02 --format csv')).toEqual({
    code: 0,
    out: 'seq,at,actor,door,action,reach_out_id,detail,id,hash\n',
    said: expect.stringContaining('0 entries from 2025-01-01T00:00:00.000Z'),
  });
});

test('however many there are, they go through little memory', async () => {
  // Sealed already: that they are whole is not asked.
  await add(100_000, 'actor, seq, hash', "'U1' || repeat('x', 600), n + 1, sha256('x')");
  const { code, out } = await run(`export ${JANUARY} --format csv`, {
    NODE_OPTIONS: '--max-old-space-size=40',
  });
  expect({ code, lines: out.split('\n').length }).toEqual({ code: 0, lines: 100_002 });
  expect(out.length).toBeGreaterThan(70_000_000);
});

test.each([
  ['', '"audit" can export and verify'],
  ['delete', '"audit" can export and verify, not delete'],
  ['export', '--from is missing'],
  ['export --from 2026-01-01', '--to is missing'],
  [
    'export --from yesterday --to 2026-01-01',
    '--from yesterday is not a time: give a day such as 2026-01-31',
  ],
  ['export --from 2026-02-30 --to 2026-03-01', '--from 2026-02-30 is not a time'],
  ['export --from 2026-01-01T10:00 --to 2026-03-01', '--from 2026-01-01T10:00 is not a time'],
  ['export --from 2026-01-02 --to 2026-01-02 --format csv', '--from must be before --to'],
  [`export ${JANUARY}`, '--format must be one of csv, jsonl'],
  [`export ${JANUARY} --format xml`, '--format must be one of csv, jsonl'],
  [`export ${JANUARY} --format csv --all`, "Unknown option '--all'"],
  [`export ${JANUARY} --format csv more`, "Unexpected argument 'more'"],
  ['verify abc', 'A hash has 64 hexadecimal digits'],
])('audit %s', async (args, says) => {
  const desk = { database: () => Promise.reject(new Error('it was opened')) } as unknown as Desk;
  const misused = AUDIT.run(desk, args.split(' '));
  await expect(misused).rejects.toThrow(Misused);
  await expect(misused).rejects.toThrow(says);
});

test('a whole trail has a hash to note down, and a broken one names where', async () => {
  await add(4);
  const whole = await run('verify');
  const [, hash = ''] = /: ([0-9a-f]{64})\n$/.exec(whole.out) ?? [];
  expect(whole).toMatchObject({
    code: 0,
    out: expect.stringContaining('The audit trail is whole: 4 entries.'),
  });
  expect(await run(`verify ${hash.toUpperCase()}`)).toMatchObject({ code: 0 });
  expect(await run(`verify ${'0'.repeat(64)}`)).toMatchObject({
    code: 1,
    out: 'No entry of the audit trail has this hash: what stood there was removed, or all was written anew.\n',
  });
  await tamper("update audit_entry set actor = 'U2' where seq = 3");
  expect(await run(`verify ${hash}`)).toMatchObject({
    code: 1,
    out: expect.stringMatching(
      /^Entry 3 of the audit trail is not what stood there: .* requested by U2 at 2026-01-01T00:00:02/,
    ),
  });
  await tamper('delete from audit_entry where seq = 2');
  expect(await run('verify')).toMatchObject({
    code: 1,
    out: 'Entry 2 of the audit trail is missing: it was removed.\n',
  });
});
