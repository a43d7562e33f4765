import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { to as copyTo } from 'pg-copy-streams';
import { explainWriting } from '../../src/operator/file-faults.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { migrateTo } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { copied, tablesOf as transferred } from '../../src/store/transfer/tables.ts';
import {
  type BorrowedDatabase,
  borrowDatabase,
  type MigratedDatabase,
  migratedDatabase,
  query,
  rowsOf,
  tablesOf,
} from '../support/postgres.ts';
import { temporaryDirectory } from '../support/run-directory.ts';
import { fillEveryTable, rewritten, runData } from '../support/transfer.ts';

let source: MigratedDatabase;
let directory: string;
let file: string;
let bytes: Buffer;
const borrowed: BorrowedDatabase[] = [];

beforeAll(async () => {
  source = await migratedDatabase();
  directory = temporaryDirectory('transfer');
  await fillEveryTable(source.url);
  file = path.join(directory, 'all.gz');
  const { code, said } = await runData(['export', file], { DATABASE_URL: source.url });
  expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining('2 reach-outs') });
  bytes = fs.readFileSync(file);
});
afterAll(async () => {
  await source.giveBack();
  for (const one of borrowed) await one.giveBack();
});

async function emptyDatabase(): Promise<string> {
  const one = await borrowDatabase();
  borrowed.push(one);
  return one.url;
}

