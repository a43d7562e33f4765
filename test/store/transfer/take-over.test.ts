import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { takeOver } from '../../../src/store/transfer/take-over.ts';
import { type MigratedDatabase, migratedDatabase, query } from '../../support/postgres.ts';

let tables: MigratedDatabase;
beforeAll(async () => {
  tables = await migratedDatabase();
});
afterAll(() => tables.giveBack());
beforeEach(() => query(tables.url, 'truncate reach_out, line, list'));

const TAKEN_AT = new Date(Date.now() - 3_600_000);

async function reachOutIn(state: string, readyInSeconds: number, dueAt = 'now()'): Promise<string> {
  const id = randomUUID();
  await query(
    tables.url,
    `insert into reach_out (id, team_id, user_id, place_id, channel, lane, state, requested_at, start_at, ready_at, due_at, lease_until)
     values ($1, 'T1', 'U1', 'C1', 'sms', 0, $2, now(), now(), now() + make_interval(secs => $3), ${dueAt}, now())`,
    [id, state, readyInSeconds],
  );
  return id;
}

test.each([
  ['requested', 0, 'unknown'],
  ['starting', 0, 'unknown'],
  ['unknown', 0, 'unknown'],
  ['scheduled', -60, 'unknown'],
  ['scheduled', 3600, 'scheduled'],
  ['awaiting_approval', 0, 'awaiting_approval'],
  ['started', 0, 'started'],
  ['ended', 0, 'ended'],
])('a reach-out that is %s, ready in %i s: %s', async (state, seconds, becomes) => {
  const id = await reachOutIn(state, seconds);
  const { reachOuts } = await takeOver(tables.database.kysely, TAKEN_AT);
  expect(reachOuts).toBe(becomes === 'unknown' ? 1 : 0);
  const [row] = await query<{ state: string; lease_until: Date | null; isOver: boolean }>(
    tables.url,
    `select state, lease_until, uncertain_since < now() - interval '1 hour' as "isOver" from reach_out where id = $1`,
    [id],
  );
  // Longer ago than anything is repeated.
  expect(row).toEqual({ state: becomes, lease_until: null, isOver: becomes === 'unknown' ? true : null });
  const entries = 'select actor, door from audit_entry where reach_out_id = $1';
  expect(await query(tables.url, entries, [id])).toEqual(
    becomes === 'unknown' ? [{ actor: 'operator', door: 'operator' }] : [],
  );
});

test('what an operator has left as it is stays so', async () => {
  await reachOutIn('requested', 0, 'null');
  expect(await takeOver(tables.database.kysely, TAKEN_AT)).toMatchObject({ reachOuts: 0 });
});

test.each([
  ['waiting', true],
  ['sending', true],
  ['asked', false],
  ['accepted', false],
])('a reply that is %s is on its way no more: %p', async (state, isSo) => {
  const id = await reachOutIn('started', 0);
  const line = { kind: 'reply', state, sendAt: '2026-03-03T09:00:00.000Z', tries: 0 };
  await query(
    tables.url,
    "insert into line (reach_out_id, id, at, line, is_open) values ($1, 'r', now(), $2, true)",
    [id, JSON.stringify(line)],
  );
  expect(await takeOver(tables.database.kysely, TAKEN_AT)).toMatchObject({ replies: isSo ? 1 : 0 });
  const [row] = await query<{ line: Record<string, unknown> }>(tables.url, 'select line from line');
  if (!isSo) expect(row?.line).toEqual(line);
  else {
    expect(row?.line).toMatchObject({ state, isUncertain: true });
    expect(new Date(String(row?.line.sentAt)).getTime()).toBeLessThan(TAKEN_AT.getTime());
  }
});

test.each([
  ['running', {}, 'paused'],
  ['scheduled', { sendAt: '2020-01-01T00:00:00.000Z' }, 'paused'],
  ['scheduled', { sendAt: '2999-01-01T00:00:00.000Z' }, 'scheduled'],
  ['paused', {}, 'paused'],
  ['reported', {}, 'reported'],
  ['done', {}, 'done'],
])('a list that is %s %j: %s', async (state, doc, becomes) => {
  const id = randomUUID();
  await query(
    tables.url,
    `insert into list (id, user_id, place_id, channel, state, doc, requested_at, due_at)
     values ($1, 'U1', 'C1', 'sms', $2, $3, now(), now())`,
    [id, state, JSON.stringify(doc)],
  );
  const isPaused = becomes === 'paused' && state !== 'paused';
  expect(await takeOver(tables.database.kysely, TAKEN_AT)).toMatchObject({ lists: isPaused ? 1 : 0 });
  const [row] = await query<{ state: string; doc: { takenOverAt?: string } }>(
    tables.url,
    'select state, doc from list',
  );
  expect(row?.state).toBe(becomes);
  expect(row?.doc.takenOverAt === undefined).toBe(!isPaused);
});
