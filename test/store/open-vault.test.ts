import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openVault } from '../../src/store/open-vault.ts';
import { borrowDatabase } from '../support/postgres.ts';

const key = (id: string) => ({ id, key: randomBytes(32) });
const [OLD, NEW] = [key('old'), key('new')];
const NUMBER = '+12065550152';

let databases: [Database, Database];
let giveBack: () => Promise<void>;
beforeAll(async () => {
  const borrowed = await borrowDatabase();
  giveBack = borrowed.giveBack;
  const open = () => openDatabase({ kind: 'postgres', url: borrowed.url }, () => {});
  databases = [await open(), await open()];
  await migrate(databases[0].kysely);
});
afterAll(async () => {
  for (const database of databases) await database.close();
  await giveBack();
});
beforeEach(() => sql`delete from lookup_key`.execute(databases[0].kysely));

const openWith = async (...keys: (typeof OLD)[]) => openVault(databases[0].kysely, keys);
const sealedKey = async () =>
  (await sql<{ sealed: string }>`select sealed from lookup_key`.execute(databases[0].kysely)).rows[0]?.sealed;

test('instances that start together make one look-up key', async () => {
  const vaults = await Promise.all(
    [0, 1, 0, 1, 0, 1].map((which) => openVault((databases[which] as Database).kysely, [OLD])),
  );
  const digests = vaults.map((vault) => vault.digest(NUMBER).toString('hex'));
  expect(new Set(digests).size).toBe(1);
  expect(digests[0]).toHaveLength(64);
});

test('a digest outlives restarts and keys, and is of one text in one database', async () => {
  const digest = (await openWith(OLD)).digest(NUMBER);
  expect(await sealedKey()).toMatch(/^old:/);
  expect((await openWith(NEW, OLD)).digest(NUMBER)).toEqual(digest);
  expect((await openWith(OLD)).digest('+12065550153')).not.toEqual(digest);
  await sql`delete from lookup_key`.execute(databases[0].kysely);
  expect((await openWith(OLD)).digest(NUMBER)).not.toEqual(digest);
});

test('without any key it is marked as plain, and still opens once one is set', async () => {
  const digest = (await openWith()).digest(NUMBER);
  expect(await sealedKey()).toMatch(/^@plain:/);
  expect((await openWith(OLD)).digest(NUMBER)).toEqual(digest);
});

test.each([
  [
    'is missing among others',
    [NEW],
    'the key old, which is missing in REACH_OUT_ENCRYPTION_KEYS, which has new.',
  ],
  ['is missing', [], 'the key old, which is missing in REACH_OUT_ENCRYPTION_KEYS, which is empty.'],
  ['is another one', [key('old')], 'another key than the one that REACH_OUT_ENCRYPTION_KEYS calls old.'],
])('where its key %s, nothing opens, and what to do is said', async (_, keys, sentence) => {
  await openWith(OLD);
  await expect(openWith(...keys)).rejects.toThrow(sentence);
  await expect(openWith(...keys)).rejects.toThrow(/Put (it|the former one) back/);
});
