import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type Ack,
  type LogEntry,
  type OpenView,
  type Person,
  seedIds,
} from '../../src/sandbox/slack/index.ts';
import {
  blockIdsOf,
  blocksOf,
  callsFor,
  hintsOf,
  metadataOf,
  openByCommand,
  opened,
  reachOutIdOf,
  send,
  textOf,
} from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
let ada: Person;

beforeAll(async () => {
  world = await startWorld();
  ada = world.slack.as(seedIds.ada);
});
afterEach(() => world.slack.faults.clear());
afterAll(() => world.stop());

const typed = (field: string, person = ada) => {
  const value = person.view?.values[field]?.[field];
  return value?.value ?? (value?.selected_option as { value?: string } | null)?.value ?? undefined;
};

/** Once the app has followed what was chosen or typed. */
const shows = (predicate: () => unknown) => world.slack.waitFor(predicate);

const focusOf = (view: OpenView | undefined) =>
  blocksOf(view).flatMap(({ block_id, element }) => (element?.focus_on_load ? [block_id] : []));

async function openWithOptions(text: string): Promise<void> {
  await openByCommand(world, ada, text);
  await ada.press('more_options');
  await shows(() => blockIdsOf(ada.view).includes('attributes'));
}

/** As it is filled in. */
const NUMBER = '+1 206 555 0152';

describe('opened by the command', () => {
  test('bare: empty, with the fields of the first channel', async () => {
    const view = await openByCommand(world, ada, '');
    expect(blockIdsOf(view)).toEqual(['phone', 'channel', 'message', 'more_options']);
    expect([typed('phone'), typed('channel'), typed('message')]).toEqual([undefined, 'sms', undefined]);
    expect(metadataOf(view)).toMatchObject({ place_id: seedIds.support });
  });

  test.each([
    ['+12065550152 sms Hi there', NUMBER, 'sms', 'Hi there'],
    ['whatsapp +1 (206) 555-0152 Hi', NUMBER, 'whatsapp', 'Hi'],
    ['call (206) 555-0152', NUMBER, 'voice', undefined],
    ['Please call   me back', undefined, 'sms', 'Please call   me back'],
    ['can you help me', undefined, 'sms', 'can you help me'],
    ['+12065550152 sms Done 👍🏽 thanks 🎉', NUMBER, 'sms', 'Done 👍🏽 thanks 🎉'],
    ['2065550152 text a < b && "c"', NUMBER, 'sms', 'a < b && "c"'],
  ])('%s', async (text, phone, channel, message) => {
    await openByCommand(world, ada, text);
    expect([typed('phone'), typed('channel'), typed('message')]).toEqual([phone, channel, message]);
  });

  test.each([
    ['', 'phone'],
    ['sms Hi', 'phone'],
    ['+12065550152', 'message'],
    ['+12065550152 sms Hi', 'message'],
  ])('“%s” puts the focus on the %s, and nothing that follows moves it', async (text, field) => {
    const view = await openByCommand(world, ada, text);
    expect(focusOf(view)).toEqual([field]);
    await ada.choose('channel', 'voice');
    await shows(() => JSON.stringify(ada.view?.definition.submit).includes('Call'));
    expect(focusOf(ada.view)).toEqual([]);
  });

  test('from a phone, dashes and quotes become typographic and do no harm', async () => {
    const onPhone = world.slack.as(seedIds.ada, { device: 'phone' });
    await opened(world, onPhone, () =>
      onPhone.command('#support', '/reach-out 206--555--0152 sms "Hi" -- it\'s me'),
    );
    expect([typed('phone'), typed('message')]).toEqual([NUMBER, '“Hi” — it’s me']);
  });

  test('with over 3,000 characters: cut, and it says so', async () => {
    const view = await openByCommand(world, ada, `voice ${'x'.repeat(3001)}`);
    expect(typed('message')).toHaveLength(3000);
    expect(JSON.stringify(view.definition.blocks)).toContain('its end was cut off');
    await ada.choose('channel', 'whatsapp');
    await shows(() => typed('channel') === 'whatsapp' && ada.view?.definition.submit);
    expect(JSON.stringify(ada.view?.definition.blocks)).toContain('its end was cut off');
  });

  test.each([
    [
      'sms Hi there',
      'No phone number was found in what you typed, so it became the message. Enter the number here.',
    ],
    ['Hi, ring +12065550152 or +12065550153', 'More than one phone number was found in what you typed.'],
  ])('“%s” says in the form why no number is filled in', async (text, sentence) => {
    const view = await openByCommand(world, ada, text);
    expect(textOf({ text: '', blocks: view.definition.blocks as never })).toContain(sentence);
    expect(typed('phone')).toBeUndefined();
  });

  test.each([
    ['status please', 'behind “status”'],
    ['stop +1 206 555 0152', 'behind “stop”'],
    ['stop 0152', 'behind “stop”'],
    ['--help', 'How to use Reach Out'],
    ['?', 'How to use Reach Out'],
    ['list', "You haven't reached out to anybody yet"],
  ])('“%s” is answered privately, and opens nothing', async (text, sentence) => {
    const before = ada.view?.id;
    const answer = await ada.command('#support', `/reach-out ${text}`);
    if (answer.kind !== 'acknowledged' || !answer.response) throw new Error(JSON.stringify(answer));
    expect(answer.response.visible_to).toBe(seedIds.ada);
    expect(textOf(answer.response)).toContain(sentence);
    expect(ada.view?.id).toBe(before);
  });

  test.each(['help', ' HELP '])('“%s” answers privately with examples, and opens nothing', async (text) => {
    const before = ada.view?.id;
    const answer = await ada.command('#support', `/reach-out ${text}`);
    expect(answer).toMatchObject({ kind: 'acknowledged', response: { visible_to: seedIds.ada } });
    expect(JSON.stringify(answer)).toContain('/reach-out +1 206 555 0152 sms');
    expect(ada.view?.id).toBe(before);
  });

  test('views.open is the first thing that is asked of Slack', async () => {
    const grace = world.slack.as(seedIds.grace);
    world.slack.log.clear();
    await openByCommand(world, grace, '+12065550152 sms Hi');
    const [first] = world.slack.log.entries.filter(({ direction }) => direction === 'app_to_slack');
    expect(first?.name).toBe('views.open');
  });
});

