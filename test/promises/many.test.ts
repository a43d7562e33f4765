import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Q_SEED_IDS } from '../../src/sandbox/qconnect/index.ts';
import { type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import { csvOf, listMessage, numbersFrom, pressList, sendList, submitList } from '../support/many.ts';
import { opened, reachOut, textOf } from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

const ROWS = 5_000;
/** Of the list, while a person's own waits for its turn. */
const MOST_BEFORE = 3;

let world: World;
let ada: Person;
beforeAll(async () => {
  world = await startWorld({
    env: {
      CONNECT_KNOWLEDGE_BASE_ID: Q_SEED_IDS.templates,
      CONNECT_START_RATE: '4',
      CONNECT_START_BURST: '4',
    },
  });
  ada = world.slack.as(seedIds.ada);
});
afterAll(() => world.stop());

const started = () => world.connect.contacts().map(({ customer }) => customer.address);

test('five thousand rows are reported on, and what a person sends meanwhile goes first', async () => {
  const id = await sendList(world, ada, csvOf(numbersFrom(0, ROWS)));
  const report = await listMessage(world, id, 'not started', { turns: false });
  expect(textOf(report)).toContain('List of 5,000 by SMS');
  await pressList(world, ada, id, 'start_list');
  await world.connect.waitFor(() => started().length >= 6, { timeoutMs: 20_000 });
  const before = started().length;
  const own = '+12065559152';
  // By the clock, however long it takes to fill in the form.
  await world.holding(() => reachOut(world, world.slack.as(seedIds.grace), `${own} sms Your taxi is here`));
  await world.connect.waitFor(() => started().includes(own), { timeoutMs: 20_000 });
  expect(started().indexOf(own) - before).toBeLessThanOrEqual(MOST_BEFORE);
  await pressList(world, ada, id, 'stop_list');
  expect(textOf(await listMessage(world, id, 'in the thread'))).toContain('Stopped by');
});

test('and so are five thousand rows that go out as a template, three of which Amazon Connect fills in', async () => {
  const rows = numbersFrom(0, ROWS).map((number, at) => `${number},Customer ${at},${at}`);
  await opened(world, ada, () => ada.command('#support', '/reach-out many'));
  const file = { name: 'orders.csv', content: ['phone,first name,order', ...rows].join('\n') };
  await ada.choose('file', [ada.upload(file).id]);
  await ada.suggest('template', 'order');
  await ada.choose('template', Q_SEED_IDS.orderReady);
  const id = await submitList(ada);
  await listMessage(world, id, 'not started', { turns: false });
  const rendered = world.qconnect.requests().filter(({ operation }) => operation === 'RenderMessageTemplate');
  expect(rendered).toHaveLength(3);
});
