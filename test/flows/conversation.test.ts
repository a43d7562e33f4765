import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Conversing, heardIn, startConversing, talk } from '../support/conversing.ts';
import { textOf } from '../support/steps.ts';

let conversing: Conversing;
beforeAll(async () => {
  conversing = await startConversing();
});
afterAll(() => conversing.stop());

test('what the customer writes stands in the thread, and an answer from there reaches them', async () => {
  const { world, ada } = conversing;
  const { slack, connect } = world;
  const { id, contact, root } = await talk(conversing);
  connect.world.customerReply(contact.id, 'Yes please! Can you call me *tomorrow*?');
  const [heard] = await slack.waitFor(() => {
    const all = heardIn(world, id);
    return all.length > 0 ? all : undefined;
  });
  expect(heard?.thread_ts).toBe(root);
  expect(heard && textOf(heard)).toContain('Yes please! Can you call me *tomorrow*?');
  expect(heard && textOf(heard)).toContain(`<@${ada.id}>`);

  const typed = ada.post('#support', 'Of course, at *ten* :tada:', { threadTs: root });
  const ask = await slack.waitFor(() => ada.ephemerals.at(-1));
  expect(textOf(ask)).toContain('Of course, at *ten* 🎉');
  expect(connect.phone(contact.customer.address).map(({ content }) => content)).not.toContain(
    'Of course, at *ten* 🎉',
  );
  await ada.press('send_reply', { conversation: '#support', ts: ask.ts });
  await connect.waitFor(() =>
    connect.phone(contact.customer.address).some(({ content }) => content === 'Of course, at *ten* 🎉'),
  );
  await slack.waitFor(() =>
    slack
      .messages('#support')
      .find(({ ts }) => ts === typed.ts)
      ?.reactions?.some(({ name }) => name === 'postbox'),
  );
});