describe('choosing a channel', () => {
  test('keeps what was typed, and shows what that channel needs', async () => {
    await openByCommand(world, ada, '+12065550152 sms Hi');
    await ada.fill('message', 'Hi, changed');
    await ada.choose('channel', 'voice');
    await shows(() => JSON.stringify(ada.view?.definition.submit).includes('Call'));
    expect([typed('phone'), typed('message')]).toEqual([NUMBER, 'Hi, changed']);
    await ada.choose('channel', 'whatsapp');
    await shows(() => JSON.stringify(ada.view?.definition.submit).includes('Send'));
    expect(typed('message')).toBe('Hi, changed');
  });

  test('keeps the answers under More options until the channel changes back', async () => {
    await openWithOptions('+12065550152 sms Hi');
    await ada.fill('display_name', 'Grace H.');
    await ada.fill('attributes', 'order=1');
    await ada.choose('supported_messaging_content_types', ['text/markdown']);
    await ada.choose('channel', 'voice');
    await shows(() => blockIdsOf(ada.view).includes('ring_timeout_in_seconds'));
    expect(blockIdsOf(ada.view)).not.toContain('display_name');
    expect(typed('attributes')).toBe('order=1');
    await ada.fill('name', 'For later');
    await ada.choose('channel', 'sms');
    await shows(() => blockIdsOf(ada.view).includes('display_name'));
    expect(typed('display_name')).toBe('Grace H.');
    const types = ada.view?.values.supported_messaging_content_types?.supported_messaging_content_types;
    expect(types?.selected_options).toMatchObject([{ value: 'text/markdown' }]);
    const id = await send(ada);
    await shows(() => callsFor(world, id).length > 0);
    expect(callsFor(world, id)).toMatchObject([
      { ParticipantDetails: { DisplayName: 'Grace H.' }, Attributes: { order: '1' } },
    ]);
  });

  test('shows it however fast the person is, or slow Slack', async () => {
    await openByCommand(world, ada, '+12065550152 sms Hi');
    world.slack.setLatency(30);
    await ada.fill('message', 'Hi, changed');
    await ada.press('more_options');
    await ada.choose('channel', 'voice');
    await shows(() => blockIdsOf(ada.view).includes('ring_timeout_in_seconds'));
    world.slack.setLatency(0);
    expect([typed('message'), typed('channel')]).toEqual(['Hi, changed', 'voice']);
  });

  test.each([
    ['another channel', () => ada.choose('channel', 'whatsapp')],
    ['a conversation', () => ada.choose('conversation', seedIds.random)],
  ])(
    'shows the one that was chosen last, where %s, chosen before, comes to Slack after it',
    async (_, choose) => {
      await opened(world, ada, () => ada.globalShortcut('reach_out'));
      await world.app.drain();
      const late = world.slack.fault({
        ...{ method: 'views.update', kind: 'delay', ms: 500, beforeProcessing: true },
      });
      await choose();
      while (late.used === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      await ada.choose('channel', 'voice');
      await world.app.drain();
      expect(ada.view?.definition.submit).toMatchObject({ text: 'Call' });
      expect(typed('channel')).toBe('voice');
    },
  );

  test('leaves the answers of the other channel out of what is sent', async () => {
    await openWithOptions('+12065550152 sms Hi');
    await ada.fill('display_name', 'Grace H.');
    await ada.choose('channel', 'voice');
    await shows(() => blockIdsOf(ada.view).includes('ring_timeout_in_seconds'));
    const id = await send(ada);
    await shows(() => callsFor(world, id).length > 0);
    expect(callsFor(world, id)[0]).not.toHaveProperty('ParticipantDetails');
  });

  test('only the channels that are set up are offered, in a form that begins with one of them', async () => {
    const voiceOnly = await startWorld({
      env: {
        CONNECT_SMS_SOURCE_ARN: '',
        CONNECT_SMS_FLOW_ID: '',
        CONNECT_WHATSAPP_SOURCE_ARN: '',
        CONNECT_WHATSAPP_FLOW_ID: '',
      },
    });
    const grace = voiceOnly.slack.as(seedIds.grace);
    const view = await openByCommand(voiceOnly, grace, '+12065550152 sms Hi');
    const blocks = view.definition.blocks as {
      block_id: string;
      element?: { options: { value: string }[] };
    }[];
    const offered = blocks.find(({ block_id }) => block_id === 'channel')?.element?.options;
    expect(offered?.map(({ value }) => value)).toEqual(['voice']);
    expect(typed('channel', grace)).toBe('voice');
    const id = await send(grace);
    await voiceOnly.slack.waitFor(() => callsFor(voiceOnly, id).length > 0);
    expect(callsFor(voiceOnly, id)[0]).toMatchObject({ DestinationPhoneNumber: '+12065550152' });
    const help = await grace.command('#support', '/reach-out help');
    expect(JSON.stringify(help)).not.toContain('whatsapp');
    // There is nothing to set.
    const settings = await grace.command('#support', '/reach-out settings');
    expect(JSON.stringify(settings)).toContain('How to use Reach Out');
    await voiceOnly.stop();
  });
});

describe('hints while typing', () => {
  test.each([
    ['sms', 'x'.repeat(161), '161 characters, 2 parts'],
    ['sms', '日'.repeat(71), '71 characters, 2 parts'],
    ['sms', 'x'.repeat(1030), '1,030 of 1,024 characters.'],
    ['whatsapp', 'x'.repeat(161), 'more than 24 hours ago, WhatsApp delivers only templates'],
    ['voice', 'x', 'voicemail included'],
  ])('%s, a message', async (channel, message, hint) => {
    await openByCommand(world, ada, `+12065550152 ${channel}`);
    await ada.fill('message', message);
    await shows(() => hintsOf(ada.view).message?.includes(hint));
  });

  test('come for what was typed last, however fast', async () => {
    await openByCommand(world, ada, '+12065550152 sms');
    world.slack.setLatency(30);
    for (const length of [160, 161, 310, 930]) await ada.fill('message', 'x'.repeat(length));
    await shows(() => hintsOf(ada.view).message === '930 of 1,024 characters, 7 parts.');
    world.slack.setLatency(0);
  });

  test('the number as it was understood, and what Amazon Connect does not call by default', async () => {
    await openByCommand(world, ada, 'voice Hi');
    await ada.fill('phone', '+44 7400 123456');
    await shows(() => hintsOf(ada.view).phone?.includes('in the United Kingdom'));
    expect(hintsOf(ada.view).phone).toContain('A number in the United Kingdom. Amazon Connect');
    await ada.choose('channel', 'sms');
    await shows(() => !hintsOf(ada.view).phone?.includes('quota'));
    await ada.choose('channel', 'voice');
    await shows(() => hintsOf(ada.view).phone?.includes('quota'));
    await ada.fill('phone', '+4474');
    await shows(() => hintsOf(ada.view).phone?.startsWith('Without a country code'));
  });
});

type Values = Record<string, Record<string, object>>;
interface Submission {
  view: { blocks: { block_id: string }[]; state: { values: Values }; private_metadata: string };
}

describe('a submission', () => {
  /** Sends the last submission again with other contents, as no client would. */
  async function forge(change: (submission: Submission) => void): Promise<Ack> {
    const last = world.slack.log.entries.findLast(({ name }) => name === 'view_submission') as LogEntry;
    const payload = structuredClone(last.delivery?.payload) as unknown as Submission;
    change(payload);
    return world.slack.deliver({ ...last.delivery!, payload: payload as never });
  }

  const text = (value: string) => ({ type: 'plain_text_input', value });
  const option = (value: string) => ({ type: 'radio_buttons', selected_option: { value } });

  test('all its faults come at once, each at its field', async () => {
    await openWithOptions('+1206555 sms');
    await ada.fill('message', 'x'.repeat(1100));
    await ada.fill('attributes', 'no equals');
    await ada.fill('segment_attributes', '{"a": 1}');
    await ada.fill('display_name', 'x'.repeat(257));
    await ada.fill('message_template_id', 'welcome');
    await ada.fill('related_contact_id', 'two words');
    const submitted = await ada.submit();
    expect(submitted).toMatchObject({ kind: 'errors', by: 'app' });
    const { errors } = submitted as { errors: Record<string, string> };
    expect(Object.keys(errors).sort()).toEqual([
      'attributes',
      'display_name',
      'knowledge_base_id',
      'message',
      'phone',
      'related_contact_id',
      'segment_attributes',
    ]);
    expect(errors.phone).toContain('number is too short');
    expect(errors.message).toContain('A template brings its own message');
    expect(world.connect.contacts()).toHaveLength(world.connect.contactsPerToken().size);
  });

  test.each([
    ['sms', 'x'.repeat(1025), 'The message is 1 character too long for SMS (at most 1,024). Shorten it.'],
    ['sms', ' ', 'Write the message'],
  ])('over %s, the message is too long or missing', async (channel, message, sentence) => {
    await openWithOptions(`+12065550152 ${channel}`);
    if (message) await ada.fill('message', message);
    const submitted = await ada.submit();
    expect(submitted).toMatchObject({
      kind: 'errors',
      errors: { message: expect.stringContaining(sentence) },
    });
  });

  test('is judged by the channel in it, whatever shape the view had', async () => {
    await openByCommand(world, ada, '+12065550152 sms');
    world.slack.fault({ method: 'views.update', kind: 'error', error: 'internal_error', times: 9 });
    await ada.fill('message', 'x'.repeat(1100));
    await ada.choose('channel', 'voice');
    expect(ada.view?.definition.submit).toMatchObject({ text: 'Send' });
    const id = await send(ada);
    await shows(() => callsFor(world, id).length > 0);
    expect(callsFor(world, id)[0]).toMatchObject({ Attributes: { message: 'x'.repeat(1100) } });
  });

  test('names only blocks that are in the view, even where the field at fault is not', async () => {
    await openByCommand(world, ada, '+1206555 sms Hi');
    await ada.submit();
    const ack = await forge(({ view }) => {
      view.blocks = view.blocks.filter(({ block_id }) => block_id !== 'phone');
      view.state.values.chat_duration_in_minutes = { chat_duration_in_minutes: text('5') };
      view.state.values.channel = { channel: option('sms') };
    });
    const { errors } = (ack as { body: { errors: Record<string, string> } }).body;
    expect(Object.keys(errors)).toEqual(['channel']);
    expect(errors.channel).toContain('number is too short');
    expect(errors.channel).toContain('from 60 to 10,080');
  });

  test.each<[string, (submission: Submission) => void, string[]]>([
    [
      'an unknown channel',
      ({ view }) => {
        view.state.values.channel = { channel: option('pigeon') };
      },
      ['channel', 'phone'],
    ],
    [
      'no answers at all',
      ({ view }) => {
        view.state.values = {};
      },
      ['channel', 'message', 'phone'],
    ],
    [
      'a message over what a form can hold',
      ({ view }) => {
        view.state.values.channel = { channel: option('whatsapp') };
        view.state.values.message = { message: text('x'.repeat(3001)) };
      },
      ['message', 'phone'],
    ],
  ])('with %s is refused at its fields', async (_, change, fields) => {
    await openByCommand(world, ada, '+1206555 sms Hi');
    await ada.submit();
    const ack = await forge(change);
    const { errors } = (ack as { body: { errors: Record<string, string> } }).body;
    expect(Object.keys(errors).sort()).toEqual(fields);
  });

  test('with a template needs no message', async () => {
    await openWithOptions('+12065550152 whatsapp');
    await ada.fill('knowledge_base_id', 'kb');
    await ada.fill('message_template_id', 'welcome');
    const id = await send(ada);
    await shows(() => callsFor(world, id).length > 0);
    expect(callsFor(world, id)[0]).not.toHaveProperty('InitialSystemMessage');
  });

  test('that was refused keeps its id, and passes when it is mended', async () => {
    const view = await openByCommand(world, ada, '+12065550152 sms');
    await ada.fill('message', 'x'.repeat(1025));
    await ada.submit();
    await ada.fill('message', 'Hi');
    expect(await send(ada)).toBe(reachOutIdOf(view));
  });

  test.each([
    ['nothing', ''],
    ['no JSON', '{"reach_out_id": '],
    ['JSON of another shape', '{"reach_out_id": "1; drop table reach_out"}'],
    ['a list', '[]'],
  ])('whose private_metadata is %s is refused, in a way that keeps the form', async (_, garbage) => {
    await openByCommand(world, ada, '+1206555 sms Hi');
    await ada.submit();
    const ack = await forge(({ view }) => {
      view.private_metadata = garbage;
    });
    expect(ack).toMatchObject({ kind: 'acknowledged', body: { response_action: 'errors' } });
    expect((ack as { body: { errors: object } }).body.errors).toHaveProperty('message');
  });
});

describe('a question', () => {
  const unknown = '+1 436 217 5944';
  const question = `${unknown} is right, though its range may not be in use`;

  interface Block {
    block_id: string;
    element: { options: { text: { text: string }; value: string }[] };
  }

  /** The options of the block `confirm`, with which of them are ticked. */
  const asked = () => {
    const blocks = ada.view?.definition.blocks as unknown as Block[];
    const options = blocks.find(({ block_id }) => block_id === 'confirm')?.element.options ?? [];
    const ticked = ada.view?.values.confirm?.confirm?.selected_options as { value: string }[] | undefined;
    return options.map(({ text, value }) => ({
      text: text.text,
      value,
      isTicked: ticked?.some((one) => one.value === value) ?? false,
    }));
  };
  const open = { text: question, value: 'unknown_range', isTicked: false };

  async function ask(text: string): Promise<string> {
    const view = await openByCommand(world, ada, text);
    expect(await ada.submit()).toMatchObject({ kind: 'updated' });
    return reachOutIdOf(view);
  }

  test('of a number whose range is not known comes back in the form, and once ticked it goes', async () => {
    const id = await ask(`${unknown} sms Hi`);
    expect(asked()).toEqual([open]);
    expect([typed('phone'), typed('channel'), typed('message')]).toEqual([unknown, 'sms', 'Hi']);
    expect(callsFor(world, id)).toEqual([]);
    await ada.choose('confirm', ['unknown_range']);
    expect(await send(ada)).toBe(id);
    await shows(() => callsFor(world, id).length > 0);
    expect(callsFor(world, id)).toMatchObject([{ DestinationEndpoint: { Address: '+14362175944' } }]);
  });

  test('loses nothing: more options, hidden answers and the conversation that was picked', async () => {
    await opened(world, ada, () => ada.globalShortcut('reach_out'));
    await ada.fill('phone', unknown);
    await ada.fill('message', 'Hi');
    await ada.choose('conversation', seedIds.vip);
    await ada.press('more_options');
    await shows(() => blockIdsOf(ada.view).includes('display_name'));
    await ada.fill('display_name', 'Grace H.');
    await ada.choose('channel', 'voice');
    await shows(() => blockIdsOf(ada.view).includes('ring_timeout_in_seconds'));
    await ada.fill('ring_timeout_in_seconds', '20');
    const before = blockIdsOf(ada.view);
    expect(await ada.submit()).toMatchObject({ kind: 'updated' });
    expect(blockIdsOf(ada.view)).toEqual(['confirm', ...before]);
    expect([typed('phone'), typed('message'), typed('ring_timeout_in_seconds')]).toEqual([
      unknown,
      'Hi',
      '20',
    ]);
    expect(ada.view?.values.conversation?.conversation).toMatchObject({ selected_conversation: seedIds.vip });
    await ada.choose('channel', 'sms');
    await shows(() => blockIdsOf(ada.view).includes('display_name'));
    expect(typed('display_name')).toBe('Grace H.');
    expect(asked()).toEqual([open]);
    await ada.choose('confirm', ['unknown_range']);
    await send(ada);
  });

  test('stays ticked while the rest of the form changes', async () => {
    await ask(`${unknown} sms Hi`);
    await ada.choose('confirm', ['unknown_range']);
    await ada.fill('message', 'Hi, changed');
    await ada.choose('channel', 'voice');
    await shows(() => JSON.stringify(ada.view?.definition.submit).includes('Call'));
    expect(asked()).toEqual([{ ...open, isTicked: true }]);
    const id = await send(ada);
    await shows(() => callsFor(world, id).length > 0);
    expect(callsFor(world, id)).toMatchObject([{ Attributes: { message: 'Hi, changed' } }]);
  });

  test('that was ticked for another number is asked anew, and none for a number that is known', async () => {
    const id = await ask(`${unknown} sms Hi`);
    await ada.choose('confirm', ['unknown_range']);
    await ada.fill('phone', '+1 436 217 5945');
    await shows(() => asked().length === 0);
    expect(await ada.submit()).toMatchObject({ kind: 'updated' });
    expect(asked()).toEqual([{ ...open, text: question.replace('5944', '5945') }]);
    expect(callsFor(world, id)).toEqual([]);
    await ada.fill('phone', '+1 206 555 0152');
    await shows(() => asked().length === 0);
    expect(await send(ada)).toBe(id);
  });

  test('that changes before the form could follow is shown once more', async () => {
    const id = await ask(`${unknown} sms Hi`);
    await ada.choose('confirm', ['unknown_range']);
    world.slack.fault({ method: 'views.update', kind: 'error', error: 'internal_error', times: 9 });
    await ada.fill('phone', '+1 436 217 5945');
    expect(await ada.submit()).toMatchObject({ kind: 'updated' });
    expect(asked()).toMatchObject([{ text: question.replace('5944', '5945') }]);
    expect(callsFor(world, id)).toEqual([]);
  });

  test('faults come first', async () => {
    await openByCommand(world, ada, `${unknown} sms`);
    await ada.fill('message', 'x'.repeat(1025));
    expect(await ada.submit()).toMatchObject({ kind: 'errors', errors: { message: expect.any(String) } });
    expect(asked()).toEqual([]);
  });

  test('that was left open, by whatever client, is an error at it', async () => {
    await ask(`${unknown} sms Hi`);
    await ada.choose('confirm', ['unknown_range']);
    const id = await send(ada);
    const last = world.slack.log.entries.findLast(({ name }) => name === 'view_submission') as LogEntry;
    const payload = structuredClone(last.delivery?.payload) as unknown as Submission;
    payload.view.state.values.confirm = { confirm: { type: 'checkboxes', selected_options: [] } };
    const ack = await world.slack.deliver({ ...last.delivery!, payload: payload as never });
    expect(ack).toMatchObject({
      body: { response_action: 'errors', errors: { confirm: expect.stringMatching(/^Tick each line/) } },
    });
    await shows(() => callsFor(world, id).length > 0);
    expect(callsFor(world, id)).toHaveLength(1);
  });
});
