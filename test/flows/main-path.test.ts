import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { seedIds } from '../../src/sandbox/slack/index.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

test('/reach-out, the modal, and the ContactId in the thread', async () => {
  const ada = world.slack.as(seedIds.ada);
  await ada.command('#support', '/reach-out +1 (206) 555-0152 sms Hi there');
  await world.slack.waitFor(() => ada.view);
  const submitted = await ada.submit();
  expect(submitted).toEqual({ kind: 'closed' });
  const reply = await world.slack.waitForMessage(({ text }) => text.includes('ContactId'));
  const [contact] = world.connect.contacts();
  expect(reply.text).toContain(contact?.id);
});
