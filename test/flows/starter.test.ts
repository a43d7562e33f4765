import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import { callsFor, reachOut, told } from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

/** More than a process starts itself at a time: the rest is made jobs. */
const MANY = 100;

let world: World;
let ada: Person;

beforeAll(async () => {
  world = await startWorld({ env: { CONNECT_START_RATE: '1000', CONNECT_START_BURST: '1000' } });
  ada = world.slack.as(seedIds.ada);
});
afterAll(() => world.stop());

test('however many are confirmed while Amazon Connect is slow, each goes out once', async () => {
  world.connect.fault({ operation: 'StartOutboundChatContact', kind: 'delay', ms: 2_000, times: MANY });
  const ids: string[] = [];
  for (let n = 0; n < MANY; n++) ids.push(await reachOut(world, ada));
  for (const id of ids) await told(world, id, 'contact_id');
  await world.app.drain();
  expect(ids.map((id) => callsFor(world, id).length)).toEqual(ids.map(() => 1));
  expect(world.connect.counters().contactsStarted).toBe(MANY);
});
