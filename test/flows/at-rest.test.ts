import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  type Conversing,
  startConversing,
  stream,
  type Talk,
  talk,
  untilHeard,
} from '../support/conversing.ts';
import { answerTo, csvOf, listMessage, pressList, sendList } from '../support/many.ts';
import { runOperator } from '../support/operator.ts';
import { policyFile } from '../support/policy.ts';
import { type BorrowedDatabase, borrowDatabase, query, rowsOf, tablesOf } from '../support/postgres.ts';
import { reachOut, textOf, told } from '../support/steps.ts';

const [NEW, OLD] = ['k2', 'k1'].map((id) => `${id}:${randomBytes(32).toString('base64')}`);
const KEEP = policyFile('keep_days: 90\n');

let conversing: Conversing;
let database: BorrowedDatabase;
let chat: Talk;
let list: string;
beforeAll(async () => {
  database = await borrowDatabase();
  const env = { DATABASE_URL: database.url, REACH_OUT_ENCRYPTION_KEYS: `${NEW},${OLD}`, ...KEEP.env };
  conversing = await startConversing({ env });
  chat = await talk(conversing);
});
afterAll(async () => {
  await conversing.stop();
  await database.giveBack();
  KEEP.remove();
});

const sql = <Row extends object>(statement: string) => query<Row>(database.url, statement);
const dump = async () => (await rowsOf(database.url, await tablesOf(database.url))).join('');
const until = async (holds: () => Promise<boolean>) => {
  while (!(await holds())) await delay(50);
};
const operator = (args: string[], keys = `${NEW},${OLD}`) =>
  runOperator(args, { DATABASE_URL: database.url, REACH_OUT_ENCRYPTION_KEYS: keys, ...KEEP.env });

test('neither numbers nor texts nor names stand readable in any column of any table', async () => {
  const { world, ada } = conversing;
  const call = await reachOut(world, ada, '+44 20 7946 0958 call Your visit is tomorrow, Mrs Featherstone');
  await told(world, call, 'card', 'Accepted');
  stream(conversing, chat.contact.id, { Content: 'My daughter Philippa has the keys' });
  await untilHeard(conversing, chat.id, 'Philippa');
  world.connect.world.agentJoins(chat.contact.id);
  await told(world, chat.id, 'card', 'With a');
  await until(
    async () => (await sql(`select from reach_out.reach_out where conversation ? 'names'`)).length > 0,
  );
  list = await sendList(world, ada, csvOf(['+442079460957']), { message: 'Dear Mrs Featherstone, {{name}}' });
  await listMessage(world, list, 'not started');
  await world.app.drain();
  const stored = await dump();
  const e164 = chat.contact.customer.address;
  for (const secret of [
    e164,
    e164.slice(1),
    e164.slice(2),
    '442079460958',
    '2079460958',
    '7946 0958',
    '2079460957',
  ])
    expect(stored).not.toContain(secret);
  for (const secret of [
    'Hello',
    'Featherstone',
    'tomorrow',
    'Philippa',
    'Souza',
    'participantToken',
    'customers.csv',
  ])
    expect(stored).not.toContain(secret);
  expect(stored).toContain(call);
  expect(stored).toMatch(/"sealed":"k2:/);
});

test('another key takes all over while the app runs, and the former is said to be no longer needed', async () => {
  const back = await operator(['data', 'reencrypt'], `${OLD},${NEW}`);
  expect(back).toMatchObject({ code: 0, said: '' });
  expect(await dump()).not.toMatch(/"k2:/);
  const again = await operator(['data', 'reencrypt']);
  expect(again.code).toBe(0);
  expect(again.out).toMatch(/[1-9]\d* values are encrypted with the key k2 now/);
  expect(again.out).toContain('No longer needed: k1.');
  expect(await dump()).not.toMatch(/"k1:/);
  stream(conversing, chat.contact.id, { Content: 'Still there?' });
  await untilHeard(conversing, chat.id, 'Still there?');
  const without = await operator(['stuck'], String(OLD));
  expect(without).toMatchObject({ code: 1 });
  expect(without.said).toContain('the key k2, which is missing in REACH_OUT_ENCRYPTION_KEYS, which has k1.');
});

test('what was kept for keep_days is erased, and the thread and the lists say so', async () => {
  const { world, ada } = conversing;
  world.connect.fault({ operation: 'StartOutboundVoiceContact', kind: 'access_denied', times: 2 });
  const fail = () => reachOut(world, ada, '+44 20 7946 0959 call Are you there, Mrs Featherstone?');
  const [failed, other] = [await fail(), await fail()];
  const card = await told(world, failed, 'card', 'Not sent');
  await told(world, other, 'card', 'Not sent');
  await world.app.drain();
  expect((await operator(['data', 'forget'])).out).toContain('0 reach-outs ended more than 90 days ago.');
  const age = "update reach_out.reach_out set ended_at = ended_at - interval '91 days' where id";
  await sql(`${age} = '${failed}'`);
  expect((await operator(['data', 'forget'])).out).toContain('1 reach-outs ended');
  expect((await operator(['data', 'forget', '--yes'])).out).toContain('of 1 reach-outs are erased');
  await ada.press('try_again', { conversation: card.conversation, ts: card.ts });
  await world.slack.waitFor(() => ada.ephemerals.some(({ text }) => text.includes('were erased')));
  await ada.command('#support', '/reach-out status');
  await world.slack.waitFor(() =>
    ada.ephemerals.some((one) => textOf(one).includes('to a number no longer known')),
  );
  // The app does the same by itself.
  await sql(`${age} = '${other}'`);
  await world.restart();
  const erased = () =>
    sql(`select sealed, recipient_digest from reach_out.reach_out where erased_at is not null`);
  await until(async () => (await erased()).length === 2);
  const nothing = { sealed: null, recipient_digest: null };
  expect(await erased()).toEqual([nothing, nothing]);
  const entries = await sql("select actor from reach_out.audit_entry where action = 'erased' order by id");
  expect(entries).toEqual([{ actor: 'operator' }, { actor: 'engine' }]);
});

test('of a list, message and rows are erased, and it can not start any more', async () => {
  const { world, ada } = conversing;
  await sql(
    `update reach_out.list set requested_at = requested_at - interval '91 days' where id = '${list}'`,
  );
  expect((await operator(['data', 'forget', '--yes'])).code).toBe(0);
  expect(await sql('select sealed from reach_out.list')).toEqual([{ sealed: null }]);
  expect(await sql('select sealed from reach_out.list_row')).toEqual([{ sealed: null }]);
  const answer = await answerTo(world, ada, () => pressList(world, ada, list, 'start_list'));
  expect(answer).toContain("isn't possible any more");
  // Nor does one go on that was paused for so long.
  await sql("update reach_out.list set state = 'paused', due_at = now(), revision = revision + 1");
  await listMessage(world, list, 'paused');
  const again = await answerTo(world, ada, () => pressList(world, ada, list, 'resume_list'));
  expect(again).toContain("isn't possible any more");
});
