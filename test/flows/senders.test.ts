import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { defaultSeed, phoneNumberArn, SEED_IDS } from '../../src/sandbox/connect/index.ts';
import type { Person } from '../../src/sandbox/slack/index.ts';
import { type Conversing, startConversing } from '../support/conversing.ts';
import {
  blockIdsOf,
  blockOf,
  callsFor,
  metadataOf,
  openByCommand,
  opened,
  send,
  textOf,
  told,
} from '../support/steps.ts';
import type { World } from '../support/world.ts';

jest.setTimeout(60_000);

const arn = (id: string) => phoneNumberArn(defaultSeed(), id);
const SUPPORT = arn(SEED_IDS.smsNumber);
const SALES = arn(SEED_IDS.salesSmsNumber);
const SALES_CALLS = '+12065550100';

let conversing: Conversing;
let world: World;
let ada: Person;

beforeAll(async () => {
  conversing = await startConversing({
    database: 'postgres',
    env: {
      CONNECT_SMS_SOURCE_ARN: `Support=${SUPPORT},Sales=${SALES}`,
      CONNECT_VOICE_SOURCE_NUMBER: `Night=+12065550109,Sales=${SALES_CALLS}`,
    },
  });
  ({ world, ada } = conversing);
});
afterAll(() => conversing.stop());

const chosen = (field = 'sender') =>
  (ada.view?.values[field]?.[field]?.selected_option as { value?: string } | null | undefined)?.value;

let last = 300;

/** The form with a number of its own. */
function openForm(channel: string) {
  last += 1;
  return openByCommand(world, ada, `+12065550${last} ${channel} Hi`);
}

async function chooseChannel(channel: string, isThen: () => boolean): Promise<void> {
  await ada.choose('channel', channel);
  await world.slack.waitFor(isThen);
}

/** What Amazon Connect was asked to send from. */
async function sentFrom(id: string): Promise<unknown> {
  const [call] = await world.slack.waitFor(() => {
    const calls = callsFor(world, id);
    return calls.length > 0 ? calls : undefined;
  });
  return (call?.SourceEndpoint as { Address: string } | undefined)?.Address ?? call?.SourcePhoneNumber;
}

describe('in the form', () => {
  test.each([
    [undefined, 'Support', SUPPORT],
    ['Sales', 'Sales', SALES],
  ])('%s is chosen, and it comes from %s, as the card says', async (choice, name, from) => {
    const view = await openForm('sms');
    expect(blockIdsOf(view)).toEqual(['phone', 'time_there', 'channel', 'sender', 'message', 'more_options']);
    expect(blockOf(view, 'sender')).toMatchObject({
      element: { options: [{ value: 'Support' }, { value: 'Sales' }] },
    });
    expect(chosen()).toBe('Support');
    if (choice) await ada.choose('sender', choice);
    const id = await send(ada);
    expect(await sentFrom(id)).toBe(from);
    expect(textOf(await told(world, id, 'card'))).toContain(`SMS from ${name} to +1 …0${last}`);
  });

  test('is absent for a channel with one sender, and comes back as it was', async () => {
    await openForm('sms');
    await ada.choose('sender', 'Sales');
    await chooseChannel('whatsapp', () => !blockIdsOf(ada.view).includes('sender'));
    await chooseChannel('sms', () => blockIdsOf(ada.view).includes('sender'));
    expect(chosen()).toBe('Sales');
    await chooseChannel('whatsapp', () => !blockIdsOf(ada.view).includes('sender'));
    expect(await sentFrom(await send(ada))).toBe(arn(SEED_IDS.whatsAppNumber));
  });

  test('keeps a name that another channel has, and no other', async () => {
    const offers = (name: string) => () => JSON.stringify(blockOf(ada.view, 'sender')).includes(name);
    await openForm('sms');
    await chooseChannel('voice', offers('Night'));
    expect(chosen()).toBe('Night');
    await chooseChannel('sms', offers('Support'));
    await ada.choose('sender', 'Sales');
    await chooseChannel('voice', offers('Night'));
    expect(chosen()).toBe('Sales');
    const id = await send(ada);
    expect(await sentFrom(id)).toBe(SALES_CALLS);
    expect(textOf(await told(world, id, 'card'))).toContain('Voice call from Sales to');
  });

  test('a typed number counts more for a call', async () => {
    await openForm('call');
    await ada.press('more_options');
    await world.slack.waitFor(() => blockIdsOf(ada.view).includes('source_phone_number'));
    await ada.suggest('source_phone_number', '');
    await ada.choose('source_phone_number', SALES_CALLS);
    expect(await sentFrom(await send(ada))).toBe(SALES_CALLS);
  });

  test('is kept when it is tried again', async () => {
    await openForm('sms');
    await ada.choose('sender', 'Sales');
    world.connect.fault({ kind: 'invalid_request', operation: 'StartOutboundChatContact' });
    const id = await send(ada);
    const card = await told(world, id, 'card', 'Try again');
    await opened(world, ada, () => ada.press('try_again', card));
    expect(metadataOf(ada.view as never)).toMatchObject({ retry_of: id });
    expect(chosen()).toBe('Sales');
    expect(await sentFrom(await send(ada))).toBe(SALES);
  });
});
