import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Message, type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import { type Conversing, startConversing } from '../support/conversing.ts';
import {
  csvOf,
  listMessage,
  listParts,
  newNumbers,
  pressList,
  sendList,
  startsOf,
  submitList,
} from '../support/many.ts';
import { policyFile } from '../support/policy.ts';
import { blockOf, blocksOf, buttonsOf, hintsOf, partsOf, textOf } from '../support/steps.ts';
import type { World } from '../support/world.ts';

const OPEN = `admins: [${seedIds.grace}]\n`;
const policy = policyFile(OPEN);
let conversing: Conversing;
let world: World;
let ada: Person;

beforeAll(async () => {
  conversing = await startConversing({
    database: 'postgres',
    env: { ...policy.env, CONNECT_START_RATE: '10', CONNECT_START_BURST: '4' },
  });
  ({ world, ada } = conversing);
});
afterAll(async () => {
  await conversing.stop();
  policy.remove();
});

const auditOf = (id: string) =>
  world.sql<{ action: string; actor: string; door: string }>(
    `select action, actor, door from audit_entry where detail ->> 'list' = $1 and action like 'list%' order by id`,
    [id],
  );

/** The messages that reach-outs have, by their part. */
const threadParts = ({ conversation }: Message) =>
  world.slack
    .messages(conversation)
    .filter(({ metadata }) => metadata?.event_payload.reach_out_id)
    .map(({ metadata }) => metadata?.event_payload.part);

