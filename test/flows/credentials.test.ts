import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SANDBOX_CREDENTIALS } from '../../src/sandbox/connect/index.ts';
import { seedIds } from '../../src/sandbox/slack/index.ts';
import { callsFor, reachOut, told } from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

/** As many as a process has in hand at most, and more. */
const MORE_THAN_ALL_PLACES = 70;

let world: World;
let isHanging = true;
const credentials = () => (isHanging ? new Promise<never>(() => {}) : Promise.resolve(SANDBOX_CREDENTIALS));

beforeAll(async () => {
  world = await startWorld({ overrides: { connect: { credentials }, connectDeadlineMs: 500 } });
});
afterAll(() => world.stop());

test('credentials that hang hold up nothing: what waits for them ends as not sent, and what is new goes out', async () => {
  const ada = world.slack.as(seedIds.ada);
  const ids: string[] = [];
  for (let sent = 0; sent < MORE_THAN_ALL_PLACES; sent++) ids.push(await reachOut(world, ada));
  for (const id of ids) {
    await told(world, id, 'card', 'credentials', 20_000);
    expect(callsFor(world, id)).toEqual([]);
  }
  isHanging = false;
  await world.restart();
  await told(world, await reachOut(world, ada), 'contact_id');
  isHanging = true;
});

test('and the app stops without waiting for them', async () => {
  await world.restart();
  await reachOut(world, world.slack.as(seedIds.ada));
  const began = performance.now();
  await world.restart();
  expect(performance.now() - began).toBeLessThan(5_000);
});
