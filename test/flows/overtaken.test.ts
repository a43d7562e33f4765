import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { elementsOf } from '../../src/sandbox/slack/block-kit/elements.ts';
import { type OpenView, type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import { type Conversing, heardIn, talk } from '../support/conversing.ts';
import {
  delayNext,
  HOURS,
  openQuietly,
  pickHours,
  setAsideIn,
  startHasty,
  submitLabelOf,
  typedIn,
  UNKNOWN,
  withheld,
} from '../support/hasty.ts';
import { csvOf, numbersFrom } from '../support/many.ts';
import { blockIdsOf, calmDown, metadataOf, openByCommand, opened } from '../support/steps.ts';
import type { World } from '../support/world.ts';

let conversing: Conversing;
let world: World;
let ada: Person;
beforeAll(async () => {
  conversing = await startHasty();
  ({ world, ada } = conversing);
});
afterEach(() => calmDown(world, ada));
afterAll(() => conversing.stop());

const open = (text: string) => openQuietly(world, ada, text);

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
  world.slack.fault({ method: 'views.update', kind: 'http_500', times: 2 });
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

/** The form of a reply to a chat of its own, as it opens. */
async function openReply(): Promise<void> {
  const { id, contact } = await talk(conversing);
  world.connect.world.customerReply(contact.id, 'When are you open?');
  const { ts } = await world.slack.waitFor(() => heardIn(world, id)[0]);
  await opened(world, ada, () => ada.press('reply', { conversation: '#support', ts }));
}

test('a reply that is sent before what was said last is there keeps its error', async () => {
  world.slack.fault({ method: 'conversations.replies', kind: 'delay', ms: 300 });
  await openReply();
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

test('a reply that went with other words gets an id of its own, which nothing done before takes back', async () => {
  await openReply();
  await ada.fill('message', 'From 9 to 5');
  await world.app.drain();
  const sent = await withheld(world, () => ada.submit());
  await sent.comes();
  const late = await withheld(world, () => ada.fill('message', 'From 9 to 5, but not on Sundays'));
  expect(await ada.submit()).toMatchObject({ kind: 'updated' });
  const { reply_id } = metadataOf(ada.view as OpenView);
  await late.comes();
  await ada.fill('message', 'From 9 to 5, but not on Sundays, {{name}}');
  await world.app.drain();
  expect(metadataOf(ada.view as OpenView).reply_id).toBe(reply_id);
});

test('the private list shows what is left, however late the answer to an earlier press is', async () => {
  await talk(conversing);
  await talk(conversing);
  const answer = await ada.command('#support', '/reach-out stop');
  const list = answer.kind === 'acknowledged' && answer.response;
  if (!list) throw new Error('no list');
  const stops = () => elementsOf(list.blocks ?? []).filter(({ actionId }) => actionId === 'stop_contact');
  const [first, second, ...others] = stops();
  const press = (one = first) =>
    ada.press('stop_contact', { conversation: '#support', ts: list.ts, blockId: one?.blockId ?? '' });
  const late = delayNext(world, 400, 'response_url');
  await press();
  await late.begun();
  await press(second);
  await world.app.drain();
  expect(stops()).toHaveLength(others.length);
});

test('whoever saves settings changes none that somebody else has chosen meanwhile', async () => {
  const grace = world.slack.as(seedIds.grace);
  const settingsOf = (person: Person) =>
    opened(world, person, () => person.command('#support', '/reach-out settings'));
  await settingsOf(ada);
  await settingsOf(grace);
  await grace.choose('default_channel', 'voice');
  await grace.submit();
  await ada.choose('replies', 'send');
  await ada.submit();
  await settingsOf(ada);
  expect(typedIn(ada, 'default_channel')).toBe('voice');
  expect(typedIn(ada, 'replies')).toBe('send');
  await ada.choose('default_channel', 'sms');
  await ada.choose('replies', 'ask');
  await ada.submit();
});

test.each(['modal', 'reply'])(
  '%s: what is typed while a quick response is filled in is set aside',
  async (form) => {
    if (form === 'modal') await open('+1 206 555 0152 sms Hello');
    else await openReply();
    const late = delayNext(world);
    await pickHours(ada);
    await late.begun();
    for (const text of ['Hello A', 'Hello Ann', 'Hello Ann, we']) await ada.fill('message', text);
    await world.app.drain();
    expect(typedIn(ada, 'message')).toBe(HOURS);
    expect(setAsideIn(ada)).toContain('Hello Ann, we');
    expect(setAsideIn(ada)).not.toContain('Hello A');
  },
);

test('what was typed last is remembered, though what was typed before comes once the form is closed', async () => {
  await open('+1 206 555 0152 sms');
  const late = await withheld(world, () => ada.fill('message', 'Hello'));
  await ada.fill('message', 'Hello Ann');
  await world.app.drain();
  await ada.close();
  await late.comes();
  await open('');
  expect(typedIn(ada, 'message')).toBe('Hello Ann');
});
