import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { List } from '../../src/domain/many/list.ts';
import type { Database } from '../../src/store/database.ts';
import { createLists } from '../../src/store/lists.ts';
import { createStuckLists } from '../../src/store/stuck-lists.ts';
import { createVault } from '../../src/store/vault.ts';
import { turnedClock } from '../support/clock.ts';
import { type MigratedDatabase, migratedDatabase, query } from '../support/postgres.ts';

const KEY = { id: 'old', key: randomBytes(32) };

let own: MigratedDatabase;
let database: Database;
beforeAll(async () => {
  own = await migratedDatabase();
  ({ database } = own);
});
afterAll(() => own.giveBack());

const stuckWith = (...keyIds: string[]) => createStuckLists(database.kysely, keyIds);
const lists = () => createLists(database.kysely, turnedClock(), createVault([KEY], randomBytes(32)));

/** One that is due, and as the work on it has left it. */
async function stored(changes: Partial<List> = {}): Promise<string> {
  const id = randomUUID();
  const own = { id, teamId: 'T1', userId: 'U1', placeId: 'C1', channel: 'sms', fileId: 'F1' } as const;
  const entry = { actor: { kind: 'operator' }, action: 'list_requested' } as const;
  await lists().insert({ ...own, content: { message: 'Hi', fileName: 'f.csv' }, answered: [] }, entry);
  await lists().change(id, (list) => ({ list: { ...list, ...changes }, entries: [] }));
  return id;
}

const LATER = '2030-01-01T00:00:00.000Z';
const approval = { rule: 1, approvers: ['U2'], placeId: 'C2', askedAt: LATER, lapsesAt: LATER };

test.each<[string, Partial<List>, object]>([
  ['fails again and again', { troubles: 7, waitUntil: LATER }, { troubles: 7, errors: [] }],
  [
    'has a message that Slack refuses',
    { state: 'running', posts: { list: { tries: 0, refused: 'invalid_blocks' } } },
    { state: 'running', troubles: 0, errors: ['list invalid_blocks'] },
  ],
  [
    'has nobody who can be asked for approval',
    { state: 'awaiting_approval', approval: { ...approval, obstacle: 'not_in_channel' } as never },
    { errors: ['list_approval not_in_channel'] },
  ],
])('a list that %s is listed, tried again and left', async (_, changes, listed) => {
  const stuck = stuckWith('old');
  const id = await stored(changes);
  expect(await stuck.list()).toEqual([expect.objectContaining({ id, missingKeys: null, ...listed })]);
  expect(await stuck.retry(id)).toBe(true);
  const again = await lists().find(id);
  expect(again).toMatchObject({ troubles: 0, content: { message: 'Hi' } });
  expect(again?.waitUntil).toBeUndefined();
  expect(again?.posts.list?.refused).toBeUndefined();
  await lists().change(id, (list) => ({ list: { ...list, ...changes }, entries: [] }));
  expect(await stuck.drop(id)).toBe(true);
  expect(await stuck.list()).toEqual([]);
  const accounted =
    "select action, door from audit_entry where detail ->> 'list' = $1 order by id desc limit 2";
  expect(await query(own.url, accounted, [id])).toEqual([
    { action: 'stuck_dropped', door: 'operator' },
    { action: 'stuck_retried', door: 'operator' },
  ]);
});

test('a list whose key is missing is listed with it; one that is well, or has come on since, is not', async () => {
  const id = await stored();
  const past = await stored({ troubles: 9 });
  expect(await stuckWith('old').list()).toEqual([]);
  const missing = await stuckWith('new').list();
  expect(missing).toMatchObject([past, id].map((one) => ({ id: one, missingKeys: 'old', errors: [] })));
});

test('there is nothing to do about a list that is not there', async () => {
  expect(await stuckWith('old').retry(randomUUID())).toBe(false);
  expect(await stuckWith('old').drop('nonsense')).toBe(false);
});
