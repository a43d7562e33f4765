import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Q_SEED_IDS, type QFaultKind } from '../../src/sandbox/qconnect/index.ts';
import type { Person } from '../../src/sandbox/slack/index.ts';
import { type Conversing, startConversing, talk } from '../support/conversing.ts';
import {
  blockIdsOf,
  blockOf,
  blocksOf,
  callsFor,
  calmDown,
  hintsOf,
  openByCommand,
  opened,
  send,
  textOf,
  told,
} from '../support/steps.ts';
import type { World } from '../support/world.ts';

let conversing: Conversing;
let world: World;
let ada: Person;
beforeAll(async () => {
  conversing = await startConversing({
    database: 'postgres',
    env: { CONNECT_KNOWLEDGE_BASE_ID: Q_SEED_IDS.templates },
  });
  ({ world, ada } = conversing);
});
afterAll(() => conversing.stop());
afterEach(async () => {
  for (const template of world.qconnect.seed.templates) world.qconnect.putTemplate(template);
  await calmDown(world, ada);
});

const {
  orderReady: ORDER,
  openingHours: HOURS,
  orderShipped: SHIPPED,
  appointment: APPOINTMENT,
} = Q_SEED_IDS;

let lastNumber = 700;
function number(): string {
  lastNumber += 1;
  return `+1 206 555 0${lastNumber}`;
}

const opens = (text: string) => openByCommand(world, ada, text);

async function offered(query = ''): Promise<{ text: string; value: string }[]> {
  const result = await ada.suggest('template', query);
  if (result.kind !== 'options') throw new Error(JSON.stringify(result));
  return result.options.map(({ text, value }) => ({ text, value }));
}

/** What the form says of the chosen template. */
const said = () => textOf({ text: '', blocks: [{ ...blockOf(ada.view, 'preview') }] });
const says = (text: string) => world.slack.waitFor(() => said().includes(text));

async function pick(template: string, says_ = 'The customer reads'): Promise<void> {
  await offered();
  await ada.choose('template', template);
  await says(says_);
}

test('the channel that was chosen last stays, however late an earlier choice is answered', async () => {
  await opens(`${number()} sms`);
  await pick(ORDER);
  world.qconnect.fault({ kind: 'delay', ms: 900, times: Number.POSITIVE_INFINITY });
  await ada.fill('attribute:order', '4711');
  await ada.choose('channel', 'whatsapp');
  await ada.choose('channel', 'voice');
  await ada.press('more_options');
  await world.app.drain();
  expect(ada.view?.definition.submit).toMatchObject({ text: 'Call' });
  expect(blockIdsOf(ada.view)).toContain('ring_timeout_in_seconds');
});

describe('the picker', () => {
  test('offers the active templates of the channel by name, and what is typed narrows them', async () => {
    await opens(`${number()} sms`);
    const names = async (query?: string) => (await offered(query)).map(({ text }) => text);
    expect(await names()).toEqual(['Appointment reminder', 'Opening hours', 'Order ready']);
    expect(await names('READY or')).toEqual(['Order ready']);
    expect(await names('sale')).toEqual([]);
    await ada.choose('channel', 'whatsapp');
    expect(await names()).toEqual(['Order shipped', 'Welcome back', 'Win a prize']);
    const result = await ada.suggest('template', 'win');
    expect(result).toMatchObject({
      options: [{ option: { description: { text: 'Rejected by WhatsApp' } } }],
    });
  });

  test('is not offered for a call, and comes back as it was', async () => {
    await opens(`${number()} sms`);
    await pick(ORDER);
    await ada.fill('attribute:order', '12');
    await ada.choose('channel', 'voice');
    await world.slack.waitFor(() => !blockOf(ada.view, 'template'));
    await ada.choose('channel', 'sms');
    await says('your order 12 is ready');
    expect(ada.view?.values['attribute:order']).toMatchObject({ 'attribute:order': { value: '12' } });
  });

  test('stands after the message of an SMS, and before that of a WhatsApp message, with the reason', async () => {
    await opens(`${number()} sms`);
    const order = () => blockIdsOf(ada.view).filter((id) => id === 'template' || id === 'message');
    expect(order()).toEqual(['message', 'template']);
    await ada.choose('channel', 'whatsapp');
    await world.slack.waitFor(() => order()[0] === 'template');
    expect(hintsOf(ada.view).template).toBe(
      "It isn't known when this customer last wrote. Beyond 24 hours, WhatsApp delivers only templates.",
    );
  });
});

