import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Q_SEED_IDS } from '../../src/sandbox/qconnect/index.ts';
import { type Person, type PersonFile, seedIds } from '../../src/sandbox/slack/index.ts';
import { type Conversing, startConversing } from '../support/conversing.ts';
import { listMessage, newNumbers, pressList, submitList } from '../support/many.ts';
import { blockOf, calmDown, opened, partsOf, textOf } from '../support/steps.ts';
import type { World } from '../support/world.ts';

let conversing: Conversing;
let world: World;
let ada: Person;
beforeAll(async () => {
  conversing = await startConversing({
    database: 'postgres',
    env: {
      CONNECT_KNOWLEDGE_BASE_ID: Q_SEED_IDS.templates,
      CONNECT_START_RATE: '10',
      CONNECT_START_BURST: '4',
    },
  });
  ({ world, ada } = conversing);
});
afterAll(() => conversing.stop());
afterEach(async () => {
  for (const template of world.qconnect.seed.templates) world.qconnect.putTemplate(template);
  await calmDown(world, ada);
});

const csv = (...lines: string[]): PersonFile => ({ name: 'orders.csv', content: lines.join('\n') });

async function openMany(): Promise<void> {
  await opened(world, ada, () => ada.command('#support', '/reach-out many'));
}

const optionsNow = async (): Promise<{ text: string; value: string }[]> => {
  const result = await ada.suggest('template', '');
  if (result.kind !== 'options') throw new Error(JSON.stringify(result));
  return result.options.map(({ text, value }) => ({ text, value }));
};

async function pick(name: string): Promise<void> {
  const found = (await optionsNow()).find(({ text }) => text === name);
  await ada.choose('template', found?.value ?? name);
}

/** Hands in a list that goes out as a template; its id. */
async function handIn(file: PersonFile, template: string, channel = 'sms'): Promise<string> {
  await openMany();
  await ada.choose('file', [ada.upload(file).id]);
  await ada.choose('channel', channel);
  await pick(template);
  return submitList(ada);
}

const formSays = (text: string) =>
  world.slack.waitFor(() => JSON.stringify(ada.view?.definition.blocks ?? []).includes(text));

const startsTo = (number: string) =>
  world.connect
    .requests()
    .filter(
      ({ operation, requestBody }) => operation.startsWith('StartOutbound') && requestBody.includes(number),
    )
    .map(({ requestBody }) => JSON.parse(requestBody) as Record<string, unknown>);

