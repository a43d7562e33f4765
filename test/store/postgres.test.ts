import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { seedIds } from '../../src/sandbox/slack/index.ts';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { createReachOuts } from '../../src/store/reach-outs.ts';
import { turnedClock } from '../support/clock.ts';
import { startPooler } from '../support/pooler.ts';
import { query, startServer } from '../support/postgres.ts';
import { PLAIN_VAULT, RULES, sampleReachOut } from '../support/sample-reach-out.ts';
import { openByCommand, reachOut, reachOutIdOf, told } from '../support/steps.ts';
import { startWorld } from '../support/world.ts';

let server: Awaited<ReturnType<typeof startServer>>;
const closing: (() => void)[] = [];

beforeAll(async () => {
  server = await startServer();
  for (const role of [`locked login password 'pa/ss#1'`, 'barred login', 'guest login', 'odd login'])
    await query(server.urlOf('postgres'), `create role ${role}`);
});
afterAll(async () => {
  for (const close of closing) close();
  await server.stop();
});

/** A new database; $ stands for its name. */
async function database(...statements: string[]): Promise<string> {
  const name = `odd_${randomBytes(6).toString('hex')}`;
  const [create = 'create database $', ...rest] = statements;
  for (const statement of [create, ...rest])
    await query(server.urlOf('postgres'), statement.replaceAll('$', name));
  return server.urlOf(name);
}

const open = (url: string) => openDatabase({ kind: 'postgres', url }, () => {});
const as = (user: string, url: string) => url.replace('postgres@', `${user}@`);

/** Stores a reach-out, claims it, and reads it back. */
async function use(url: string): Promise<void> {
  const { kysely, close } = await open(url);
  try {
    await migrate(kysely);
    const reachOuts = createReachOuts(kysely, turnedClock(), PLAIN_VAULT, RULES);
    const { userId, teamId, placeId, request, draft, lane, answered } = sampleReachOut();
    const warnings = ['a \\ backslash, an emoji \u{1f44b}'];
    const sample = { id: randomUUID(), userId, teamId, placeId, request, draft, warnings, lane, answered };
    const entry = { actor: { kind: 'operator' }, action: 'request' } as const;
    const stored = await reachOuts.insert(sample, entry, { held: false });
    const [claimed] = await reachOuts.claim(1, { hasConversations: true });
    expect(claimed).toMatchObject({ id: sample.id, warnings, requestedAt: stored?.requestedAt });
    expect(Number.isNaN(claimed?.requestedAt.getTime())).toBe(false);
    const { rows } = await sql<{ level: string }>`
      select current_setting('transaction_isolation') as level`.execute(kysely);
    expect(rows).toEqual([{ level: 'read committed' }]);
  } finally {
    await close();
  }
}

/** However a server is set; the app relies on none of it. */
const ODD = [
  ...["datestyle = 'German, DMY'", "timezone = 'Asia/Kathmandu'", 'extra_float_digits = -15'],
  ...['standard_conforming_strings = off', "default_transaction_isolation = 'serializable'"],
  ...["search_path = ''", "statement_timeout = '1s'", "lock_timeout = '1ms'"],
];

test('settings of a database make no difference', async () => {
  await use(await database('create database $', ...ODD.map((setting) => `alter database $ set ${setting}`)));
});

test('settings of a user make none either', async () => {
  const url = await database('create database $', 'grant create on database $ to odd');
  for (const setting of [...ODD, "datestyle = 'SQL, MDY'", 'search_path = elsewhere'])
    await query(url, `alter role odd set ${setting}`);
  await use(as('odd', url));
});

test('a time that cannot be read is our own fault, and called so', async () => {
  const { kysely, close } = await open(await database());
  await kysely.connection().execute(async (one) => {
    await sql.raw("set datestyle = 'German'").execute(one);
    await expect(sql`select now()`.execute(one)).rejects.toThrow('a time that cannot be read');
  });
  await close();
});