describe('a chosen template', () => {
  test('has an input for each attribute, and shows what the customer reads while they are filled in', async () => {
    await opens(`${number()} sms`);
    await pick(ORDER);
    const inputs = blocksOf(ada.view).filter(({ block_id }) => block_id.startsWith('attribute:'));
    expect(inputs).toMatchObject([
      { block_id: 'attribute:first_name', optional: false, element: { action_id: 'attribute:first_name' } },
      { block_id: 'attribute:order', optional: false },
      {
        block_id: 'attribute:shop',
        optional: true,
        element: { placeholder: { text: 'our shop in Pine Street' } },
      },
    ]);
    expect(blockOf(ada.view, 'message')).toBeUndefined();
    expect(said()).toContain('Hi {{first_name}}, your order {{order}} is ready at our shop in Pine Street.');
    for (const [field, value] of [
      ['first_name', 'Sofia'],
      ['order', '<&*12*>'],
    ] as const)
      await ada.fill(`attribute:${field}`, value);
    await says('Hi Sofia, your order <&*12*> is ready');
  });

  test('goes out as it was shown, pinned to its version where a draft differs, and the card tells the same', async () => {
    await opens(`${number()} sms`);
    await pick(APPOINTMENT);
    expect(said()).toContain('Amazon Connect fills in {{Customer.FirstName}} itself, where it knows it.');
    await ada.fill('attribute:day', ' Monday ');
    await ada.fill('attribute:time', '10:30');
    await says('on Monday at 10:30');
    const id = await send(ada);
    await told(world, id, 'contact_id');
    expect(callsFor(world, id)).toMatchObject([
      {
        InitialTemplatedSystemMessage: {
          KnowledgeBaseId: Q_SEED_IDS.templates,
          MessageTemplateId: `${APPOINTMENT}:2`,
          TemplateAttributes: { CustomAttributes: { day: 'Monday', time: '10:30' } },
        },
      },
    ]);
    expect(callsFor(world, id)[0]).not.toHaveProperty('InitialSystemMessage');
    const card = textOf(await told(world, id, 'card', 'Template: Appointment reminder'));
    expect(card).toContain('Hello {{Customer.FirstName}}, we expect you on Monday at 10:30.');
  });

  test('sends its fallback as it was shown, and nothing is to be filled in where there is no gap', async () => {
    await opens(`${number()} sms`);
    await pick(HOURS);
    const id = await send(ada);
    const [entry] = await world.connect.waitFor(() => {
      const contact = world.connect.contacts().find(({ clientToken }) => clientToken === id);
      return contact?.transcript.length ? contact.transcript : undefined;
    });
    expect(entry?.content).toBe('We are open from 9 to 5, Monday to Friday.');
    await opens(`${number()} sms`);
    await pick(ORDER);
    await ada.fill('attribute:first_name', 'Sofia');
    await ada.fill('attribute:order', '12');
    const other = await send(ada);
    await told(world, other, 'contact_id');
    expect(callsFor(world, other)).toMatchObject([
      {
        InitialTemplatedSystemMessage: {
          MessageTemplateId: ORDER,
          TemplateAttributes: {
            CustomAttributes: { first_name: 'Sofia', order: '12', shop: 'our shop in Pine Street' },
          },
        },
      },
    ]);
  });

  test('of WhatsApp reads as its components say', async () => {
    await opens(`${number()} whatsapp`);
    await pick(SHIPPED);
    await ada.fill('attribute:first_name', 'Sofia');
    await ada.fill('attribute:order', '12');
    await says('Hi Sofia, your order 12 has been shipped.');
    const id = await send(ada);
    const card = await told(world, id, 'card', 'Template: Order shipped');
    expect(textOf(card)).toContain('Your order\nHi Sofia, your order 12 has been shipped.\nExample Shop');
    expect(textOf(card)).not.toContain('delivers only templates');
  });

  test('is tried again with what was filled in', async () => {
    world.connect.fault({ kind: 'invalid_request', operation: 'StartOutboundChatContact' });
    await opens(`${number()} sms`);
    await pick(ORDER);
    await ada.fill('attribute:first_name', 'Sofia');
    await ada.fill('attribute:order', '12');
    const id = await send(ada);
    const card = await told(world, id, 'card', 'Not sent');
    await opened(world, ada, () => ada.press('try_again', { conversation: '#support', ts: card.ts }));
    await says('Hi Sofia, your order 12');
    expect(ada.view?.values.template).toMatchObject({ template: { selected_option: { value: ORDER } } });
    const again = await send(ada);
    await told(world, again, 'contact_id');
  });
});

