import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { appChecks } from '../../src/app/doctor/app-checks.ts';
import type { Finding } from '../../src/domain/doctor/finding.ts';
import {
  SANDBOX_CREDENTIALS,
  type SimulatedConnect,
  startSimulatedConnect,
} from '../../src/sandbox/connect/index.ts';
import { type SimulatedSlack, startSimulatedSlack } from '../../src/sandbox/slack/index.ts';
import type { Database } from '../../src/store/database.ts';
import { readKeyFile } from '../../src/store/embedded/key-file.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { openVault } from '../../src/store/open-vault.ts';
import { examinedBy, findingsOf, verdictsOf } from '../support/doctor.ts';
import { connectEnvironment, slackEnvironment } from '../support/environment.ts';
import { type MigratedDatabase, migratedDatabase } from '../support/postgres.ts';
import { temporaryDirectory } from '../support/run-directory.ts';

let slack: SimulatedSlack;
let connect: SimulatedConnect;
let own: MigratedDatabase;

beforeAll(async () => {
  [slack, connect, own] = await Promise.all([
    startSimulatedSlack(),
    startSimulatedConnect(),
    migratedDatabase(),
  ]);
});
afterAll(() => Promise.all([slack.stop(), connect.stop(), own.giveBack()]));

const KEY = { id: 'k1', key: randomBytes(32) };
const K1 = `k1:${Buffer.from(KEY.key).toString('base64')}`;

function look(env: Record<string, string> = {}, database: Database | undefined = own.database) {
  const all = {
    ...{ ...slackEnvironment(slack, 'socket'), ...connectEnvironment(connect.seed) },
    ...{ DATABASE_URL: own.url, REACH_OUT_ENCRYPTION_KEYS: K1, ...env },
  };
  const aws = { region: connect.seed.region, credentials: SANDBOX_CREDENTIALS, endpoint: connect.url };
  return findingsOf(appChecks(examinedBy(all, { connect: aws }, database)));
}

const says = (findings: Finding[], check: string) =>
  findings.filter((one) => one.check === check).map((one) => one.says);

test('all is well where all is as it should be', async () => {
  const findings = await look();
  expect(verdictsOf(findings.filter(({ check }) => check !== 'memory'))).toEqual([
    ...['version: ok', 'node: ok', 'database: ok', 'clock: ok', 'clock: ok', 'clock: ok'],
    ...['policy: ok', 'keys: ok', 'stuck: ok'],
  ]);
  expect(says(findings, 'clock')).toEqual([
    expect.stringMatching(/^This machine's clock is \d\.\d s (?:ahead of|behind) Slack's\.$/),
    expect.stringMatching(/^This machine's clock is \d\.\d s (?:ahead of|behind) AWS's\.$/),
    expect.stringMatching(/^This machine's clock is \d\.\d s (?:ahead of|behind) PostgreSQL's\.$/),
  ]);
});

test('clocks that go apart, and neighbours that do not answer', async () => {
  connect.setClockAhead(120_000);
  slack.setClockAhead(-90_000);
  const findings = await look();
  connect.setClockAhead(0);
  slack.setClockAhead(0);
  expect(verdictsOf(findings).filter((one) => one.startsWith('clock'))).toEqual([
    ...['clock: failure', 'clock: failure', 'clock: ok'],
  ]);
  const [nobody] = says(await look({ SLACK_API_URL: 'http://127.0.0.1:9/api/' }), 'clock');
  expect(nobody).toBe("It is not known how this machine's clock is to Slack's.");
});

