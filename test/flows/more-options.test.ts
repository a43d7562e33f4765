import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SEED_IDS } from '../../src/sandbox/connect/index.ts';
import { Q_SEED_IDS } from '../../src/sandbox/qconnect/index.ts';
import { type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import { blockIdsOf, blockOf, blocksOf, callsFor, openByCommand, send, textOf } from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

type Answers = Record<string, string | string[]>;
type Row = [fields: string, answers: Answers, parameters: object];

const INTERACTIVE = 'application/vnd.amazonaws.connect.message.interactive';
const OTHER_FLOW = SEED_IDS.whatsAppFlow;

const CHAT: Row[] = [
  ['contact_flow_id', { contact_flow_id: OTHER_FLOW }, { ContactFlowId: OTHER_FLOW }],
  [
    'content_type',
    { content_type: 'text/markdown' },
    {
      InitialSystemMessage: { ContentType: 'text/markdown', Content: 'Hi' },
      SupportedMessagingContentTypes: ['text/plain', 'text/markdown'],
    },
  ],
  [
    'content_type of JSON',
    { content_type: 'application/json', message: '{"a": 1}' },
    {
      InitialSystemMessage: { ContentType: 'application/json', Content: '{"a": 1}' },
      SupportedMessagingContentTypes: ['text/plain', 'application/json'],
    },
  ],
  [
    'content_type of an interactive response',
    { content_type: `${INTERACTIVE}.response`, message: '{"templateType": "QuickReply"}' },
    {
      InitialSystemMessage: {
        ContentType: `${INTERACTIVE}.response`,
        Content: '{"templateType": "QuickReply"}',
      },
      SupportedMessagingContentTypes: ['text/plain', `${INTERACTIVE}.response`],
    },
  ],
  [
    'knowledge_base_id, message_template_id',
    { message: '', knowledge_base_id: Q_SEED_IDS.templates, message_template_id: Q_SEED_IDS.openingHours },
    {
      InitialSystemMessage: undefined,
      InitialTemplatedSystemMessage: {
        KnowledgeBaseId: Q_SEED_IDS.templates,
        MessageTemplateId: Q_SEED_IDS.openingHours,
        TemplateAttributes: {},
      },
    },
  ],
  [
    'template_attributes, customer_profile_attributes',
    {
      message: '',
      knowledge_base_id: Q_SEED_IDS.templates,
      message_template_id: Q_SEED_IDS.openingHours,
      template_attributes: 'order=1234\ncity=São Paulo',
      customer_profile_attributes: '{"FirstName": "Grace"}',
    },
    {
      InitialSystemMessage: undefined,
      InitialTemplatedSystemMessage: {
        KnowledgeBaseId: Q_SEED_IDS.templates,
        MessageTemplateId: Q_SEED_IDS.openingHours,
        TemplateAttributes: {
          CustomAttributes: { order: '1234', city: 'São Paulo' },
          CustomerProfileAttributes: '{"FirstName": "Grace"}',
        },
      },
    },
  ],
  [
    'attributes, one a line',
    { attributes: 'order_id=1234\nnote=a=b' },
    { Attributes: { order_id: '1234', note: 'a=b' } },
  ],
  ['attributes as JSON', { attributes: '{"order_id": "1234"}' }, { Attributes: { order_id: '1234' } }],
  [
    'segment_attributes',
    { segment_attributes: '{"team": {"ValueMap": {"name": {"ValueString": "support"}}}}' },
    {
      SegmentAttributes: {
        'connect:Subtype': { ValueString: 'connect:SMS' },
        team: { ValueMap: { name: { ValueString: 'support' } } },
      },
    },
  ],
  ['chat_duration_in_minutes', { chat_duration_in_minutes: '60' }, { ChatDurationInMinutes: 60 }],
  ['display_name', { display_name: 'Grace H.' }, { ParticipantDetails: { DisplayName: 'Grace H.' } }],
  [
    'supported_messaging_content_types',
    { supported_messaging_content_types: [INTERACTIVE, 'text/markdown'] },
    { SupportedMessagingContentTypes: ['text/plain', 'text/markdown', INTERACTIVE] },
  ],
  ['related_contact_id', { related_contact_id: 'contact-1' }, { RelatedContactId: 'contact-1' }],
];

const VOICE: Row[] = [
  ['contact_flow_id', { contact_flow_id: OTHER_FLOW }, { ContactFlowId: OTHER_FLOW }],
  ['queue_id', { queue_id: SEED_IDS.salesQueue }, { QueueId: SEED_IDS.salesQueue }],
  ['source_phone_number', { source_phone_number: '+12065550100' }, { SourcePhoneNumber: '+12065550100' }],
  ['attributes', { attributes: 'order_id=1234' }, { Attributes: { order_id: '1234', message: 'Hi' } }],
  ['traffic_type', { traffic_type: 'GENERAL' }, { TrafficType: 'GENERAL' }],
  [
    'answer_machine_detection',
    { traffic_type: 'CAMPAIGN', answer_machine_detection: ['true'] },
    { TrafficType: 'CAMPAIGN', AnswerMachineDetectionConfig: { EnableAnswerMachineDetection: true } },
  ],
  [
    'await_answer_machine_prompt',
    {
      traffic_type: 'CAMPAIGN',
      answer_machine_detection: ['true'],
      await_answer_machine_prompt: ['true'],
    },
    {
      TrafficType: 'CAMPAIGN',
      AnswerMachineDetectionConfig: { EnableAnswerMachineDetection: true, AwaitAnswerMachinePrompt: true },
    },
  ],
  ['campaign_id', { campaign_id: 'spring' }, { CampaignId: 'spring' }],
  ['ring_timeout_in_seconds', { ring_timeout_in_seconds: '15' }, { RingTimeoutInSeconds: 15 }],
  ['name', { name: 'Order 1234' }, { Name: 'Order 1234' }],
  ['description', { description: 'Two\nlines' }, { Description: 'Two\nlines' }],
  [
    'references',
    { references: '{"Order": {"Type": "URL", "Value": "https://example.com/1234"}}' },
    { References: { Order: { Type: 'URL', Value: 'https://example.com/1234' } } },
  ],
  ['related_contact_id', { related_contact_id: 'contact-1' }, { RelatedContactId: 'contact-1' }],
];

/** Answers a field as a person does, by the kind of its input. */
async function answer(person: Person, field: string, value: string | string[]): Promise<void> {
  const blocks = (person.view?.definition.blocks ?? []) as { block_id: string; element?: { type: string } }[];
  const type = blocks.find(({ block_id }) => block_id === field)?.element?.type ?? '';
  if (type.endsWith('_input')) await person.fill(field, String(value));
  else {
    if (type === 'external_select') await person.suggest(field, '');
    await person.choose(field, value);
  }
}

describe.each([
  ['sms', 'Hi', CHAT],
  ['voice', 'Hi', VOICE],
] as const)('over %s', (channel, message, rows) => {
  let world: World;
  let ada: Person;
  let plain: object;

  async function call(answers: Answers): Promise<object> {
    await openByCommand(world, ada, `+12065550152 ${channel} ${message}`);
    await ada.press('more_options');
    await world.slack.waitFor(() => blockIdsOf(ada.view).includes('attributes'));
    for (const [name, value] of Object.entries(answers)) await answer(ada, name, value);
    const id = await send(ada);
    await world.slack.waitFor(() => callsFor(world, id).length > 0);
    const [{ ClientToken, ...parameters } = {}] = callsFor(world, id);
    expect(ClientToken).toBe(id);
    return parameters;
  }

  beforeAll(async () => {
    world = await startWorld();
    ada = world.slack.as(seedIds.ada);
    plain = await call({});
  });
  afterAll(() => world.stop());

  test.each(rows)('%s', async (_, answers, parameters) => {
    expect(await call(answers)).toEqual({ ...plain, ...parameters });
  });

  test("of all the cards, only the one by another flow than the channel's own names it", async () => {
    await world.app.drain();
    const cards = world.slack
      .messages('#support')
      .filter(({ metadata }) => metadata?.event_payload.part === 'card')
      .map(textOf);
    expect(cards).toHaveLength(rows.length + 1);
    const flows = cards.flatMap((card) => /· Flow (.*)/.exec(card)?.[1] ?? []);
    expect(flows).toEqual(['Reach Out: WhatsApp']);
  });

  test('nothing of it was wrong for Amazon Connect', () => {
    const starts = world.connect.requests().filter(({ operation }) => operation.startsWith('StartOutbound'));
    expect(starts.map(({ status, notes }) => ({ status, notes }))).toEqual(
      starts.map(() => ({ status: 200, notes: [] })),
    );
  });

  test('every field of the table of parameters has been answered', async () => {
    await openByCommand(world, ada, `+12065550152 ${channel}`);
    await ada.press('more_options');
    await world.slack.waitFor(() => blockIdsOf(ada.view).includes('attributes'));
    const answered = new Set(rows.flatMap(([, answers]) => Object.keys(answers)));
    const first = ['phone', 'channel', 'message', 'send_at'];
    const inputs = blocksOf(ada.view).filter(({ type }) => type === 'input');
    expect([...new Set([...answered, ...first])].sort()).toEqual(
      inputs.map(({ block_id }) => block_id).toSorted(),
    );
  });
});

test('what was typed for a channel outlives another one, however long it is', async () => {
  const world = await startWorld();
  const ada = world.slack.as(seedIds.ada);
  await openByCommand(world, ada, '+12065550152 sms Hi');
  await ada.press('more_options');
  await world.slack.waitFor(() => blockIdsOf(ada.view).includes('segment_attributes'));
  const typed = {
    display_name: 'Ada',
    template_attributes: `a=${'x'.repeat(1200)}`,
    segment_attributes: `{"k":{"ValueString":"${'y'.repeat(2800)}"}}`,
    customer_profile_attributes: 'tier=gold',
  };
  for (const [field, text] of Object.entries(typed)) await ada.fill(field, text);
  await ada.choose('channel', 'voice');
  await world.slack.waitFor(() => blockIdsOf(ada.view).includes('queue_id'));
  expect(blockIdsOf(ada.view)).not.toContain('display_name');
  await ada.choose('channel', 'whatsapp');
  await world.slack.waitFor(() => blockIdsOf(ada.view).includes('display_name'));
  for (const [field, text] of Object.entries(typed))
    expect(ada.view?.values[field]?.[field]).toMatchObject({ value: text });
  await world.stop();
});

describe('the way back', () => {
  let world: World;
  let ada: Person;

  beforeAll(async () => {
    world = await startWorld();
    ada = world.slack.as(seedIds.ada);
  });
  afterAll(() => world.stop());

  const shows = (present: string, absent: string) =>
    world.slack.waitFor(() => {
      const blocks = blockIdsOf(ada.view);
      return blocks.includes(present) && !blocks.includes(absent);
    });
  const isOptional = () => blockOf(ada.view, 'message')?.optional;

  async function openAll(text: string): Promise<void> {
    await openByCommand(world, ada, text);
    await ada.press('more_options');
    await shows('fewer_options', 'more_options');
  }

  test('puts away what is empty, keeps what is filled in with all that belongs to it, and sends it', async () => {
    await openAll('+12065550152 sms Hi');
    await ada.fill('attributes', 'order=1');
    await ada.press('fewer_options');
    await shows('more_options', 'contact_flow_id');
    expect(blockIdsOf(ada.view)).toEqual([
      ...['phone', 'time_there', 'channel', 'message', 'more_options'],
      ...['options_agents', 'attributes', 'display_name', 'related_contact_id'],
    ]);
    const id = await send(ada);
    await world.slack.waitFor(() => callsFor(world, id).length > 0);
    expect(callsFor(world, id)).toMatchObject([{ Attributes: { order: '1' } }]);
  });

  test('may be gone to and fro, also over another channel, and loses nothing', async () => {
    await openAll('+12065550152 sms Hi');
    await ada.fill('chat_duration_in_minutes', '90');
    await ada.press('fewer_options');
    await shows('more_options', 'attributes');
    await ada.choose('channel', 'voice');
    await shows('more_options', 'chat_duration_in_minutes');
    await ada.press('more_options');
    await shows('ring_timeout_in_seconds', 'more_options');
    await ada.press('fewer_options');
    await shows('more_options', 'ring_timeout_in_seconds');
    await ada.choose('channel', 'sms');
    await shows('chat_duration_in_minutes', 'ring_timeout_in_seconds');
    expect(ada.view?.values.chat_duration_in_minutes?.chat_duration_in_minutes).toMatchObject({
      value: '90',
    });
    expect(blockIdsOf(ada.view)).not.toContain('attributes');
  });

  test('that was pressed last counts, however slow Slack is', async () => {
    await openByCommand(world, ada, '+12065550152 sms Hi');
    world.slack.setLatency(30);
    for (const press of ['more_options', 'more_options']) await ada.press(press);
    await shows('fewer_options', 'more_options');
    await ada.press('fewer_options');
    await ada.fill('message', 'x'.repeat(200));
    await shows('more_options', 'fewer_options');
    world.slack.setLatency(0);
  });

  test('is no matter for the message: it may be left out only where a template takes its place', async () => {
    await openAll('+12065550152 whatsapp');
    expect(isOptional()).toBe(false);
    await ada.fill('message_template_id', 'order-shipped');
    await world.slack.waitFor(() => isOptional());
    await ada.fill('message_template_id', '');
    await world.slack.waitFor(() => !isOptional());
    await ada.fill('knowledge_base_id', 'kb-1');
    await world.slack.waitFor(() => isOptional());
    expect(await ada.submit()).toMatchObject({
      errors: { message_template_id: 'Enter the template of this knowledge base.' },
    });
    await ada.choose('channel', 'voice');
    await world.slack.waitFor(() => !isOptional());
  });
});

test('where the instance cannot be listed, its ids are typed', async () => {
  const world = await startWorld();
  world.connect.fault({
    operation: 'ListContactFlows',
    kind: 'access_denied',
    times: Number.POSITIVE_INFINITY,
  });
  world.connect.fault({ operation: 'ListQueues', kind: 'access_denied', times: Number.POSITIVE_INFINITY });
  await world.restart(async () => world.connect.clearRequests());
  const refused = () => world.connect.requests().filter(({ status }) => status === 403);
  await world.connect.waitFor(() => refused().length === 2);
  const ada = world.slack.as(seedIds.ada);
  await openByCommand(world, ada, '+12065550152 voice Hi');
  await ada.press('more_options');
  await world.slack.waitFor(() => blockIdsOf(ada.view).includes('queue_id'));
  await ada.fill('queue_id', SEED_IDS.salesQueue);
  await ada.fill('contact_flow_id', OTHER_FLOW);
  const id = await send(ada);
  await world.slack.waitFor(() => callsFor(world, id).length > 0);
  expect(callsFor(world, id)).toMatchObject([{ QueueId: SEED_IDS.salesQueue, ContactFlowId: OTHER_FLOW }]);
  await world.stop();
});

test('a message can be of every content type that is offered for it', async () => {
  const world = await startWorld();
  const ada = world.slack.as(seedIds.ada);
  await openByCommand(world, ada, '+12065550152 whatsapp {}');
  await ada.press('more_options');
  await world.slack.waitFor(() => blockIdsOf(ada.view).includes('content_type'));
  const blocks = ada.view?.definition.blocks as {
    block_id: string;
    element: { options: { value: string }[] };
  }[];
  const offered = blocks.find(({ block_id }) => block_id === 'content_type')?.element.options ?? [];
  for (const { value } of offered) {
    await openByCommand(world, ada, '+12065550152 whatsapp {}');
    await ada.press('more_options');
    await world.slack.waitFor(() => blockIdsOf(ada.view).includes('content_type'));
    await ada.choose('content_type', value);
    const id = await send(ada);
    await world.slack.waitFor(() => callsFor(world, id).length > 0);
    expect(callsFor(world, id)).toMatchObject([{ InitialSystemMessage: { ContentType: value } }]);
  }
  expect(offered).toHaveLength(4);
  await world.stop();
});
