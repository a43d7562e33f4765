import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  type SeveralWorkspaces,
  type SimulatedSlack,
  seedIds,
  startSeveralWorkspaces,
} from '../../src/sandbox/slack/index.ts';
import { type Conversing, startConversing, talk } from '../support/conversing.ts';
import { oauthEnvironment } from '../support/installing.ts';
import { csvOf, listMessage, sendList } from '../support/many.ts';
import { startOtherConversing, there } from '../support/other-workspace.ts';
import { openByCommand, reachOut, textOf, told } from '../support/steps.ts';
import type { World } from '../support/world.ts';

let several: SeveralWorkspaces;
let conversing: Conversing;
let other: SimulatedSlack;
/** The world as seen from the other workspace. */
let elsewhere: World;

beforeAll(async () => {
  several = await startSeveralWorkspaces();
  conversing = await startConversing({ database: 'postgres', env: oauthEnvironment(several) });
  const { world } = conversing;
  other = await startOtherConversing(world, several);
  elsewhere = { ...world, slack: other };
});
afterAll(async () => {
  await conversing.stop();
  await other.stop();
  await several.stop();
});

test('a conversation that is open in another workspace is asked about, and no more is said of it', async () => {
  const { world } = conversing;
  const ada = other.as(there(seedIds.ada));
  const { contact } = await talk(conversing);
  const number = contact.customer.address;
  await openByCommand(elsewhere, ada, `${number} sms Hello from there`, '#support');
  expect(JSON.stringify(await ada.submit())).toContain('open_elsewhere');
  const asked = JSON.stringify(ada.view?.definition.blocks);
  expect(asked).toContain('A conversation with this number is open in another workspace.');
  for (const known of ['/archives/', seedIds.ada, seedIds.support]) expect(asked).not.toContain(known);
  expect(world.connect.phone(number)).toHaveLength(1);

  await ada.choose('confirm', ['open_elsewhere']);
  await ada.submit();
  await world.connect.waitFor(() => world.connect.phone(number).length > 1);
});

test('a list leaves it out', async () => {
  const { contact } = await talk(conversing);
  const id = await sendList(
    elsewhere,
    other.as(there(seedIds.ada)),
    csvOf([contact.customer.address, '+12065550398']),
  );
  const report = await listMessage(elsewhere, id, 'a conversation with the number is open already');
  expect(textOf(report)).toContain('1 goes');
});

test('one of the own workspace is asked about first, with its thread', async () => {
  const { world } = conversing;
  const ada = other.as(there(seedIds.ada));
  const number = '+12065550399';
  const id = await reachOut(elsewhere, ada, `${number} sms Hello from there`);
  const { ts } = await told(elsewhere, id, 'card');
  await told(elsewhere, id, 'contact_id');
  await openByCommand(world, conversing.ada, `${number} sms And from here`, '#support');
  await conversing.ada.submit();
  await conversing.ada.choose('confirm', ['open_elsewhere']);
  await conversing.ada.submit();
  await world.connect.waitFor(() => world.connect.phone(number).length > 1);
  await openByCommand(elsewhere, ada, `${number} sms Again`, '#support');
  await ada.submit();
  expect(JSON.stringify(ada.view?.definition.blocks)).toContain(ts.replace('.', ''));
});