test("another application's tables in the database are left alone", async () => {
  const url = await database();
  for (const table of ['kysely_migration (name text, timestamp text)', 'post (id int)', 'pace (id int)'])
    await query(url, `create table public.${table}`);
  await query(url, "insert into public.kysely_migration values ('theirs', 'x')");
  await use(url);
  await use(url);
  expect(await query(url, 'select name from public.kysely_migration')).toEqual([{ name: 'theirs' }]);
});

test.each(['public', 'Their own'])(
  'what an earlier version made in the schema %s is moved',
  async (schema) => {
    const url = await database();
    await query(url, `create schema if not exists "${schema}"`);
    const { kysely, close } = await open(url);
    await kysely.connection().execute(async (one) => {
      await sql`set search_path = ${sql.id(schema)}`.execute(one);
      const [reachOuts, stops] = Object.entries(migrations);
      const made = Object.fromEntries([reachOuts, stops].flatMap((entry) => (entry ? [entry] : [])));
      const provider = { getMigrations: async () => made };
      const { error } = await new Migrator({
        db: one,
        provider,
        migrationTableSchema: schema,
      }).migrateToLatest();
      if (error) throw error;
      await sql`
        insert into reach_out (id, team_id, user_id, place_id, channel, recipient, request, draft, warnings, lane, state,
          requested_at, start_at)
        values (gen_random_uuid(), 'T1', 'U1', 'C1', 'sms', '+12065550152', '{}', '{}', '[]', 0, 'ended', now(), now())`.execute(
        one,
      );
    });
    await close();
    await use(url);
    expect(
      await query(
        url,
        `select from pg_class where relkind = 'r' and relnamespace = '"${schema}"'::regnamespace`,
      ),
    ).toEqual([]);
    expect(await query(url, 'select from reach_out.reach_out')).toHaveLength(2);
  },
);

test('what a version made that cannot be taken over is named, and left as it is', async () => {
  const url = await database();
  for (const table of ['reach_out', 'outbox']) await query(url, `create table public.${table} (id uuid)`);
  await expect(use(url)).rejects.toThrow('made by a version before this one');
  expect(await query(url, "select from pg_namespace where nspname = 'reach_out'")).toEqual([]);
  await query(url, 'drop table public.reach_out');
  await use(url);
});

test('a schema that somebody else has made for us is enough', async () => {
  const url = await database();
  await query(url, 'create schema reach_out authorization guest');
  await use(as('guest', url));
});

/** Something that takes connections as a PostgreSQL server does, and answers the wish for TLS. */
async function tlsServer(answer: 'S' | 'N'): Promise<string> {
  const [key, cert] = ['key', 'cert'].map((what) =>
    fs.readFileSync(path.join(import.meta.dirname, '..', 'connect', 'untrusted', `${what}.pem`)),
  );
  return otherServer((socket) => {
    socket.once('data', () => {
      socket.write(answer);
      if (answer === 'S') new TLSSocket(socket, { isServer: true, key, cert }).on('error', () => {});
    });
  }, '?sslmode=verify-full');
}

/** Something that is no PostgreSQL server, and answers in its own way. */
async function otherServer(answer: (socket: net.Socket) => void, rest = ''): Promise<string> {
  const listening = net.createServer((socket) => {
    closing.push(() => socket.destroy());
    answer(socket.on('error', () => {}));
  });
  listening.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  closing.push(() => listening.close());
  return `postgres://u:secret@127.0.0.1:${(listening.address() as AddressInfo).port}/x${rest}`;
}

const asHttp = (socket: net.Socket) =>
  socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
const asMail = (socket: net.Socket) => socket.write('220 mail.example.com ESMTP\r\n');

const OTHER_ENCODING = (name: string) =>
  database(`create database $ template template0 encoding '${name}' locale 'C'`);

