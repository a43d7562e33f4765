import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Message, type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import { policyFile } from '../support/policy.ts';
import { opened, reachOut, send, textOf, told } from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

// Ada and Kenji are admins by their group; Grace and Nadia are not.
const policy = policyFile(`admins: [${seedIds.supportGroup}]\n`);
let world: World;
let ada: Person;
let kenji: Person;
let grace: Person;
let nadia: Person;

beforeAll(async () => {
  // One start, then none for a long while.
  world = await startWorld({
    env: { ...policy.env, CONNECT_START_RATE: '0.01', CONNECT_START_BURST: '1' },
  });
  ada = world.slack.as(seedIds.ada);
  kenji = world.slack.as(seedIds.kenji);
  grace = world.slack.as(seedIds.grace);
  nadia = world.slack.as(seedIds.grid);
});
afterAll(async () => {
  await world.stop();
  policy.remove();
});

async function press(person: Person, button: string, { conversation, ts }: Message): Promise<void> {
  await person.press(button, { conversation, ts });
}

/** Whom to ask for it. */
async function turnedDown(person: Person, owner: string, what: string): Promise<void> {
  const text = `Only <@${owner}> or an admin (<!subteam^${seedIds.supportGroup}>) can ${what}.`;
  await world.slack.waitFor(() => person.ephemerals.some((one) => one.text === text));
}

test('whoever asked and admins act; everybody else reads whom to ask', async () => {
  world.connect.fault({ operation: 'StartOutboundChatContact', kind: 'access_denied' });
  const failed = await told(world, await reachOut(world, grace), 'card', 'Not sent');
  await press(nadia, 'try_again', failed);
  await turnedDown(nadia, seedIds.grace, 'try it again');
  await opened(world, kenji, () => press(kenji, 'try_again', failed));
  const again = await send(kenji);

  const card = await told(world, again, 'card', 'Waiting, not sent yet');
  expect(textOf(card)).toContain(`Asked for by <@${seedIds.kenji}>`);
  await press(grace, 'cancel_reach_out', card);
  await turnedDown(grace, seedIds.kenji, 'cancel it');
  await press(ada, 'cancel_reach_out', card);
  await told(world, again, 'card', `Cancelled by <@${seedIds.ada}>, nothing was sent`);
});
