import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { defaultSeed, phoneNumberArn, SEED_IDS } from '../../src/sandbox/connect/index.ts';
import { type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import {
  allHeard,
  type Conversing,
  startConversing,
  stream,
  untilCard,
  untilHeard,
} from '../support/conversing.ts';
import { contactOf } from '../support/following.ts';
import { csvOf, listMessage, pressList, submitList } from '../support/many.ts';
import { sendPayload } from '../support/payload.ts';
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
import { startWorld, type World } from '../support/world.ts';

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

describe('remembered for a place', () => {
  const openSettings = () => opened(world, ada, () => ada.command('#support', '/reach-out settings'));

  async function choose(choices: Record<string, string>): Promise<void> {
    await openSettings();
    for (const [field, value] of Object.entries(choices)) await ada.choose(field, value);
    expect((await ada.submit()).kind).toBe('closed');
  }

  const repliesSince = () =>
    world.sql<{ chosen_at: Date }>('select chosen_at from reply_mode where place_id = $1', [seedIds.support]);

  test('channel and senders are chosen beside the reply mode, for whoever opens the form there', async () => {
    const view = await openSettings();
    expect(blockIdsOf(view).slice(1)).toEqual([
      ...['replies', 'default_channel', 'default_sender:sms', 'default_sender:voice'],
    ]);
    expect([chosen('default_channel'), chosen('default_sender:sms')]).toEqual(['sms', 'Support']);
    await ada.close();
    await choose({ default_channel: 'voice', 'default_sender:sms': 'Sales' });

    await openByCommand(world, ada, '');
    expect([chosen('channel'), chosen()]).toEqual(['voice', 'Night']);
    await chooseChannel('sms', () => JSON.stringify(blockOf(ada.view, 'sender')).includes('Support'));
    expect(chosen()).toBe('Sales');
    await ada.close();
    await openForm('sms');
    expect([chosen('channel'), chosen()]).toEqual(['sms', 'Sales']);
    expect(await sentFrom(await send(ada))).toBe(SALES);
    await openByCommand(world, ada, '', '#vip');
    expect([chosen('channel'), chosen()]).toEqual(['sms', 'Support']);
    await ada.close();

    expect(
      await world.sql("select actor, door, detail from audit_entry where action = 'settings_chosen'"),
    ).toEqual([
      {
        actor: ada.id,
        door: 'form',
        detail: {
          place: seedIds.support,
          replies: 'ask',
          channel: 'voice',
          senders: { sms: 'Sales', voice: 'Night' },
        },
      },
    ]);
  });

  test('with another choice, the reply mode counts from when it was chosen', async () => {
    const before = await repliesSince();
    expect(before).toHaveLength(1);
    await choose({ default_channel: 'sms' });
    expect(await repliesSince()).toEqual(before);
    await choose({ replies: 'off' });
    expect(await repliesSince()).not.toEqual(before);
  });

  test('what a submission has no answer for stays as it was', async () => {
    await choose({ default_channel: 'voice', 'default_sender:sms': 'Sales' });
    const { id, definition } = await openSettings();
    const channel = { type: 'radio_buttons', selected_option: { value: 'sms' } };
    const answer = await sendPayload(world, {
      ...{ type: 'view_submission', team: { id: seedIds.team }, user: { id: ada.id } },
      view: { ...definition, id, state: { values: { default_channel: { default_channel: channel } } } },
    });
    expect([answer.status, await answer.text()]).toEqual([200, '']);
    await ada.close();
    await openByCommand(world, ada, '');
    expect([chosen('channel'), chosen()]).toEqual(['sms', 'Sales']);
    await ada.close();
  });

  test('what is not set up any more gives way to the first', async () => {
    await world.sql(`update form_default set channel = 'fax', senders = '{"sms": "Gone", "fax": "Old"}'`);
    await openByCommand(world, ada, '');
    expect([chosen('channel'), chosen()]).toEqual(['sms', 'Support']);
    await ada.close();
    await openSettings();
    expect([chosen('default_channel'), chosen('default_sender:sms')]).toEqual(['sms', 'Support']);
    await ada.close();
  });

  test('who may not use Reach Out changes nothing', async () => {
    const before = await world.sql('select * from form_default');
    const gus = world.slack.as(seedIds.guest);
    await gus.command('#support', '/reach-out settings');
    await world.slack.waitFor(() => JSON.stringify(gus.view?.definition ?? {}).includes('Guests'));
    expect(await world.sql('select * from form_default')).toEqual(before);
  });
});

test('without conversations and senders to choose from, a place has its channel', async () => {
  const other = await startWorld();
  const grace = other.slack.as(seedIds.grace);
  const view = await opened(other, grace, () => grace.command('#support', '/reach-out settings'));
  expect(blockIdsOf(view).slice(1)).toEqual(['default_channel']);
  await grace.choose('default_channel', 'whatsapp');
  expect((await grace.submit()).kind).toBe('closed');
  const form = await openByCommand(other, grace, '+12065550152');
  expect(JSON.stringify(form.values.channel)).toContain('"whatsapp"');
  await other.stop();
});

describe('a customer who has a chat with each of two senders', () => {
  const NUMBER = '+12065550399';

  /** A chat with one of them, once it can be answered. */
  async function talkFrom(sender: string) {
    const view = await openByCommand(world, ada, `${NUMBER} sms Hi`);
    await ada.choose('sender', sender);
    const id = metadataOf(view).reach_out_id;
    const { kind } = await ada.submit();
    if (kind === 'updated') {
      await ada.choose('confirm', ['open_elsewhere']);
      expect((await ada.submit()).kind).toBe('closed');
    }
    const contact = await contactOf(world, id);
    await world.connect.waitFor(() => world.connect.participant(contact.id)?.connectedAt);
    return { id, contact };
  }

  const blocked = () => world.sql("select channel, source from block where source = 'customer'");

  test('has two conversations, and START in one takes back no STOP of the other', async () => {
    const support = await talkFrom('Support');
    const sales = await talkFrom('Sales');
    expect(sales.contact.id).not.toBe(support.contact.id);

    const says = async ({ id, contact }: typeof sales, Content: string, told: string) => {
      stream(conversing, contact.id, { Content });
      await untilHeard(conversing, id, told);
      await world.app.drain();
    };
    await says(support, 'Stop', 'They opted out');
    await says(sales, 'Start', 'Start');
    expect(await blocked()).toEqual([{ channel: 'sms', source: 'customer' }]);
    await says(support, 'Start', 'They opted in again');
    expect(await blocked()).toEqual([]);
  });

  test('writes again to one of them, and is read in its thread', async () => {
    const last = (arnOf: string) =>
      world.connect
        .contacts()
        .findLast(({ customer, system }) => customer.address === NUMBER && system.address === arnOf);
    const [support, sales] = [last(SUPPORT), last(SALES)];
    for (const contact of [support, sales]) world.connect.world.endByFlow(contact?.id ?? '');
    await untilCard(conversing, support?.clientToken ?? '', 'Conversation ended');
    await untilCard(conversing, sales?.clientToken ?? '', 'Conversation ended');
    world.connect.world.customerWritesAgain(support?.id ?? '', 'Me again');
    await untilHeard(conversing, support?.clientToken ?? '', 'Me again');
    expect(allHeard(world, sales?.clientToken ?? '')).not.toContain('Me again');
  });
});

test('a list goes from the sender that was chosen, which has to be one of its channel', async () => {
  const number = '+12065550798';
  await opened(world, ada, () => ada.command('#support', '/reach-out many'));
  await ada.choose('file', [ada.upload(csvOf([number])).id]);
  await ada.fill('message', 'Hi');
  await ada.choose('sender', 'Night');
  expect(JSON.stringify(await ada.submit())).toContain('SMS has no sender of that name here');
  await ada.choose('sender', 'Sales');
  const id = await submitList(ada);
  await pressList(world, ada, id, 'start_list');
  await listMessage(world, id, 'done');
  const starts = world.connect
    .requests()
    .filter(({ operation }) => operation === 'StartOutboundChatContact')
    .map(({ requestBody }) => JSON.parse(requestBody));
  const [start] = starts.filter(({ DestinationEndpoint }) => DestinationEndpoint.Address === number);
  expect(start).toMatchObject({ SourceEndpoint: { Address: SALES } });
});