/** All rows by table, but for who has them in hand, what is Kysely's, and the forms that are open, which nobody carries. */
async function contentOf(url: string): Promise<Map<string, string[]>> {
  const tables = (await tablesOf(url)).filter((table) => !/^kysely|^open_form$/.test(table)).sort();
  const content = new Map<string, string[]>();
  for (const table of tables) {
    const rows = await rowsOf(url, [table]);
    content.set(table, rows.map((row) => row.replace(/"lease_until":("[^"]*"|null)/, '')).sort());
  }
  return content;
}

const SCHEMA_THERE = "select from pg_namespace where nspname = 'reach_out'";

describe('what was exported and is imported', () => {
  test('is each row of each table, whichever tables there are', async () => {
    const url = await emptyDatabase();
    const imported = await runData(['import', file], { DATABASE_URL: url });
    expect(imported).toMatchObject({
      code: 0,
      said: expect.stringMatching(
        /^2 reach-outs, \d+ rows in all, .* Each table has as many rows as it had\./,
      ),
    });
    expect(imported.said).toContain('The audit trail is whole: 3 entries.');
    const [before, after] = [await contentOf(source.url), await contentOf(url)];
    expect([...after.keys()]).toEqual([...before.keys()]);
    for (const [table, rows] of before) {
      expect([table, rows.length]).toEqual([table, expect.any(Number)]);
      expect(rows.length).toBeGreaterThan(0);
      // That it was imported is in the audit trail.
      const its =
        table === 'audit_entry'
          ? after.get(table)?.filter((row) => !row.includes('data_imported'))
          : after.get(table);
      expect([table, its]).toEqual([table, rows]);
    }
  });

  test('is in nobody’s hands, goes on counting where it was, and says by whom it was brought', async () => {
    const url = await emptyDatabase();
    await runData(['import', file], { DATABASE_URL: url });
    const leased = await query<{ table: string }>(
      url,
      `select relname as table from pg_class join pg_attribute on attrelid = pg_class.oid
       where relnamespace = 'reach_out'::regnamespace and relkind = 'r' and attname = 'lease_until'`,
    );
    expect(leased.length).toBeGreaterThan(2);
    for (const { table } of leased)
      expect(await query(url, `select from ${table} where lease_until is not null`)).toEqual([]);
    const entry =
      "insert into audit_entry (at, actor, action, detail) values (now(), 'U1', 'x', '{}') returning id";
    const [added] = await query<{ id: string }>(url, entry);
    const [highest] = await query<{ id: string }>(source.url, 'select max(id) as id from audit_entry');
    expect(Number(added?.id)).toBeGreaterThan(Number(highest?.id));
    expect(
      await query(url, "select actor, door, detail from audit_entry where action = 'data_imported'"),
    ).toEqual([
      {
        actor: 'operator',
        door: 'operator',
        detail: {
          version: '9.9.9',
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          takenAt: expect.any(String),
        },
      },
    ]);
    expect(await query(source.url, "select actor from audit_entry where action = 'data_exported'")).toEqual([
      { actor: 'operator' },
    ]);
  });
});

describe('nothing is left of', () => {
  const cut = (share: number) => bytes.subarray(0, Math.floor(bytes.length * share));
  const flipped = (share: number) => {
    const copy = Buffer.from(bytes);
    const at = Math.floor(copy.length * share);
    copy[at] = (copy[at] ?? 0) ^ 0x10;
    return copy;
  };
  const lines = (change: (all: string[]) => string[]) =>
    rewritten(bytes, (text) => change(text.split('\n')).join('\n'));
  const DAMAGED =
    /is damaged: it is not as it was written|was cut off|audit trail in the file is not the one/;

  test.each<[string, () => Buffer, RegExp]>([
    ...[0.001, 0.1, 0.5, 0.9, 0.999].map((share): [string, () => Buffer, RegExp] => [
      `a file of which ${share * 100} % are there`,
      () => cut(share),
      /was cut off: its end is missing|no file that/,
    ]),
    ...[0.2, 0.5, 0.8].map((share): [string, () => Buffer, RegExp] => [
      `a file with a bit that was turned at ${share * 100} %`,
      () => flipped(share),
      DAMAGED,
    ]),
    ['a file without its last line', () => lines((all) => all.slice(0, -2)), /was cut off/],
    ['a file with something behind its end', () => lines((all) => [...all, '{}', '']), DAMAGED],
    [
      'a row that was changed',
      () => rewritten(bytes, (text) => text.replace('operator\t', 'operators\t')),
      DAMAGED,
    ],
    [
      'a row that was taken out',
      () =>
        lines((all) =>
          all.filter((line) => !line.startsWith('-infinity') && !line.includes('data_exported')),
        ),
      DAMAGED,
    ],
    [
      'a table that was taken out',
      () => rewritten(bytes, (text) => text.replace(/\{"table":"block"[\s\S]*?\{"rows":2\}\n/, '')),
      DAMAGED,
    ],
    [
      'a column that was taken out',
      () => rewritten(bytes, (text) => text.replace('"noted_at"', '"other"')),
      DAMAGED,
    ],
    [
      'an audit trail that was changed by somebody who sums anew',
      () =>
        rewritten(bytes, (text) => {
          const changed = text.replace('operator\tdata_exported', 'U0ADA\tdata_exported');
          const at = changed.lastIndexOf('{"end"');
          const sha256 = createHash('sha256').update(changed.slice(0, at)).digest('hex');
          return changed.slice(0, at) + changed.slice(at).replace(/"sha256":"[^"]*"/, `"sha256":"${sha256}"`);
        }),
      /^Nothing was imported\. The audit trail in the file is not the one that was exported/,
    ],
    [
      'a row that fits no table',
      () => rewritten(bytes, (text) => text.replace(/\n([0-9a-f]{8})-/, '\nsecrets!-')),
      /^Nothing was imported\. The file is damaged: it is not as it was written\. Take another copy of it\.$/,
    ],
    [
      'a row with more than its columns',
      () => rewritten(bytes, (text) => text.replace('operator\t', 'operator\tmore\t')),
      DAMAGED,
    ],
    ['a file with other bytes behind it', () => Buffer.concat([bytes, Buffer.from('other')]), DAMAGED],
    ['a file that is none of ours', () => Buffer.from('phone\n+12065550152\n'), /no file that "data export"/],
    ['an empty file', () => Buffer.alloc(0), /was cut off|no file that/],
    [
      'a file of a later version',
      () => rewritten(bytes, (text) => text.replace('"0002-', '"0002-other-')),
      /newer version of Reach Out \(9\.9\.9\)/,
    ],
    [
      'a file of a later form',
      () => rewritten(bytes, (text) => text.replace('"format":1', '"format":2')),
      /Reach Out 9\.9\.9, in a form that this version doesn't know/,
    ],
    [
      'data whose key is not here',
      () => rewritten(bytes, (text) => text.replace(/"lookUpKey":"@plain:/, '"lookUpKey":"k1:')),
      /encrypted with the key k1, which is missing in REACH_OUT_ENCRYPTION_KEYS, which is empty/,
    ],
    [
      "data with the embedded database's own key",
      () => rewritten(bytes, (text) => text.replace(/"lookUpKey":"@plain:/, '"lookUpKey":"@file:')),
      /which no PostgreSQL has\. .* "data reencrypt" there and export them again/,
    ],
  ])('%s', async (name, make, says) => {
    const url = await emptyDatabase();
    const spoilt = path.join(directory, `${createHash('md5').update(name).digest('hex')}.gz`);
    fs.writeFileSync(spoilt, make());
    const { code, said } = await runData(['import', spoilt], { DATABASE_URL: url });
    expect(code).toBe(1);
    expect(said).toMatch(/^Nothing was imported\. /);
    expect(said).toMatch(says);
    expect(await query(url, SCHEMA_THERE)).toEqual([]);
  });
});

test('a database that is not empty is left as it is, and what is there is named', async () => {
  const before = await contentOf(source.url);
  const { code, said } = await runData(['import', file], { DATABASE_URL: source.url });
  expect(code).toBe(1);
  expect(said).toMatch(
    /^Nothing was imported\. The database is not empty\. It has these rows: audit_entry 3, .*reach_out 2.* drop schema reach_out cascade\.$/,
  );
  expect(await contentOf(source.url)).toEqual(before);
});

test('a trail that was broken where it comes from can be imported, and is said to be', async () => {
  const broken = await migratedDatabase();
  await query(
    broken.url,
    "insert into audit_entry (at, actor, action, detail) values (now(), 'U1', 'x', '{}')",
  );
  const other = path.join(directory, 'broken.gz');
  await runData(['export', path.join(directory, 'seals.gz')], { DATABASE_URL: broken.url });
  await query(
    broken.url,
    `do $$ begin alter table audit_entry disable trigger user; update audit_entry set actor = 'U2' where seq = 1;
      alter table audit_entry enable trigger user; end $$`,
  );
  const exported = await runData(['export', other], { DATABASE_URL: broken.url });
  expect(exported).toMatchObject({
    code: 0,
    said: expect.stringContaining('The audit trail is not whole at entry 1'),
  });
  const url = await emptyDatabase();
  const imported = await runData(['import', other], { DATABASE_URL: url });
  expect(imported).toMatchObject({
    code: 0,
    said: expect.stringContaining('was not whole at entry 1 where it comes from'),
  });
  await broken.giveBack();
});

test('what an earlier version has exported is brought up to date', async () => {
  const names = Object.keys(migrations);
  const level = names.slice(0, names.indexOf('0013-forms') + 1);
  const url = await emptyDatabase();
  const earlier = await openDatabase({ kind: 'postgres', url }, () => {});
  await sql`create schema reach_out`.execute(earlier.kysely);
  await migrateTo(earlier.kysely, level.at(-1));
  await fillEveryTable(url);
  const old = path.join(directory, 'old.gz');
  fs.writeFileSync(old, await exportedBy('0.0.9', level, earlier));
  await earlier.close();
  const later = await emptyDatabase();
  const imported = await runData(['import', old], { DATABASE_URL: later });
  expect(imported).toMatchObject({ code: 0, said: expect.stringContaining('2 reach-outs') });
  expect((await query(later, 'select name from kysely_migration')).length).toBe(names.length);
  expect(await query(later, 'select last_digits from reach_out where last_digits is not null')).toEqual([]);
  const again = await runData(['export', path.join(directory, 'again.gz')], { DATABASE_URL: later });
  expect(again.code).toBe(0);
});

/** As a version writes it whose tables had had these migrations alone. */
async function exportedBy(version: string, level: string[], database: Database): Promise<Buffer> {
  const { client, kysely, close } = await database.connect();
  const header = JSON.parse(gunzipSync(bytes).toString().split('\n')[0] ?? '');
  const tables = await transferred(kysely);
  let text = `${JSON.stringify({ ...header, version, migrations: level })}\n`;
  for (const table of tables) {
    const rows = await client.query(copyTo(`copy ${copied(table)} to stdout`)).toArray();
    const count = Buffer.concat(rows).toString().split('\n').length - 1;
    text += `${JSON.stringify(table)}\n${Buffer.concat(rows)}\\.\n${JSON.stringify({ rows: count })}\n`;
  }
  await close();
  const sha256 = createHash('sha256').update(text).digest('hex');
  const end = { end: true, tables: tables.length, chain: { kind: 'whole', newest: null }, sha256 };
  return gzipSync(`${text}${JSON.stringify(end)}\n`);
}

describe('the file', () => {
  test('is for its owner alone, and none is overwritten', async () => {
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    for (const word of ['backup', 'export']) {
      const { code, said } = await runData([word, file], { DATABASE_URL: source.url });
      expect({ code, said }).toEqual({
        code: 1,
        said: expect.stringContaining('is there already, and is not overwritten'),
      });
    }
    expect(fs.readFileSync(file).equals(bytes)).toBe(true);
  });

  test.each([
    [['backup'], 'needs the path of one file'],
    [['backup', 'a', 'b'], 'needs the path of one file'],
    [['backup', '-'], '"data export -" writes to a pipe'],
    [['backup', 'new.gz', '--with-key'], 'Only the embedded database has a key of its own'],
    [['export', 'new.gz', '--with-key'], "Unknown option '--with-key'"],
    [['import'], 'needs the path of one file, or -'],
    [
      ['import', '/nowhere/file.gz'],
      'Nothing was imported. There is no file /nowhere/file.gz. Name another one.',
    ],
    [['explode'], '"data" can backup, export, import, reencrypt and forget'],
  ])('data %j is refused', async (args, says) => {
    const { code, said } = await runData(args, { DATABASE_URL: source.url });
    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining(says) });
  });

  test('is not there when it was stopped, or its directory is not', async () => {
    const stop = new AbortController();
    stop.abort('SIGINT');
    const other = path.join(directory, 'stopped.gz');
    const stopped = await runData(['backup', other], { DATABASE_URL: source.url }, stop);
    expect(stopped).toEqual({ code: 1, said: 'Stopped: nothing was written.' });
    expect(fs.readdirSync(directory).filter((name) => name.includes('stopped'))).toEqual([]);
    const nowhere = await runData(['backup', '/nowhere/b.gz'], { DATABASE_URL: source.url });
    expect(nowhere).toEqual({
      code: 1,
      said: 'There is no directory /nowhere. Make it, or name another file.',
    });
  });
});

describe('where a file can’t be written or read, it is said, with what to do', () => {
  const at = (name: string) => path.join(directory, name);
  test.each<[string, () => string[], RegExp]>([
    [
      'no directory to export to',
      () => ['export', at('none/all.gz')],
      /There is no directory .*none\. Make it, or/,
    ],
    [
      'a file for a directory',
      () => ['backup', path.join(file, 'all.gz')],
      /There is no directory .*all\.gz\./,
    ],
    [
      'a name that is too long',
      () => ['backup', at('x'.repeat(250))],
      /The name x+ is too long\. Name a shorter/,
    ],
    [
      'nothing to import',
      () => ['import', at('none.gz')],
      /There is no file .*none\.gz\. Name another one\.$/,
    ],
    ['a directory to import', () => ['import', directory], / is a directory\. Name the file in it\.$/],
  ])('%s', async (_, args, says) => {
    expect(await runData(args(), { DATABASE_URL: source.url })).toMatchObject({
      code: 1,
      said: expect.stringMatching(says),
    });
    expect(fs.readdirSync(directory).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test.each([
    ['ENOSPC', /^No space is left for F\. Make room there\.$/],
    ['EDQUOT', /^No space is left for F\./],
    ['EROFS', /^Reach Out may not write F\. Name a file in a directory that it may write to\.$/],
    ['EFBIG', /^F may not become as large as it must be\. Raise the limit of file sizes \(ulimit -f\)/],
  ])('%s', (code, says) => {
    const thrown = Object.assign(new Error('raw'), { code });
    expect((explainWriting(thrown, 'F') as Error).message).toMatch(says);
  });
});