describe('the form', () => {
  test('offers the templates of the way that is chosen, none for a call, and keeps all that was filled in', async () => {
    await openMany();
    const names = async () => (await optionsNow()).map(({ text }) => text);
    expect(await names()).toEqual(['Appointment reminder', 'Opening hours', 'Order ready']);
    await pick('Order ready');
    await ada.choose('file', [ada.upload(csv('phone', '+12065550100')).id]);
    await ada.choose('channel', 'voice');
    await world.slack.waitFor(() => !blockOf(ada.view, 'template'));
    expect(blockOf(ada.view, 'message')?.optional).toBe(false);
    await ada.fill('message', 'Hello');
    await ada.choose('channel', 'whatsapp');
    await world.slack.waitFor(() => blockOf(ada.view, 'template'));
    expect(JSON.stringify(blockOf(ada.view, 'template'))).toContain('Order ready');
    expect(JSON.stringify(ada.view?.definition)).toContain('The list is orders.csv');
    expect(ada.view?.values.message?.message).toMatchObject({ value: 'Hello' });
    expect(await names()).toEqual(['Order shipped', 'Welcome back', 'Win a prize']);
  });

  test.each<[string, string | undefined, string, string, object]>([
    ['neither', undefined, '', 'sms', { message: 'Write the message, or choose a template.' }],
    ['both', 'Order ready', 'Hi', 'sms', { message: expect.stringContaining('brings its own message') }],
    [
      'one of another way',
      'Order ready',
      '',
      'whatsapp',
      { template: expect.stringContaining('is for SMS') },
    ],
    [
      'one that is rejected',
      'Win a prize',
      '',
      'whatsapp',
      { template: expect.stringContaining('rejected') },
    ],
  ])('has an error at its field: %s', async (_, template, message, channel, errors) => {
    await openMany();
    await ada.choose('file', [ada.upload(csv('phone', '+12065550100')).id]);
    if (template === 'Order ready') await pick(template);
    await ada.choose('channel', channel);
    if (template && template !== 'Order ready') await pick(template);
    if (message) await ada.fill('message', message);
    expect(await ada.submit()).toMatchObject({ errors });
  });

  test.each<[string, PersonFile, string]>([
    [
      'a column is missing',
      csv('phone,name', '+12065550100,Zoë'),
      'The template needs “first_name”, “order”, and the file has no such column: it has “phone”, “name”.',
    ],
    [
      'a column is there twice',
      csv('phone,order,First name,first_name', '+12065550100,1,a,b'),
      'More than one column',
    ],
  ])('comes back, with the template in it, where %s', async (_, file, told) => {
    await handIn(file, 'Order ready');
    await formSays(told);
    expect(JSON.stringify(blockOf(ada.view, 'template'))).toContain('Order ready');
    expect(JSON.stringify(ada.view?.definition)).toContain('The list is orders.csv');
  });

  test('comes back where Amazon Connect leaves a gap that there is a value for', async () => {
    const draft = { text: 'Your order {{order}} is ready' };
    const order = world.qconnect.template(Q_SEED_IDS.orderReady)!;
    world.qconnect.putTemplate({ ...order, draft, versions: [...order.versions, draft], active: 2 });
    await openMany();
    await ada.choose('file', [ada.upload(csv('phone,order', '+12065550100,12')).id]);
    await ada.suggest('template', '');
    await pick('Order ready');
    await ada.submit();
    await formSays('Amazon Connect leaves “order” open');
  });
});

test('a list goes out as a template, each row with its own attributes', async () => {
  const [first = '', second = '', third = ''] = newNumbers(3);
  const id = await handIn(
    csv('Phone,First Name,ORDER,shop', `${first},Zoë,0042,Main Street`, `${second},Bo,7,`, `${third},,8,`),
    'Order ready',
  );
  const report = textOf(await listMessage(world, id, 'not started'));
  for (const said of [
    'Template: Order ready',
    '2 go',
    'as 2 SMS parts',
    'Hi Zoë, your order 0042 is ready at Main Street.',
    'Hi Bo, your order 7 is ready at our shop in Pine Street.',
    '1: the message needs a column that is empty',
  ])
    expect(report).toContain(said);
  await pressList(world, ada, id, 'start_list');
  await listMessage(world, id, '2 started · 1 left out');
  const [call, ...others] = startsTo(first);
  expect(others).toEqual([]);
  expect(call).toMatchObject({
    InitialTemplatedSystemMessage: {
      KnowledgeBaseId: Q_SEED_IDS.templates,
      TemplateAttributes: { CustomAttributes: { first_name: 'Zoë', order: '0042', shop: 'Main Street' } },
    },
  });
  expect(call).not.toHaveProperty('InitialSystemMessage');
  const contact = await world.connect.waitFor(() =>
    world.connect.contacts().find(({ customer }) => customer.address === second),
  );
  await world.connect.waitFor(() => world.connect.participant(contact.id)?.connectedAt);
  world.connect.world.customerReply(contact.id, 'Thank you!');
  const { conversation } = await listMessage(world, id);
  const heard = await world.slack.waitFor(() =>
    world.slack.messages(conversation).find((message) => textOf(message).includes('Thank you!')),
  );
  const [card] = partsOf(world, String(heard.metadata?.event_payload.reach_out_id), 'card');
  expect(textOf(card!)).toContain('Hi Bo, your order 7 is ready');
  expect(textOf(card!)).toContain('Template: Order ready');
});

