import { afterEach, expect, test } from '@jest/globals';
import { readJson } from '../manifest/read-json.ts';
import { type Conversing, heardIn, startConversing, talk } from '../support/conversing.ts';
import { timesLogged } from '../support/ready.ts';
import { startWorld } from '../support/world.ts';

const RUNNING = 'Reach Out is running';

let stop: () => Promise<void>;
afterEach(() => stop());

test('without a topic the log says that conversations are off', async () => {
  const world = await startWorld();
  stop = world.stop;
  expect(timesLogged(world, `"conversations":false,"msg":"${RUNNING}"`)).toBe(1);
});

const WITHOUT = 'the Slack app was installed without conversations';

test('an app that was installed without conversations is told of in the log, once', async () => {
  const conversing = await startConversing({ slack: { manifest: readJson('manifest/manifest.json') } });
  stop = conversing.stop;
  expect(timesLogged(conversing.world, WITHOUT)).toBe(1);
  expect(conversing.world.logged()).toContain('"missing":["reactions:read","reactions:write"]');
});

test('with one it says that they are on, and the embedded database needs no key to be set', async () => {
  const conversing: Conversing = await startConversing({ env: { REACH_OUT_ENCRYPTION_KEYS: '' } });
  stop = conversing.stop;
  const { world } = conversing;
  expect(timesLogged(world, `"conversations":true,"replies":"ask","msg":"${RUNNING}"`)).toBe(1);

  expect(timesLogged(world, WITHOUT)).toBe(0);

  const { id, contact } = await talk(conversing);
  await world.restart();
  world.connect.world.customerReply(contact.id, 'Still there?');
  await world.slack.waitFor(() => heardIn(world, id).length > 0);
  // What was sealed before the restart is read after it: the way into the chat is still the same.
  const joins = world.connect.requests().filter(({ operation }) => operation === 'CreateParticipant');
  expect(joins).toHaveLength(1);
});
