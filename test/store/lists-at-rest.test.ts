import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { List } from '../../src/domain/many/list.ts';
import { listAgenda } from '../../src/domain/many/list-step.ts';
import type { Database } from '../../src/store/database.ts';
import { createLists } from '../../src/store/lists.ts';
import { createVault } from '../../src/store/vault.ts';
import { turnedClock } from '../support/clock.ts';
import { type MigratedDatabase, migratedDatabase } from '../support/postgres.ts';

const key = (id: string) => ({ id, key: randomBytes(32) });
const [OLD, NEW] = [key('old'), key('new')];
const clock = turnedClock();
const entry = { actor: { kind: 'operator' }, action: 'list_requested' } as const;

let own: MigratedDatabase;
let database: Database;
beforeAll(async () => {
  own = await migratedDatabase();
  ({ database } = own);
});
afterAll(() => own.giveBack());

const under = (...keys: (typeof OLD)[]) =>
  createLists(database.kysely, clock, createVault(keys, randomBytes(32)));

const content = { message: 'Hi {{name}}', fileName: 'customers.csv' };

/** Under the old key, with one row that waits. */
async function stored(): Promise<string> {
  const id = randomUUID();
  const own = { id, teamId: 'T1', userId: 'U1', placeId: 'C1', channel: 'sms', fileId: 'F1' } as const;
  const lists = under(OLD);
  await lists.insert({ ...own, content, answered: [] }, entry);
  const rows = [{ line: 2, state: 'waiting', phone: '+12065550152', message: 'Hi' }] as const;
  await lists.change(id, (list) => ({ list: { ...list, state: 'running' }, entries: [], rows: [...rows] }));
  return id;
}

test('a list whose key is missing is left to who has it, and keeps what is sealed whatever changes', async () => {
  const id = await stored();
  const [having, without] = [under(OLD), under(NEW)];
  expect(await without.claim(10)).toEqual([]);
  const unread = (await without.find(id)) as List;
  expect(unread).toMatchObject({ isUnreadable: true, content: { message: '' } });
  await without.change(id, (list) => ({ list: { ...list, state: 'paused' }, entries: [] }));
  expect(await having.find(id)).toMatchObject({ state: 'paused', content });
  const [claimed] = await having.claim(10);
  expect(claimed).toMatchObject({ id, content });
  expect((await having.find(id))?.isUnreadable).toBeUndefined();
});

test('a row whose key is missing is told apart from one without a number', async () => {
  const id = await stored();
  const [row] = await under(NEW).toFeed({ id }, 10, clock.now());
  expect(row).toMatchObject({ line: 2, state: 'waiting', isUnreadable: true });
  const [read] = await under(OLD).toFeed({ id }, 10, clock.now());
  expect(read).toMatchObject({ phone: '+12065550152' });
  expect(read).not.toHaveProperty('isUnreadable');
});

test('nothing is next about a list that was changed so that its key opens it no more', async () => {
  const list = (await under(NEW).find(await stored())) as List;
  expect(listAgenda(list, undefined, clock.now(), { startRate: 1 })).toEqual({ dueAt: expect.any(Date) });
});