test('WhatsApp goes out as a template, and says of free text whom it does not reach', async () => {
  const [first = '', second = ''] = newNumbers(2);
  const id = await handIn(csv('phone,first_name,order', `${first},Zoë,12`), 'Order shipped', 'whatsapp');
  const report = textOf(await listMessage(world, id, 'not started'));
  expect(report).toContain('Hi Zoë, your order 12 has been shipped.');
  expect(report).not.toContain('delivers only templates');
  await pressList(world, ada, id, 'start_list');
  await listMessage(world, id, '1 started');
  expect(startsTo(first)[0]).toMatchObject({
    InitialTemplatedSystemMessage: {
      TemplateAttributes: { CustomAttributes: { first_name: 'Zoë', order: '12' } },
    },
  });
  await openMany();
  await ada.choose('file', [ada.upload(csv('phone', second)).id]);
  await ada.choose('channel', 'whatsapp');
  await ada.fill('message', 'Hello');
  const free = await submitList(ada);
  expect(textOf(await listMessage(world, free, 'not started'))).toContain('WhatsApp delivers only templates');
});

test('where the preview fails, the report says what is filled in here', async () => {
  const [number = ''] = newNumbers(1);
  world.qconnect.fault({ operation: 'RenderMessageTemplate', kind: 'access_denied' });
  const id = await handIn(csv('phone,first_name,order', `${number},Zoë,12`), 'Order ready');
  const report = textOf(await listMessage(world, id, 'not started'));
  expect(report).toContain('Hi Zoë, your order 12 is ready at our shop in Pine Street.');
});

describe('by the start of a row', () => {
  const resultFile = async (id: string) => {
    await listMessage(world, id, 'in the thread, as a file');
    const files = [...world.slack.workspace.files.values()].filter(({ user }) => user !== seedIds.ada);
    return Buffer.from(files.at(-1)?.content ?? '', 'base64').toString();
  };
  const reported = async (number: string) => {
    const id = await handIn(csv('phone,day,time', `${number},Monday,10:30`), 'Appointment reminder');
    await listMessage(world, id, 'not started');
    return id;
  };
  const appointment = () => world.qconnect.template(Q_SEED_IDS.appointment)!;

  test.each<[string, () => void]>([
    ['gone', () => world.qconnect.deleteTemplate(Q_SEED_IDS.appointment)],
    [
      'not active',
      () => {
        const { active: _, ...inactive } = appointment();
        world.qconnect.putTemplate(inactive);
      },
    ],
  ])('a template that is %s keeps it from going, and the file says so', async (_, change) => {
    const [number = ''] = newNumbers(1);
    const id = await reported(number);
    change();
    world.turn(11);
    await pressList(world, ada, id, 'start_list');
    expect(await resultFile(id)).toContain(`Left out,,"The template isn't there any more, or isn't active"`);
    expect(startsTo(number)).toEqual([]);
  });

  test('one that has just gone fails it, and the file says so', async () => {
    const [number = ''] = newNumbers(1);
    const id = await reported(number);
    world.qconnect.deleteTemplate(Q_SEED_IDS.appointment);
    await pressList(world, ada, id, 'start_list');
    expect(await resultFile(id)).toContain('Not found: the template “Appointment reminder” may be gone');
  });

  test('a newer version that is active changes nothing of what was reported', async () => {
    const [number = ''] = newNumbers(1);
    const id = await reported(number);
    const { versions, draft } = appointment();
    world.qconnect.putTemplate({ ...appointment(), versions: [...versions, draft], active: 3 });
    world.turn(11);
    await pressList(world, ada, id, 'start_list');
    await listMessage(world, id, '1 started');
    expect(startsTo(number)).toMatchObject([
      { InitialTemplatedSystemMessage: { MessageTemplateId: `${Q_SEED_IDS.appointment}:2` } },
    ]);
  });
});