describe('what is wrong is said at its field, and nothing is lost', () => {
  const submitted = async () => {
    const result = await ada.submit();
    return result.kind === 'errors' ? { by: result.by, ...result.errors } : result.kind;
  };

  test('an attribute that stays empty', async () => {
    await opens(`${number()} sms`);
    await pick(ORDER);
    await ada.fill('attribute:first_name', 'Sofia');
    expect(await submitted()).toEqual({
      by: 'client',
      'attribute:order': 'Please complete this required field.',
    });
    await ada.fill('attribute:order', '  ');
    expect(await submitted()).toEqual({
      by: 'app',
      'attribute:order': 'The template has a gap here. Fill in order.',
    });
  });

  test('two sources at once', async () => {
    await opens(`${number()} sms Hi there`);
    await pick(HOURS);
    expect(blockOf(ada.view, 'message')).toMatchObject({ optional: true });
    expect(await submitted()).toMatchObject({ message: expect.stringContaining('Clear this one') });
    await ada.fill('message', '');
    await ada.press('more_options');
    await world.slack.waitFor(() => blockOf(ada.view, 'message_template_id'));
    await ada.fill('message_template_id', 'x');
    await ada.fill('knowledge_base_id', 'x');
    expect(await submitted()).toMatchObject({
      message_template_id: 'A template is chosen above already. Clear this field, or remove that one.',
    });
  });

  test('a template of another channel, which is there again when that is chosen', async () => {
    await opens(`${number()} sms`);
    await pick(HOURS);
    await ada.choose('channel', 'whatsapp');
    await says('This template is for SMS. Choose one for WhatsApp.');
    expect(await submitted()).toMatchObject({ template: expect.stringContaining('is for SMS') });
    await ada.choose('channel', 'sms');
    await says('We are open');
  });

  test('one that WhatsApp has rejected', async () => {
    await opens(`${number()} whatsapp`);
    await pick(Q_SEED_IDS.rejected, 'WhatsApp has rejected this template.');
    await ada.fill('attribute:prize', 'a car');
    expect(await submitted()).toMatchObject({
      template: 'WhatsApp has rejected this template. Choose another.',
    });
  });

  test('one that was deleted meanwhile', async () => {
    await opens(`${number()} sms`);
    await pick(HOURS);
    world.qconnect.deleteTemplate(HOURS);
    expect(await submitted()).toEqual({
      by: 'app',
      template: "This template isn't there any more. Choose another.",
    });
  });

  test('one of which another version was activated meanwhile, which goes once that was read', async () => {
    await opens(`${number()} sms`);
    await pick(APPOINTMENT);
    for (const field of ['day', 'time']) await ada.fill(`attribute:${field}`, 'Monday');
    await says('we expect you on Monday');
    const newer = world.qconnect.template(APPOINTMENT)!;
    world.qconnect.putTemplate({ ...newer, versions: [...newer.versions, newer.draft], active: 3 });
    expect(await ada.submit()).toMatchObject({ kind: 'updated' });
    expect(textOf({ text: '', blocks: [{ ...blockOf(ada.view, 'notice') }] })).toContain(
      'This template has been changed meanwhile.',
    );
    expect(said()).toContain('Being rewritten: Monday');
    expect(ada.view?.values['attribute:day']).toMatchObject({ 'attribute:day': { value: 'Monday' } });
    const id = await send(ada);
    await told(world, id, 'card', 'Being rewritten: Monday');
    expect(callsFor(world, id)).toMatchObject([
      { InitialTemplatedSystemMessage: { MessageTemplateId: APPOINTMENT } },
    ]);
  });

  const troubles: [QFaultKind, string][] = [
    ['access_denied', 'Reach Out may not read message templates.'],
    ['throttle', 'Too many templates are being looked up'],
    ['http_500', "The templates couldn't be looked up."],
    ['delay', "The templates couldn't be looked up."],
  ];
  test.each(troubles)('%s, with what is in the template in sight', async (kind, sentence) => {
    await opens(`${number()} sms`);
    await pick(ORDER);
    await ada.fill('attribute:first_name', `Sofia ${kind}`);
    await says(`Sofia ${kind}`);
    const always = { times: Number.POSITIVE_INFINITY, ms: 600_000 };
    world.qconnect.fault({ kind, ...always });
    await ada.fill('attribute:order', '12');
    await says(sentence);
    expect(said()).toContain('It reads, before it is filled in: Hi {{first_name}}, your order {{order}}');
    expect(await submitted()).toMatchObject({ template: expect.stringContaining(sentence) });
    world.qconnect.clearFaults();
    await send(ada);
  });

  test('a template that is gone when its start is due', async () => {
    await opens(`${number()} sms`);
    await pick(HOURS);
    world.connect.fault({ kind: 'delay', ms: 1500, operation: 'StartOutboundChatContact' });
    const sent = send(ada);
    await world.qconnect.waitFor(() =>
      world.qconnect.requests().findLast(({ operation }) => operation === 'RenderMessageTemplate'),
    );
    const id = await sent;
    world.qconnect.deleteTemplate(HOURS);
    const card = await told(world, id, 'card', 'Not sent', 10_000);
    expect(textOf(card)).toContain('the template “Opening hours” may have been deleted');
  });
});

