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

/** More than a process has places for. */
const MANY = 70;

test('more of them than there are places: others start once they have ended, and a stop waits for none', async () => {
  login = Promise.withResolvers();
  await world.restart();
  const ids: string[] = [];
  for (let n = 0; n < MANY; n++) ids.push(await ask());
  const last = ids.at(-1) as string;
  await told(world, last, 'card', 'credentials', 30_000);
  expect(world.connect.contacts().filter(({ clientToken }) => ids.includes(clientToken ?? ''))).toEqual([]);
  login.resolve(SANDBOX_CREDENTIALS);
  await told(world, await ask(), 'contact_id');
});

test('what waits for credentials when the app stops goes out after the next start, once', async () => {
  login = Promise.withResolvers();
  const patient = await startWorld({ overrides: { connect: { credentials: () => login.promise } } });
  const id = await reachOut(patient, patient.slack.as(seedIds.ada));
  await told(patient, id, 'card');
  const began = performance.now();
  await patient.restart(async () => {
    expect(performance.now() - began).toBeLessThan(2_500);
    login.resolve(SANDBOX_CREDENTIALS);
  });
  await told(patient, id, 'contact_id');
  expect(callsFor(patient, id)).toHaveLength(1);
  await patient.stop();
});