describe('what keeps the app from a server is said, without the password', () => {
  test.each<[string, () => string | Promise<string>, RegExp]>([
    ['a wrong password', () => as('locked:secret', server.urlOf('postgres')), /refuses the user or the pass/],
    ['no password', () => as('locked', server.urlOf('postgres')), /has none/],
    ['a user who is not let in', () => as('barred:secret', server.urlOf('postgres')), /pg_hba\.conf/],
    ['a database that is not there', () => server.urlOf('nowhere'), /does not exist. Create it/],
    ['a / in the password', () => 'postgres://u:se/cret@127.0.0.1/x', /percent-encoded: \/ as %2F\.$/],
    ['a # and a ?', () => 'postgres://u:secr#e?t@127.0.0.1/x', /encoded: # as %23, \? as %3F\.$/],
    [
      'a port that is none',
      () => 'postgres://127.0.0.1:port/x',
      /must look like postgres:\/\/user:password@/,
    ],
    ['a host that nobody knows', () => 'postgres://u:secret@db.invalid/x', /host that DATABASE_URL names/],
    ['nobody there', () => 'postgres://u:secret@127.0.0.1:9/x', /No PostgreSQL server answers.*ECONNREFUSED/],
    ['a certificate that is not trusted', () => tlsServer('S'), /not trusted \(DEPTH_ZERO.*sslrootcert=/],
    ['no TLS', () => tlsServer('N'), /speaks no TLS/],
    [
      'a web server',
      () => otherServer(asHttp),
      /ended before PostgreSQL answered. Check that the host and port/,
    ],
    ['a mail server', () => otherServer(asMail, '?sslmode=verify-full'), /those of a PostgreSQL server/],
    ['an authority that is gone', () => 'postgres://u:secret@127.0.0.1/x?sslrootcert=/gone', /ENOENT/],
    ['an encoding without room', () => OTHER_ENCODING('SQL_ASCII'), /holds SQL_ASCII.*UTF8/],
    ['Latin letters only', () => OTHER_ENCODING('LATIN1'), /holds LATIN1/],
    [
      'a standby',
      () => database('create database $', 'alter database $ set default_transaction_read_only = on'),
      /read-only.*name the primary/,
    ],
    ['no right to create', async () => as('guest', await database()), /may not create.*GRANT CREATE ON DATA/],
  ])('%s', async (_, url, sentence) => {
    const failed = await use(await url()).catch((error: Error) => error);
    expect((failed as Error).message).toMatch(sentence);
    expect(JSON.stringify([(failed as Error).message, (failed as Error).cause])).not.toMatch(
      /secret|se\/cret|secr#/,
    );
  });

  test('a password with all that is odd works once it is encoded', async () => {
    const url = await database('create database $', 'grant create on database $ to locked');
    await use(as(`locked:${encodeURIComponent('pa/ss#1')}`, url));
  });
});

describe('a pooler', () => {
  test('that pools by transaction is refused', async () => {
    const pooler = await startPooler(await database(), 'transaction');
    closing.push(() => pooler.stop());
    await expect(use(pooler.url)).rejects.toThrow(/pools by transaction.*pool_mode = session/);
  });

  test('that pools by session works', async () => {
    const pooler = await startPooler(await database(), 'session');
    closing.push(() => pooler.stop());
    await use(pooler.url);
  });
});

test('a server that becomes a standby is not ready, and is once it takes changes again', async () => {
  const primary = await startServer();
  const world = await startWorld({ env: { DATABASE_URL: primary.urlOf('postgres') } });
  const ready = async () => {
    const response = await fetch(`http://127.0.0.1:${world.app.port}/ready`);
    return { ...((await response.json()) as object), status: response.status };
  };
  const becomes = async (status: number) => {
    while ((await ready()).status !== status) await delay(20);
  };
  const ada = world.slack.as(seedIds.ada);
  await told(world, await reachOut(world, ada), 'contact_id');
  await primary.suspend();
  await primary.resume({ asStandby: true });
  await becomes(503);
  expect(await ready()).toMatchObject({ database: false, cause: expect.stringContaining('is read-only') });
  const id = reachOutIdOf(await openByCommand(world, ada, '+1 206 555 0152 sms Hi'));
  expect(await ada.submit()).toMatchObject({ kind: 'errors', by: 'app' });

  await query(primary.urlOf('postgres'), 'select pg_promote()');
  await becomes(200);
  while ((await ada.submit()).kind !== 'closed');
  await told(world, id, 'contact_id');
  await world.stop();
  await primary.stop();
});
