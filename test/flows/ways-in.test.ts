import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { phoneNumberArn, SEED_IDS } from '../../src/sandbox/connect/index.ts';
import { type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import {
  buttonsOf,
  callsFor,
  opened,
  partsOf,
  publicRequests,
  reachOutIdOf,
  send,
  textOf,
  told,
} from '../support/steps.ts';
import { startWorld, type World, type WorldOptions } from '../support/world.ts';

type Channel = 'sms' | 'whatsapp' | 'voice';
type Way = 'command' | 'message shortcut' | 'global shortcut';

const MESSAGE = 'Your <order> & “more” is *ready*';

/** Opens the modal by each way in, with the number in it; says where the card must go. */
const WAYS: Record<Way, (world: World, ada: Person) => Promise<{ threadTs?: string; inVip?: boolean }>> = {
  async command(world, ada) {
    await opened(world, ada, () => ada.command('#support', '/reach-out (206) 555-0152'));
    return {};
  },
  async 'message shortcut'(world, ada) {
    const text = 'Call <tel:+12065550152|+1 206 555 0152> about <https://example.com/1234567890|1234567890>';
    const { ts } = ada.post('#support', text, { raw: true });
    await opened(world, ada, () => ada.messageShortcut('reach_out_from_message', '#support', ts));
    expect(ada.view?.values.phone?.phone?.value).toBe('+1 206 555 0152');
    return { threadTs: ts };
  },
  async 'global shortcut'(world, ada) {
    await opened(world, ada, () => ada.globalShortcut('reach_out'));
    await ada.fill('phone', '+1 206 555 0152');
    await ada.choose('conversation', seedIds.vip);
    return { inVip: true };
  },
};

const CHAT = {
  InstanceId: SEED_IDS.instance,
  DestinationEndpoint: { Type: 'TELEPHONE_NUMBER', Address: '+12065550152' },
  InitialSystemMessage: { ContentType: 'text/plain', Content: MESSAGE },
};

function expectedCall(world: World, channel: Channel, ClientToken: string): object {
  const arn = (id: string) => phoneNumberArn(world.connect.seed, id);
  const source = (id: string) => ({ Type: 'CONNECT_PHONENUMBER_ARN', Address: arn(id) });
  const subtype = (name: string) => ({ 'connect:Subtype': { ValueString: name } });
  switch (channel) {
    case 'sms':
      return {
        ...CHAT,
        ClientToken,
        ContactFlowId: SEED_IDS.smsFlow,
        SourceEndpoint: source(SEED_IDS.smsNumber),
        SegmentAttributes: subtype('connect:SMS'),
      };
    case 'whatsapp':
      return {
        ...CHAT,
        ClientToken,
        ContactFlowId: SEED_IDS.whatsAppFlow,
        SourceEndpoint: source(SEED_IDS.whatsAppNumber),
        SegmentAttributes: subtype('connect:WhatsApp'),
      };
    case 'voice':
      return {
        InstanceId: SEED_IDS.instance,
        ContactFlowId: SEED_IDS.voiceFlow,
        DestinationPhoneNumber: '+12065550152',
        SourcePhoneNumber: '+12065550100',
        QueueId: SEED_IDS.supportQueue,
        Attributes: { message: MESSAGE },
        ClientToken,
      };
  }
}

const WORLDS: [WorldOptions, [Way, Channel][]][] = [
  [
    { mode: 'http', database: 'embedded' },
    [
      ['command', 'sms'],
      ['command', 'whatsapp'],
      ['command', 'voice'],
      ['message shortcut', 'sms'],
      ['global shortcut', 'voice'],
    ],
  ],
  [
    { mode: 'socket', database: 'postgres' },
    [
      ['command', 'voice'],
      ['message shortcut', 'whatsapp'],
      ['message shortcut', 'voice'],
      ['global shortcut', 'sms'],
      ['global shortcut', 'whatsapp'],
    ],
  ],
  [{ mode: 'http', database: 'postgres' }, [['command', 'sms']]],
  [{ mode: 'socket', database: 'embedded' }, [['message shortcut', 'voice']]],
];

describe.each(WORLDS)('with %j', (options, cases) => {
  let world: World;
  let ada: Person;

  beforeAll(async () => {
    world = await startWorld(options);
    ada = world.slack.as(seedIds.ada);
  });
  afterAll(() => world.stop());

  test.each(cases)(
    'by %s over %s: one contact, its card and the ContactId in the thread',
    async (way, channel) => {
      const { threadTs, inVip } = await WAYS[way](world, ada);
      await ada.choose('channel', channel);
      await ada.fill('message', MESSAGE);
      const id = await send(ada);

      const reply = await told(world, id, 'contact_id');
      await world.app.drain();
      expect(callsFor(world, id)).toEqual([expectedCall(world, channel, id)]);
      const [contactId, ...others] = world.connect
        .contacts()
        .filter(({ clientToken }) => clientToken === id)
        .map((contact) => contact.id);
      expect(others).toEqual([]);

      const [card, ...twins] = partsOf(world, id, 'card');
      expect(twins).toEqual([]);
      expect(card).toMatchObject({
        conversation: inVip ? seedIds.vip : seedIds.support,
        metadata: { event_type: 'reach_out', event_payload: { reach_out_id: id, part: 'card' } },
      });
      expect(card?.thread_ts).toBe(threadTs);
      const shown = textOf(card!);
      expect(shown).toContain('Accepted by Amazon Connect');
      expect(shown).toContain('+1 …0152');
      expect(shown).toContain(`<@${seedIds.ada}>`);
      expect(card?.blocks).toContainEqual(
        expect.objectContaining({
          type: 'rich_text',
          elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text: MESSAGE }] }],
        }),
      );
      expect(shown).toContain(contactId?.slice(-12));
      expect(buttonsOf(card!)).not.toContain('cancel_reach_out');

      expect(partsOf(world, id, 'contact_id')).toHaveLength(1);
      expect(reply.thread_ts).toBe(threadTs ?? card?.ts);
      expect(reply.conversation).toBe(card?.conversation);
      expect(reply.text).toContain(contactId);
      expect(shown.includes('delivery not confirmed')).toBe(channel !== 'voice');
    },
  );

  test('the whole number stays between the person who typed it and Amazon Connect', async () => {
    await world.app.drain();
    const readable = [publicRequests(world), world.logged()].join('\n');
    expect(readable).toContain('0152');
    expect(readable).not.toMatch(/2065550152|206[^"]{0,3}555[^"]{0,3}0152/);
    expect(world.logged()).not.toContain('order');
    expect(world.logged()).not.toContain(world.slack.botToken);
    expect(world.logged()).not.toContain(world.slack.signingSecret);
  });
});

test('an id is minted for each modal that is opened', async () => {
  const world = await startWorld();
  const ada = world.slack.as(seedIds.ada);
  const first = await opened(world, ada, () => ada.command('#support', '/reach-out'));
  const second = await opened(world, ada, () => ada.command('#support', '/reach-out'));
  expect(reachOutIdOf(first)).not.toBe(reachOutIdOf(second));
  await world.stop();
});
