import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SANDBOX_CREDENTIALS } from '../../src/sandbox/connect/index.ts';
import { seedIds } from '../../src/sandbox/slack/index.ts';
import { callsFor, reachOut, told } from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
/** As from a program that waits for somebody to log in. */
let login = Promise.withResolvers<typeof SANDBOX_CREDENTIALS>();

beforeAll(async () => {
  const credentials = () => login.promise;
  world = await startWorld({ overrides: { connect: { credentials }, connectDeadlineMs: 500 } });
});
afterAll(() => world.stop());

const ask = () => reachOut(world, world.slack.as(seedIds.ada));

test('what waits for credentials ends as not sent by its deadline; once they are there, it goes out', async () => {
  const ids = [await ask(), await ask(), await ask()];
  for (const id of ids) {
    await told(world, id, 'card', 'credentials', 10_000);
    expect(callsFor(world, id)).toEqual([]);
  }
  login.resolve(SANDBOX_CREDENTIALS);
  await told(world, await ask(), 'contact_id');
});

test('and the app stops without waiting for them', async () => {
  login = Promise.withResolvers();
  await world.restart();
  await ask();
  const began = performance.now();
  await world.restart();
  expect(performance.now() - began).toBeLessThan(5_000);
});
