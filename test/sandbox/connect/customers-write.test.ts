import { DescribeContactCommand } from '@aws-sdk/client-connect';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { CustomerMessage } from '../../../src/sandbox/connect/index.ts';
import { SEED_IDS } from '../../../src/sandbox/connect/index.ts';
import { chatDesk, told } from './chat-support.ts';
import { chatInput, errorName, SMS_ARN, stopAll, whatsAppInput } from './support.ts';

afterEach(stopAll);

const NUMBER = '+12065550152';

test('an attachment and an answer to an interactive message reach Connect', async () => {
  const { connect, start, stream } = await chatDesk();
  const id = await start(whatsAppInput());
  await stream(id);
  connect.world.customerSends(id, { kind: 'attachment', name: 'meter.jpg' });
  connect.world.customerSends(id, { kind: 'interactive', title: 'Tomorrow' });
  const [file, answer] = connect.recentMessages().map(({ message }) => JSON.parse(message));
  expect(file).toMatchObject({
    Type: 'ATTACHMENT',
    ParticipantRole: 'CUSTOMER',
    Attachments: [{ AttachmentName: 'meter.jpg', ContentType: 'image/jpeg', Status: 'APPROVED' }],
  });
  expect(answer).toMatchObject({
    Type: 'MESSAGE',
    ContentType: 'application/vnd.amazonaws.connect.message.interactive.response',
  });
  expect(JSON.parse(answer.Content).data.content.title).toBe('Tomorrow');
});

const lost: [string, CustomerMessage][] = [
  ['a location', { kind: 'location' }],
  ['a contact card', { kind: 'contact_card' }],
  ['a reaction', { kind: 'reaction', emoji: '👍' }],
  ['a text of 1,025 characters', { kind: 'text', text: 'x'.repeat(1025) }],
];
test.each(lost)('on WhatsApp %s stands on the phone and nowhere else', async (_what, message) => {
  const { connect, start, stream } = await chatDesk();
  const id = await start(whatsAppInput());
  await stream(id);
  connect.world.customerSends(id, message);
  expect(connect.recentMessages()).toEqual([]);
  expect(connect.phone(NUMBER).at(-1)).toMatchObject({ from: 'CUSTOMER', delivered: false });
});

test('receipts are streamed for WhatsApp, message by message, and for SMS not at all', async () => {
  const { connect, start, stream, join, say } = await chatDesk();
  const [sms, whatsApp] = [await start(), await start(whatsAppInput())];
  for (const id of [sms, whatsApp]) {
    await stream(id);
    connect.world.customerReply(id, 'Hi');
    await say(await join(id), 'Tomorrow?');
    connect.world.customerReceives(id);
    connect.world.customerReads(id);
    connect.world.customerReads(id);
  }
  const bodies = connect.recentMessages().map(({ message }) => JSON.parse(message));
  const receipts = bodies.filter(({ ContentType }) => ContentType.includes('event.message.'));
  const ours = connect.contact(whatsApp)?.transcript.filter(({ from }) => from !== 'CUSTOMER') ?? [];
  expect(
    receipts.map(({ ContactId, ContentType, Content }) => [ContactId, ContentType, JSON.parse(Content)]),
  ).toEqual(
    ['delivered', 'read'].flatMap((what) =>
      ours.map(({ id: messageId }) => [
        whatsApp,
        `application/vnd.amazonaws.connect.event.message.${what}`,
        { messageId },
      ]),
    ),
  );
  expect(receipts[0]).toMatchObject({ MessageMetadata: { MessageId: ours[0]?.id } });
});

describe('after the end', () => {
  test('what they write begins a new contact, with its events, that can be streamed', async () => {
    const { connect, client, start, stream } = await chatDesk();
    const first = await start();
    connect.world.endByFlow(first);
    const events: unknown[] = [];
    connect.onEvent(({ detail }) =>
      events.push([detail.eventType, detail.contactId === first, detail.initiationMethod]),
    );
    const again = connect.world.customerWritesAgain(first, 'One more thing');
    expect(again).toMatchObject({ state: 'connected', initiationMethod: 'INBOUND', subtype: 'connect:SMS' });
    expect(events).toEqual([
      ['INITIATED', false, 'INBOUND'],
      ['CONNECTED_TO_SYSTEM', false, 'INBOUND'],
    ]);
    const { Contact } = await client.send(
      new DescribeContactCommand({ InstanceId: SEED_IDS.instance, ContactId: again?.id }),
    );
    expect(Contact).toMatchObject({
      InitiationMethod: 'INBOUND',
      CustomerEndpoint: { Type: 'TELEPHONE_NUMBER', Address: NUMBER },
      SystemEndpoint: { Type: 'TELEPHONE_NUMBER', Address: '+12065550101' },
      SegmentAttributes: { 'connect:Subtype': { ValueString: 'connect:SMS' } },
    });
    await stream(again?.id ?? '');
    const same = connect.world.customerWritesAgain(first, 'And another');
    expect(same?.id).toBe(again?.id);
    expect(connect.recentMessages().map(told)).toEqual(['CUSTOMER: And another']);
    expect(connect.phone(NUMBER).map(({ content }) => content)).toEqual([
      'Hello',
      'One more thing',
      'And another',
    ]);
  });

  test('the number may be told by its ARN, and the customer by no number', async () => {
    const { connect } = await chatDesk();
    const text = { kind: 'text', text: 'Hello?' } as const;
    const from = 'US.1234567890';
    const contact = connect.world.customerWrites({
      from,
      to: SEED_IDS.whatsAppNumber,
      subtype: 'connect:WhatsApp',
      message: text,
      systemEndpoint: 'arn',
    });
    expect(contact?.customer.address).toBe(from);
    expect(contact?.system.type).toBe('CONNECT_PHONENUMBER_ARN');
  });

  test.each([
    ['STOP', 'connect:SMS', { kind: 'text', text: 'STOP' }],
    ['an attachment', 'connect:WhatsApp', { kind: 'attachment', name: 'a.jpg' }],
    ['a location', 'connect:WhatsApp', { kind: 'location' }],
  ] as const)('%s begins none', async (_what, subtype, message) => {
    const { connect, start } = await chatDesk();
    const to = subtype === 'connect:SMS' ? SEED_IDS.smsNumber : SEED_IDS.whatsAppNumber;
    expect(connect.world.customerWrites({ from: NUMBER, to, subtype, message })).toBeUndefined();
    expect(connect.contacts()).toEqual([]);
    const id = await start();
    expect(connect.contact(id)?.transcript[0]?.delivered).toBe(subtype !== 'connect:SMS');
  });
});

describe('a second chat with the same person', () => {
  const second = chatInput({
    ClientToken: 'two',
    InitialSystemMessage: { ContentType: 'text/plain', Content: 'B' },
  });

  test('is a conflict, where it is set so', async () => {
    const { connect, start } = await chatDesk({ secondChat: 'conflict' });
    const id = await start();
    expect(await errorName(start(second))).toBe('ConflictException');
    connect.world.endByFlow(id);
    expect(await start(second)).not.toBe(id);
  });

  test('lands in the first one, where it is set so', async () => {
    const { connect, start, stream } = await chatDesk({ secondChat: 'same' });
    const id = await start();
    await stream(id);
    expect(await start(second)).toBe(id);
    expect(await start(second)).toBe(id);
    expect(connect.recentMessages().map(told)).toEqual(['SYSTEM: B']);
    expect(await start(whatsAppInput())).not.toBe(id);
    expect(connect.contact(id)?.system.address).toBe(SMS_ARN);
  });
});
