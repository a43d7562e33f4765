import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Person } from '../../src/sandbox/slack/index.ts';
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
} from '../support/hasty.ts';
import { blockIdsOf, calmDown, hintsOf, openByCommand, opened } from '../support/steps.ts';
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

const typed = (field: string) => typedIn(ada, field);
const submitLabel = () => submitLabelOf(ada);
const setAside = () => setAsideIn(ada);

const open = (text: string) => openQuietly(world, ada, text);

test('what was typed just before Send takes no error away', async () => {
  await open('+1 206 555 0152 sms Hi');
  delayNext(world);
  await ada.fill('phone', 'not a number');
  expect(await ada.submit()).toMatchObject({ kind: 'errors', by: 'app' });
  await world.app.drain();
  expect(ada.view?.errors).toHaveProperty('phone');
});

test('what was typed just before Send takes no question away', async () => {
  await open('+1 206 555 0152 sms Hi');
  delayNext(world);
  await ada.fill('phone', UNKNOWN);
  expect(await ada.submit()).toMatchObject({ kind: 'updated' });
  await world.app.drain();
  expect(blockIdsOf(ada.view)).toContain('confirm');
});

test('an error stands in the form that there is when it comes', async () => {
  await open(`${UNKNOWN} sms Hi`);
  await ada.press('more_options');
  await world.app.drain();
  const sends = async () => {
    delayNext(world);
    await ada.choose('channel', 'voice');
    return ada.submit();
  };
  expect(await sends()).toMatchObject({ kind: 'updated' });
  await world.app.drain();
  expect(submitLabel()).toBe('Call');
  expect(blockIdsOf(ada.view)).toContain('confirm');
});

test.each([
  ['a channel', () => ada.choose('channel', 'voice'), () => submitLabel() === 'Call'],
  [
    'a number',
    () => ada.fill('phone', '+44 7400 123456'),
    () => hintsOf(ada.view).phone?.includes('United Kingdom'),
  ],
  ['more options', () => ada.press('more_options'), () => blockIdsOf(ada.view).includes('attributes')],
])(
  'a quick response and, at once, %s: both hold, and what was written can be put back',
  async (_, act, holds) => {
    await open('+1 206 555 0152 sms Hello Ann');
    const late = delayNext(world);
    await pickHours(ada);
    await late.begun();
    await act();
    await world.app.drain();
    expect(typed('message')).toBe(HOURS);
    expect(setAside()).toEqual(['Hello Ann']);
    expect(holds()).toBe(true);
  },
);

test('a channel and, at once, a quick response', async () => {
  await open('+1 206 555 0152 sms Hello Ann');
  const late = delayNext(world);
  await ada.choose('channel', 'whatsapp');
  await late.begun();
  await pickHours(ada);
  await world.app.drain();
  expect([typed('channel'), typed('message'), setAside()]).toEqual(['whatsapp', HOURS, ['Hello Ann']]);
  await ada.press('put_back');
  await world.app.drain();
  expect(typed('message')).toBe('Hello Ann');
});

test('a shortcut that is looked up while another channel is chosen', async () => {
  world.qconnect.fault({ kind: 'delay', ms: 400 });
  await world.restart();
  await openByCommand(world, ada, '+1 206 555 0152 sms #hours');
  await ada.choose('channel', 'whatsapp');
  await world.app.drain();
  expect(typed('message')).toBe(HOURS);
  expect(typed('channel')).toBe('whatsapp');
  expect(JSON.stringify(ada.view?.definition.private_metadata)).not.toContain('sms');
});

test('a hint that has just come goes again with what it was for', async () => {
  await open('+1 206 555 0152 sms Hi');
  const late = delayNext(world);
  await ada.fill('phone', '+44 7400 123456');
  await late.begun();
  await ada.fill('phone', '+1 206 555 0152');
  await world.app.drain();
  expect(hintsOf(ada.view).phone ?? '').not.toContain('United Kingdom');
});

test('options that were opened stay open, with what is in them, whatever is chosen at once', async () => {
  await open('+1 206 555 0152 sms Hi');
  const late = delayNext(world);
  await ada.press('more_options');
  await late.begun();
  await ada.choose('channel', 'voice');
  await world.app.drain();
  expect(blockIdsOf(ada.view)).toEqual(expect.arrayContaining(['attributes', 'ring_timeout_in_seconds']));
});

test('a list: the way that is chosen last has its template', async () => {
  await opened(world, ada, () => ada.command('#support', '/reach-out many'));
  await world.app.drain();
  const late = delayNext(world);
  await ada.choose('channel', 'voice');
  await late.begun();
  await ada.choose('channel', 'sms');
  await world.app.drain();
  expect(typed('channel')).toBe('sms');
  expect(blockIdsOf(ada.view)).toContain('template');
});

test('Reply: a quick response that is picked before what was said last is there', async () => {
  const { id, contact } = await talk(conversing);
  world.connect.world.customerReply(contact.id, 'When are you open?');
  const { ts } = await world.slack.waitFor(() => heardIn(world, id)[0]);
  const late = delayNext(world);
  await opened(world, ada, () => ada.press('reply', { conversation: '#support', ts }));
  await ada.fill('message', 'Hello Ann');
  await late.begun();
  await pickHours(ada);
  await world.app.drain();
  expect([typed('message'), setAside()]).toEqual([HOURS, ['Hello Ann']]);
  expect(JSON.stringify(ada.view?.definition.blocks)).toContain('When are you open?');
});

test.each([1, 2, 3])(
  'a quick response is filled in though Slack does not say that call %i was carried out',
  async (nth) => {
    await open('+1 206 555 0152 sms Hello');
    let calls = 0;
    const when = () => {
      calls += 1;
      return calls === nth;
    };
    world.slack.fault({ method: 'views.update', kind: 'drop_after', when });
    await pickHours(ada);
    await ada.press('more_options');
    await world.app.drain();
    expect([typed('message'), ...setAside()]).toEqual([HOURS, 'Hello']);
    expect(blockIdsOf(ada.view)).toContain('fewer_options');
  },
);

test.each(['http_500', 'rate_limited'] as const)('a form follows after %s', async (kind) => {
  await open('+1 206 555 0152 sms Hello');
  world.slack.fault({ method: 'views.update', kind });
  await ada.choose('channel', 'voice');
  await world.app.drain();
  expect(submitLabel()).toBe('Call');
});
