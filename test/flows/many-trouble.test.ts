import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import { csvOf, listMessage, listParts, newNumbers, pressList, sendList, startsOf } from '../support/many.ts';
import { policyFile } from '../support/policy.ts';
import { textOf } from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

const policy = policyFile('admins: []\n');
let world: World;
let ada: Person;

beforeAll(async () => {
  const env = { ...policy.env, CONNECT_START_RATE: '20', CONNECT_START_BURST: '20' };
  world = await startWorld({ env });
  ada = world.slack.as(seedIds.ada);
});
afterAll(async () => {
  await world.stop();
  policy.remove();
});

const isList = ({ metadata }: { metadata?: unknown }) => JSON.stringify(metadata ?? '').includes('list_id');

test.each([
  { kind: 'drop_after', method: 'chat.postMessage', when: isList },
  { kind: 'drop_before', method: 'chat.postMessage', when: isList },
  { kind: 'http_500', method: 'chat.postMessage', when: isList, times: 2 },
  { kind: 'rate_limited', retryAfterSeconds: 2, method: 'chat.postMessage', when: isList },
  { kind: 'drop_after', method: 'chat.update', when: isList },
  { kind: 'error', error: 'ratelimited', method: 'chat.update', when: isList },
  { kind: 'http_500', method: 'files.info' },
  { kind: 'error', error: 'unknown_method', method: 'files.info', times: 100 },
  { kind: 'drop_before', method: 'file_download' },
  { kind: 'http_500', method: 'files.getUploadURLExternal' },
  { kind: 'drop_after', method: 'files.completeUploadExternal' },
  { kind: 'drop_before', method: 'files.completeUploadExternal' },
] as const)('with $method: $kind, it has one message, one file, and each row goes once', async (fault) => {
  const numbers = newNumbers(2);
  const { remove } = world.slack.fault({ ...fault });
  const files = () =>
    [...world.slack.workspace.files.values()].filter(({ shares }) => shares.length > 0).length;
  const before = files();
  const id = await sendList(world, ada, csvOf(numbers));
  await listMessage(world, id, 'not started');
  await pressList(world, ada, id, 'start_list');
  await listMessage(world, id, 'in the thread, as a file');
  remove();
  expect(listParts(world, id, 'list')).toHaveLength(1);
  expect(files() - before).toBe(1);
  expect(startsOf(world, numbers)).toEqual([1, 1]);
});

test('where it can not be told in its place any more, it goes on in a direct message', async () => {
  const numbers = newNumbers(2);
  world.slack.fault({
    ...{ method: 'chat.postMessage', kind: 'error', error: 'is_archived' },
    ...{ conversation: seedIds.support, when: isList },
  });
  const id = await sendList(world, ada, csvOf(numbers));
  const report = await listMessage(world, id, 'not started');
  expect(ada.messages('app').map(({ ts }) => ts)).toContain(report.ts);
});

test('where its place takes no edits any more, it goes on in a direct message, with its file', async () => {
  const numbers = newNumbers(2);
  const id = await sendList(world, ada, csvOf(numbers));
  const report = await listMessage(world, id, 'not started');
  const archived = {
    kind: 'error',
    error: 'is_archived',
    conversation: seedIds.support,
    times: 100,
  } as const;
  const faults = (['chat.update', 'chat.postMessage'] as const).map((method) =>
    world.slack.fault({ ...archived, method, when: isList }),
  );
  await pressList(world, ada, id, 'start_list');
  const done = await listMessage(world, id, 'in the thread, as a file');
  for (const { remove } of faults) remove();
  expect(done.ts).not.toBe(report.ts);
  expect(ada.messages('app').map(({ ts }) => ts)).toContain(done.ts);
  expect(startsOf(world, numbers)).toEqual([1, 1]);
});

test.each([
  ['in full', `admins: [${seedIds.grace}]\n`, /\n2,'?\+12065550\d+,Started/],
  [
    'masked, where the policy shows them to others alone',
    `show: { numbers: [${seedIds.grace}] }\n`,
    /\n2,'\+1 …/,
  ],
])('in a direct message its file has the numbers %s', async (_, text, line) => {
  await policy.change(world, text);
  const id = await sendList(world, ada, csvOf(newNumbers(1)), { conversation: 'app' });
  await pressList(world, ada, id, 'start_list');
  const done = await listMessage(world, id, 'in the thread, as a file');
  expect(textOf(done)).toContain('1 started');
  const file = [...world.slack.workspace.files.values()].findLast(({ user }) => user !== seedIds.ada);
  expect(Buffer.from(file?.content ?? '', 'base64').toString()).toMatch(line);
});
