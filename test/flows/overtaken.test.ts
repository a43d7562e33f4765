import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { Q_SEED_IDS } from '../../src/sandbox/qconnect/index.ts';
import type { Person } from '../../src/sandbox/slack/index.ts';
import { type Conversing, heardIn, startConversing, talk } from '../support/conversing.ts';
import { delayNext, pickHours, setAsideIn, submitLabelOf, typedIn, withheld } from '../support/hasty.ts';
import { csvOf, numbersFrom } from '../support/many.ts';
import { blockIdsOf, openByCommand, opened } from '../support/steps.ts';
import type { World } from '../support/world.ts';

jest.setTimeout(60_000);

/** Of no known range: it is asked about. */
const UNKNOWN = '+1 436 217 5944';

let conversing: Conversing;
let world: World;
let ada: Person;
beforeAll(async () => {
  conversing = await startConversing({
    env: {
      CONNECT_QUICK_RESPONSES_ID: Q_SEED_IDS.quickResponses,
      CONNECT_KNOWLEDGE_BASE_ID: Q_SEED_IDS.templates,
    },
  });
  ({ world, ada } = conversing);
});
afterEach(async () => {
  world.slack.faults.clear();
  world.qconnect.clearFaults();
  if (ada.view) await ada.close({ all: true });
});
afterAll(() => conversing.stop());

async function open(text: string): Promise<void> {
  await openByCommand(world, ada, text);
  await world.app.drain();
}

test('what is slower than the wait before an answer takes no question away', async () => {
  await open('+1 206 555 0152 sms Hi');
  delayNext(world, 1_500);
  await ada.fill('phone', UNKNOWN);
  expect(await ada.submit()).toMatchObject({ kind: 'updated' });
  await world.app.drain();
  expect(blockIdsOf(ada.view)).toContain('confirm');
});

test('what was chosen before Send and comes after it holds, and takes no question away', async () => {
  await open(`${UNKNOWN} sms Hi`);
  const late = await withheld(world, () => ada.press('more_options'));
  expect(await ada.submit()).toMatchObject({ kind: 'updated' });
  await late.comes();
  expect(blockIdsOf(ada.view)).toEqual(expect.arrayContaining(['confirm', 'attributes']));
});

test('a list that was handed in is not asked for again by what was chosen before', async () => {
  await opened(world, ada, () => ada.command('#support', '/reach-out many'));
  const { id } = ada.upload(csvOf(numbersFrom(1, 1)));
  await ada.fill('message', 'Hi');
  await ada.choose('file', [id]);
  const late = await withheld(world, () => ada.choose('channel', 'voice'));
  expect(await ada.submit()).toMatchObject({ kind: 'updated' });
  expect(submitLabelOf(ada)).toBeUndefined();
  const { length } = world.slack.log.entries;
  await late.comes();
  const changes = world.slack.log.entries.slice(length).filter(({ name }) => name === 'views.update');
  expect(JSON.stringify(changes)).not.toContain('file_input');
});

test('what was set aside just before Send can be put back beside the question', async () => {
  await open(`${UNKNOWN} sms Hello Ann`);
  delayNext(world);
  await pickHours(ada);
  expect(await ada.submit()).toMatchObject({ kind: 'updated' });
  await world.app.drain();
  expect(blockIdsOf(ada.view)).toContain('confirm');
  expect([typedIn(ada, 'message'), ...setAsideIn(ada)]).toContain('Hello Ann');
});

test('options that were opened just before Send stay open beside the question', async () => {
  await open(`${UNKNOWN} sms Hi`);
  delayNext(world);
  await ada.press('more_options');
  expect(await ada.submit()).toMatchObject({ kind: 'updated' });
  await world.app.drain();
  expect(blockIdsOf(ada.view)).toEqual(expect.arrayContaining(['confirm', 'attributes']));
});

test('a tick beside the open conversation of one number answers for no other', async () => {
  const [first, second] = [await talk(conversing), await talk(conversing)];
  await open(`${first.contact.customer.address} sms Hello again`);
  expect(await ada.submit()).toMatchObject({ kind: 'updated' });
  await ada.choose('confirm', ['open_elsewhere']);
  world.slack.fault({ method: 'views.update', kind: 'http_500' });
  await ada.fill('phone', second.contact.customer.address);
  expect(await ada.submit()).toMatchObject({ kind: 'updated' });
  expect(ada.view?.values.confirm?.confirm?.selected_options).toEqual([]);
});

test('a tick that is missing for another number is asked for where there is one', async () => {
  const [first, second] = [await talk(conversing), await talk(conversing)];
  await open(`${first.contact.customer.address} sms Hello again`);
  expect(await ada.submit()).toMatchObject({ kind: 'updated' });
  delayNext(world);
  await ada.fill('phone', second.contact.customer.address);
  await ada.choose('confirm', ['open_elsewhere']);
  expect(await ada.submit()).toMatchObject({ kind: 'updated' });
  await world.app.drain();
  expect(blockIdsOf(ada.view)).toContain('confirm');
});

test('what was typed last is remembered, whatever comes after it', async () => {
  await open('+1 206 555 0152 sms');
  const late = await withheld(world, () => ada.fill('message', 'Hello'));
  await ada.fill('message', 'Hello Ann');
  await late.comes();
  await ada.close();
  await world.app.drain();
  await open('');
  expect(typedIn(ada, 'message')).toBe('Hello Ann');
});

test('a submission is answered in time, whatever hangs', async () => {
  await open('+1 206 555 0152 sms Hi');
  world.slack.fault({ method: '*', kind: 'delay', ms: 8_000, times: Infinity, beforeProcessing: true });
  await ada.fill('phone', 'not a number');
  world.turn(3600);
  expect(await ada.submit()).toMatchObject({ kind: 'errors' });
});

test('a reply that is sent before what was said last is there keeps its error', async () => {
  const { id, contact } = await talk(conversing);
  world.connect.world.customerReply(contact.id, 'When are you open?');
  const { ts } = await world.slack.waitFor(() => heardIn(world, id)[0]);
  world.slack.fault({ method: 'conversations.replies', kind: 'delay', ms: 300 });
  await opened(world, ada, () => ada.press('reply', { conversation: '#support', ts }));
  await ada.fill('message', '#hours');
  expect(await ada.submit()).toMatchObject({ kind: 'errors' });
  await world.app.drain();
  expect(ada.view?.errors).toHaveProperty('message');
  expect(JSON.stringify(ada.view?.definition.blocks)).toContain('When are you open?');
});

test('a form that could not be filled in has a message all the same', async () => {
  world.qconnect.fault({ kind: 'delay', ms: 400 });
  await world.restart();
  world.slack.fault({ method: 'views.update', kind: 'http_500' });
  await openByCommand(world, ada, '+1 206 555 0152 sms #nothing');
  await world.app.drain();
  expect(typedIn(ada, 'message')).toBe('#nothing');
});