test('a list is reported on before anything starts, goes when that is said, and ends with a file', async () => {
  const numbers = newNumbers(6);
  const [first = ''] = numbers;
  const file = csvOf([...numbers, first, '12']);
  const id = await sendList(world, ada, file, { message: 'Hi {{name}}, it is ready' });
  const report = textOf(await listMessage(world, id, 'not started'));
  for (const said of ['List of 8 by SMS', '6 go, in about 1 s, as 6 SMS parts', '1: the same number stands'])
    expect(report).toContain(said);
  expect(report).toContain('To +1 …0100\nHi Customer 1, it is ready');
  expect(report).not.toContain(first);
  await world.slack.waitFor(() => JSON.stringify(ada.view?.definition).includes('The report is in <#'));
  expect(startsOf(world, numbers)).toEqual(Array(6).fill(0));

  await pressList(world, ada, id, 'start_list');
  const done = await listMessage(world, id, 'done');
  expect(textOf(done)).toContain('6 started · 2 left out');
  expect(buttonsOf(done)).toEqual([]);
  expect(startsOf(world, numbers)).toEqual(Array(6).fill(1));
  expect(threadParts(done)).toEqual([]);
  await listMessage(world, id, 'in the thread, as a file');
  const [shared] = [...world.slack.workspace.files.values()].filter(({ user }) => user !== seedIds.ada);
  const csv = Buffer.from(shared?.content ?? '', 'base64').toString();
  expect(csv).toMatch(/\n2,'\+1 …0100,Started,[\w-]{36},\n/);
  expect(csv).toMatch(/\n8,.*,Left out,,The same number stands further above\n9,…,Left out,,/);
  expect(csv).not.toContain(first.slice(1));
  expect((await auditOf(id)).map(({ action, door }) => `${action} ${door}`)).toEqual([
    'list_requested list',
    'list_report engine',
    'list_start list',
    'list_finish engine',
  ]);
});

test('a row has a card and a thread once its customer answers', async () => {
  const numbers = newNumbers(2);
  const id = await sendList(world, ada, csvOf(numbers));
  await pressList(world, ada, id, 'start_list');
  await listMessage(world, id, 'done');
  const contact = await world.connect.waitFor(() =>
    world.connect.contacts().find(({ customer }) => customer.address === numbers[1]),
  );
  await world.connect.waitFor(() => world.connect.participant(contact.id)?.connectedAt);
  world.connect.world.customerReply(contact.id, 'Who is this?');
  const { conversation } = await listMessage(world, id);
  const heard = await world.slack.waitFor(() =>
    world.slack.messages(conversation).find((message) => textOf(message).includes('Who is this?')),
  );
  const reachOutId = String(heard.metadata?.event_payload.reach_out_id);
  const [card] = partsOf(world, reachOutId, 'card');
  expect(heard.thread_ts).toBe(card?.ts);
  expect(partsOf(world, reachOutId, 'contact_id')).toHaveLength(1);
});

describe('a form that comes back', () => {
  const again = (text: string) =>
    world.slack.waitFor(() => {
      const { view } = ada;
      return view && JSON.stringify(view.definition).includes(text) ? view : undefined;
    });

  test('asks for the column where it is not clear, and keeps all that was filled in', async () => {
    const [number = ''] = newNumbers(1);
    const content = `a,b\n${number},${number}\n`;
    await sendList(world, ada, { name: 'two.csv', content }, { message: 'Hi {{a}}', channel: 'voice' });
    const view = await again("isn't clear which column");
    expect(JSON.stringify(view.definition)).toContain('The list is two.csv');
    expect(blockOf(view, 'message')?.element).toMatchObject({ initial_value: 'Hi {{a}}' });
    expect(blockOf(view, 'channel')?.element).toMatchObject({ initial_option: { value: 'voice' } });
    expect(blockOf(view, 'file')?.optional).toBe(true);
    await ada.choose('column', '1');
    const id = await submitList(ada);
    expect(textOf(await listMessage(world, id, 'not started'))).toContain(`List of 1 by Voice`);
    await pressList(world, ada, id, 'cancel_list');
    await listMessage(world, id, 'Nothing was sent');
  });

  test.each([
    ['a column that is not there', csvOf(['+12065550100']), 'Hi {{nme}}', 'No column is called “nme”'],
    ['another format', { name: 'a.csv', content: 'PK\u0003\u0004' }, 'Hi', "That's a spreadsheet"],
    [
      'too many rows',
      { name: 'a.csv', content: `phone\n${'+12065550100\n'.repeat(5001)}` },
      'Hi',
      'outbound campaigns',
    ],
  ])('says what is wrong: %s', async (_, file, message, told) => {
    await sendList(world, ada, file, { message });
    const view = await again(told);
    expect(blockOf(view, 'message')?.element).toMatchObject({ initial_value: message });
    await ada.close();
  });

  test('is told in a direct message where it is closed', async () => {
    world.slack.fault({ method: 'views.update', kind: 'error', error: 'not_found', times: 1 });
    await sendList(world, ada, csvOf(['+12065550100']), { message: '{{<x>}}' });
    await world.slack.waitFor(() =>
      [...world.slack.workspace.conversations.keys()]
        .flatMap((conversation) => world.slack.messages(conversation))
        .some((message) =>
          textOf(message).includes("Your list wasn't taken in. No column is called “&lt;x&gt;”"),
        ),
    );
    await ada.close();
  });

  test('has errors at its fields', async () => {
    await ada.command('#support', '/reach-out many');
    await world.slack.waitFor(() => blocksOf(ada.view).some(({ block_id }) => block_id === 'file'));
    expect(hintsOf(ada.view).file).toContain('5,000 rows');
    const submitted = await ada.submit();
    expect(JSON.stringify(submitted)).toMatch(/file/);
    await ada.close();
  });
});

test('what the policy has against a row is said before, and keeps it from going', async () => {
  const [blocked = '', before = '', free = ''] = newNumbers(3);
  await world.slack.as(seedIds.grace).command('#support', `/reach-out block ${blocked} asked for it`);
  const numbers = [blocked, before, free];
  await policy.change(world, `${OPEN}limits: { recipient: { most: 1, hours: 24, beyond: ask } }\n`);
  const first = await sendList(world, ada, csvOf([before]));
  await pressList(world, ada, first, 'start_list');
  await listMessage(world, first, 'done');
  const id = await sendList(world, ada, csvOf(numbers));
  const report = textOf(await listMessage(world, id, 'not started'));
  expect(report).toContain('1 goes');
  expect(report).toContain('1: the number is on the do-not-contact list');
  expect(report).toContain('1: contacted as often as the policy lets go unasked');
  await pressList(world, ada, id, 'start_list');
  await listMessage(world, id, 'done');
  expect(startsOf(world, numbers)).toEqual([0, 1, 1]);
});

test('what is closed waits until it opens, and the rest goes', async () => {
  const [number = ''] = newNumbers(1);
  const paris = '+33142685300';
  const minute = new Date(world.now().getTime() - 3_600_000);
  const open = `${String(minute.getUTCHours()).padStart(2, '0')}:00`;
  await policy.change(
    world,
    `${OPEN}hours: { outside: ask, open: "00:00-24:00", places: { FR: { open: "${open}-${open.slice(0, 2)}:01" } } }\n`,
  );
  const id = await sendList(world, ada, csvOf([number, paris]));
  expect(textOf(await listMessage(world, id, 'not started'))).toContain(
    'It is closed for 1 of them now: it waits until it opens there, ',
  );
  await pressList(world, ada, id, 'start_list');
  await listMessage(world, id, '1 started · 1 closed until');
  expect(startsOf(world, [number, paris])).toEqual([1, 0]);
  await policy.change(world, OPEN);
  await pressList(world, ada, id, 'stop_list');
  await listMessage(world, id, 'Stopped by');
});

test('a list that needs approval is asked for once, as a whole', async () => {
  const { grace, vip } = seedIds;
  await policy.change(
    world,
    `${OPEN}approvals:\n  - { when: { more_than: 2 }, by: [${grace}], in: ${vip}, lapses_after_minutes: 4 }\n`,
  );
  const numbers = newNumbers(3);
  const id = await sendList(world, ada, csvOf(numbers));
  await pressList(world, ada, id, 'start_list');
  await listMessage(world, id, 'waiting for approval');
  const [asked] = await world.slack.waitFor(() => {
    const found = listParts(world, id, 'list_approval');
    return found.length > 0 ? found : undefined;
  });
  expect(asked?.conversation).toBe(vip);
  expect(textOf(asked ?? { text: '', blocks: [] })).toContain('List of 3 by SMS');
  const place = { conversation: vip, ts: asked?.ts ?? '' };
  expect(startsOf(world, numbers)).toEqual([0, 0, 0]);
  await world.slack.as(grace).press('approve_list', place);
  const done = await listMessage(world, id, 'done');
  expect(textOf(done)).toContain(`Approved by <@${grace}>`);
  expect(startsOf(world, numbers)).toEqual([1, 1, 1]);
  expect(world.slack.messages(vip).filter(({ metadata }) => metadata?.event_payload.reach_out_id)).toEqual(
    [],
  );

  const other = await sendList(world, ada, csvOf(newNumbers(3)));
  await pressList(world, ada, other, 'start_list');
  const [second] = await world.slack.waitFor(() => {
    const found = listParts(world, other, 'list_approval');
    return found.length > 0 ? found : undefined;
  });
  await world.slack.as(grace).press('decline_list', { conversation: vip, ts: second?.ts ?? '' });
  await world.slack.waitFor(() => world.slack.as(grace).view?.definition.callback_id === 'decline_list');
  await world.slack.as(grace).fill('reason', 'Not this week');
  await world.slack.as(grace).submit();
  expect(textOf(await listMessage(world, other, 'declined'))).toContain('Not this week');
  await policy.change(world, OPEN);
});

describe('rows that others have to approve of than the rest of the list', () => {
  const { grace, kenji, vip } = seedIds;
  const rules = `approvals:
  - { when: { countries_other_than: [US, FR] }, by: [${grace}], in: ${vip} }
  - { when: { countries_other_than: [US] }, by: [${kenji}], in: ${vip} }
`;
  const OTHERS = '1: others have to approve of these; hand them in as a list of their own';

  async function approve(id: string) {
    const [asked] = await world.slack.waitFor(() => {
      const found = listParts(world, id, 'list_approval');
      return found.length > 0 ? found : undefined;
    });
    await world.slack.as(grace).press('approve_list', { conversation: vip, ts: asked?.ts ?? '' });
  }

  test('are left out of the report, with that reason, and of what goes', async () => {
    await policy.change(world, OPEN + rules);
    const numbers = [...newNumbers(1), '+442079460018', '+33142685301'];
    const id = await sendList(world, ada, csvOf(numbers));
    const report = textOf(await listMessage(world, id, 'not started'));
    for (const said of ['2 go,', OTHERS]) expect(report).toContain(said);
    await pressList(world, ada, id, 'start_list');
    await approve(id);
    await listMessage(world, id, '2 started · 1 left out');
    expect(startsOf(world, numbers)).toEqual([1, 1, 0]);
    const file = [...world.slack.workspace.files.values()].findLast(({ user }) => user !== seedIds.ada);
    expect(Buffer.from(file?.content ?? '', 'base64').toString()).toContain('Others have to approve');
    await policy.change(world, OPEN);
  });

  test('are left out where the rules came once the report stood', async () => {
    const numbers = [...newNumbers(1), '+442079460019', '+33142685302'];
    const id = await sendList(world, ada, csvOf(numbers));
    await listMessage(world, id, '3 go,');
    await policy.change(world, OPEN + rules);
    await pressList(world, ada, id, 'start_list');
    await listMessage(world, id, 'waiting for approval');
    await approve(id);
    await listMessage(world, id, '2 started · 1 left out');
    expect(startsOf(world, numbers)).toEqual([1, 1, 0]);
    await policy.change(world, OPEN);
  });
});

test('a list that is scheduled starts at its time', async () => {
  const numbers = newNumbers(2);
  const id = await sendList(world, ada, csvOf(numbers));
  await pressList(world, ada, id, 'schedule_list');
  await world.slack.waitFor(() => ada.view?.definition.callback_id === 'schedule_list');
  const at = Math.ceil(world.now().getTime() / 1000) + 120;
  await ada.choose('send_at', at);
  await ada.submit();
  await listMessage(world, id, `It starts <!date^${at}^`);
  expect(startsOf(world, numbers)).toEqual([0, 0]);
  world.turn(121);
  await listMessage(world, id, 'done');
  expect(startsOf(world, numbers)).toEqual([1, 1]);
});

test('a restart in the middle goes on, with no row twice', async () => {
  const numbers = newNumbers(40);
  const id = await sendList(world, ada, csvOf(numbers));
  await pressList(world, ada, id, 'start_list');
  await world.connect.waitFor(() => startsOf(world, numbers).some((count) => count > 0));
  await world.restart();
  await listMessage(world, id, '40 started');
  expect(startsOf(world, numbers)).toEqual(Array(40).fill(1));
  expect(listParts(world, id, 'list')).toHaveLength(1);
});
