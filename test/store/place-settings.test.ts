import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Entry } from '../../src/domain/kernel/actor.ts';
import type { Database } from '../../src/store/database.ts';
import { adoptPlaceSettings, createPlaceSettings } from '../../src/store/place-settings.ts';
import { turnedClock } from '../support/clock.ts';
import { type MigratedDatabase, migratedDatabase } from '../support/postgres.ts';

const ENTRY: Entry = { actor: { kind: 'engine' }, action: 'settings', detail: {} };

let database: Database;
let own: MigratedDatabase;

beforeAll(async () => {
  own = await migratedDatabase();
  ({ database } = own);
});
afterAll(() => own.giveBack());

test('in a channel that workspaces share, what one has chosen is nothing to another', async () => {
  const [own, ours, theirs] = [undefined, 'T1', 'T2'].map((id) =>
    createPlaceSettings(database.kysely, turnedClock({ goes: false }), id),
  );
  await own?.choose('C1', { replies: 'ask', senders: {} }, 'U0', ENTRY);
  await ours?.choose('C1', { replies: 'off', channel: 'sms', senders: { sms: 'Sales' } }, 'U1', ENTRY);
  await theirs?.choose('C1', { replies: 'send', channel: 'voice', senders: {} }, 'U2', ENTRY);
  await ours?.choose('C1', { senders: { voice: 'Support' } }, 'U1', ENTRY);
  expect(await own?.of('C1')).toMatchObject({ replies: 'ask', senders: {} });
  expect(await ours?.of('C1')).toMatchObject({
    ...{ replies: 'off', channel: 'sms' },
    senders: { sms: 'Sales', voice: 'Support' },
  });
  expect(await theirs?.of('C1')).toMatchObject({ replies: 'send', channel: 'voice', senders: {} });
});

test('what was chosen before there were several stays so in the workspace of the token, unless it has chosen since', async () => {
  const settingsOf = (id?: string) => createPlaceSettings(database.kysely, turnedClock({ goes: false }), id);
  await settingsOf().choose('C2', { replies: 'off', channel: 'voice', senders: {} }, 'U0', ENTRY);
  await settingsOf().choose('C3', { replies: 'off', senders: {} }, 'U0', ENTRY);
  await settingsOf('T1').choose('C3', { replies: 'send', senders: {} }, 'U1', ENTRY);
  for (let start = 0; start < 2; start++) await adoptPlaceSettings(database.kysely, 'T1');
  expect(await settingsOf('T1').of('C2')).toMatchObject({ replies: 'off', channel: 'voice' });
  expect(await settingsOf('T2').of('C2')).toEqual({ senders: {} });
  expect(await settingsOf('T1').of('C3')).toMatchObject({ replies: 'send' });
});