test('a list that cannot be looked up says so in place of its options', async () => {
  const fresh = await startConversing({
    database: 'postgres',
    env: { CONNECT_KNOWLEDGE_BASE_ID: Q_SEED_IDS.templates },
  });
  const person = fresh.ada;
  fresh.world.qconnect.fault({ kind: 'delay', ms: 600_000, times: Number.POSITIVE_INFINITY });
  await openByCommand(fresh.world, person, '+1 206 555 0199 sms Hi');
  expect(await person.suggest('template', '')).toMatchObject({
    options: [{ text: "The templates couldn't be looked up. Try again in a minute." }],
  });
  await person.choose('template', ':');
  expect(await person.submit()).toMatchObject({
    errors: { template: 'Choose a template, or leave this empty.' },
  });
  await fresh.stop();
});

test('where the customer wrote within 24 hours the message comes first, and after them the template', async () => {
  const { contact } = await talk(conversing, 'whatsapp');
  const { address } = contact.customer;
  world.connect.world.customerReply(contact.id, 'Good day');
  await world.slack.waitFor(() => JSON.stringify(world.slack.messages('#support')).includes('Good day'));
  await opens(`${address} whatsapp`);
  const order = () => blockIdsOf(ada.view).filter((id) => id === 'template' || id === 'message');
  await world.slack.waitFor(() => order()[0] === 'message');
  await ada.close();
  world.turn(25 * 3600);
  await opens(`${address} whatsapp`);
  await world.slack.waitFor(() => hintsOf(ada.view).template?.startsWith('This customer last wrote more'));
  expect(order()).toEqual(['template', 'message']);
  world.turn(-25 * 3600);
});

test('no text of a template stands in the log', () => {
  expect(world.logged()).not.toMatch(/your order|We are open|Sofia/);
});