test('a database that is away, and tables of another version', async () => {
  const away = examinedBy({ ...connectEnvironment(connect.seed), DATABASE_URL: own.url }, {});
  const findings = await findingsOf(appChecks(away));
  expect(findings.find(({ check }) => check === 'database')).toMatchObject({
    ...{ verdict: 'failure', says: 'The database cannot be opened.' },
    ...{ cause: 'It is away.', next: 'Fetch it.' },
  });
  expect(says(findings, 'keys')).toEqual([]);
  const { kysely } = own.database;
  const named = (name: string) =>
    sql`insert into kysely_migration (name, timestamp) values (${name}, '')`.execute(kysely);
  await named('9999-later');
  expect(verdictsOf(await look())).toContain('tables: failure');
  await sql`delete from kysely_migration where name = '9999-later'`.execute(kysely);
  const latest = Object.keys(migrations).at(-1) ?? '';
  await sql`delete from kysely_migration where name = ${latest}`.execute(kysely);
  expect(verdictsOf(await look())).toContain('tables: warning');
  await named(latest);
  expect(verdictsOf(await look())).not.toContain('tables: warning');
});

test('a policy file with faults', async () => {
  const file = path.join(temporaryDirectory('policy'), 'policy.yaml');
  fs.writeFileSync(file, 'hours: { outside: maybe }\nadmin: [U1]\n');
  const found = (await look({ REACH_OUT_POLICY: file })).find(({ check }) => check === 'policy');
  expect(found).toMatchObject({
    ...{ verdict: 'failure', says: `The policy file ${file} has 2 faults.` },
    command: `npm run reach-out -- policy check ${file}`,
  });
});

test('what was encrypted with a key that is missing, or with none', async () => {
  const { kysely } = own.database;
  await openVault(kysely, [KEY]);
  expect(says(await look(), 'keys')).toEqual([
    'What is new is encrypted with the key k1; 1 value in the database.',
  ]);
  const other = `k2:${randomBytes(32).toString('base64')}`;
  expect(says(await look({ REACH_OUT_ENCRYPTION_KEYS: other }), 'keys')).toEqual([
    'No key that is there opens this database.',
    "1 value can't be read: the key k1 is missing.",
  ]);
  await sql`insert into form (user_id, place_id, sealed) values ('U1', 'C1', 'k0:x'), ('U2', 'C1', '@plain:x')`.execute(
    kysely,
  );
  expect(says(await look(), 'keys')).toEqual([
    'What is new is encrypted with the key k1; 3 values in the database.',
    "1 value can't be read: the key k0 is missing.",
    '1 value of before a key was set is not encrypted.',
  ]);
  await sql`truncate form`.execute(kysely);
});

test('the embedded database: its disk, and its key file', async () => {
  const directory = temporaryDirectory('doctor');
  const embedded = { ...own.database, kind: 'embedded', directory } as const;
  const env = { DATABASE_URL: '', DATA_DIR: directory, REACH_OUT_ENCRYPTION_KEYS: K1 };
  const before = await look(env, embedded);
  expect(says(before, 'disk')[0]).toMatch(/ are free in .*doctor/);
  expect(fs.readdirSync(directory)).toEqual([]);
  readKeyFile(directory);
  const file = path.join(directory, 'encryption-key');
  fs.chmodSync(file, 0o644);
  expect((await look(env, embedded)).find(({ check }) => check === 'keys')).toMatchObject({
    ...{ verdict: 'failure', says: `Others can read the key file ${file}.`, command: `chmod 600 ${file}` },
  });
  fs.writeFileSync(file, 'nothing');
  const after = await look(env, embedded);
  expect(says(after, 'keys')).toEqual(['The key file in DATA_DIR cannot be used.']);
  expect(says(after, 'stuck')).toEqual(['Every reach-out and list comes on by itself.']);
});

test('what is stuck is counted', async () => {
  const { kysely } = own.database;
  await sql`
    insert into reach_out (id, team_id, user_id, place_id, channel, lane, state, requested_at, start_at, ready_at,
      sealed, silence)
    values (gen_random_uuid(), 'T', 'U', 'C', 'sms', 0, 'ended', now(), now(), now(), '@plain:{}', 'is_archived')`.execute(
    kysely,
  );
  expect(says(await look(), 'stuck')).toEqual(['1 reach-out does not come on by itself.']);
  await sql`truncate reach_out`.execute(kysely);
});
