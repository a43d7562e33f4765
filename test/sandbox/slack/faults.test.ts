import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import { appDirectMessageId, seedIds } from '../../../src/sandbox/slack/index.ts';
import { clientOf, refusalOf, startSlack, stopAll } from './support.ts';

afterEach(stopAll);

const channel = seedIds.support;
const post = { channel, text: 'Hi' };

test('a rate limit says when to come back, and strikes as often as it was told', async () => {
  const slack = await startSlack();
  const fault = slack.fault({
    method: 'chat.postMessage',
    kind: 'rate_limited',
    retryAfterSeconds: 7,
    times: 2,
  });
  const client = clientOf(slack);
  for (let time = 0; time < 2; time += 1) {
    const refusal = await client.chat.postMessage(post).catch((error) => error);
    expect(refusal).toMatchObject({ code: 'slack_webapi_rate_limited_error', retryAfter: 7 });
  }
  expect((await client.chat.postMessage(post)).ok).toBe(true);
  expect(fault.used).toBe(2);
  expect(slack.faults.list()).toEqual([]);
});

test.each([
  ['error', { kind: 'error', error: 'fatal_error' }, 'fatal_error', 0],
  ['500', { kind: 'http_500' }, 'An HTTP protocol error occurred: statusCode = 500', 0],
  ['drop before processing', { kind: 'drop_before' }, /A request error occurred/, 0],
  ['drop after processing', { kind: 'drop_after' }, /A request error occurred/, 1],
  ['malformed answer', { kind: 'malformed' }, /./, 1],
] as const)('%s', async (_name, fault, error, posted) => {
  const slack = await startSlack();
  slack.fault({ method: 'chat.postMessage', ...fault });
  expect((await refusalOf(clientOf(slack).chat.postMessage(post))).error).toMatch(error);
  expect(slack.messages(channel)).toHaveLength(posted);
  const call = slack.log.entries.findLast(({ name }) => name === 'chat.postMessage');
  expect(call).toMatchObject({ injected: fault.kind });
});

test('a fault of one conversation, and of some arguments, leaves the others alone', async () => {
  const slack = await startSlack();
  const client = clientOf(slack);
  slack.fault({ method: 'chat.postMessage', conversation: seedIds.vip, kind: 'error', error: 'fatal_error' });
  slack.fault({ method: '*', when: ({ text }) => text === 'bad', kind: 'error', error: 'team_added_to_org' });
  expect((await client.chat.postMessage(post)).ok).toBe(true);
  expect((await refusalOf(client.chat.postMessage({ channel, text: 'bad' }))).error).toBe(
    'team_added_to_org',
  );
  expect((await refusalOf(client.chat.postMessage({ ...post, channel: seedIds.vip }))).error).toBe(
    'fatal_error',
  );
});

test('a fault of a direct message strikes whether the post names the person or the conversation', async () => {
  const slack = await startSlack();
  const conversation = appDirectMessageId(seedIds.ada);
  slack.fault({ method: 'chat.postMessage', conversation, kind: 'error', error: 'fatal_error', times: 2 });
  for (const named of [seedIds.ada, conversation]) {
    const refusal = await refusalOf(clientOf(slack).chat.postMessage({ ...post, channel: named }));
    expect(refusal.error).toBe('fatal_error');
  }
});

test('a late post arrives although nobody waits for it any more', async () => {
  const slack = await startSlack();
  const late = slack.fault({ method: 'chat.postMessage', kind: 'delay', ms: 300, beforeProcessing: true });
  const patience = new AbortController();
  const impatient = fetch(`${slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${slack.botToken}` },
    body: new URLSearchParams(post),
    signal: patience.signal,
  });
  while (late.used === 0) await delay(1);
  patience.abort();
  await expect(impatient).rejects.toThrow();
  expect(slack.messages(channel)).toEqual([]);
  await slack.waitForMessage(({ text }) => text === 'Hi');
});

test('a delay after processing: the message is there before the answer', async () => {
  const slack = await startSlack();
  slack.fault({ method: 'chat.postMessage', kind: 'delay', ms: 30 });
  let answered = false;
  const call = clientOf(slack)
    .chat.postMessage(post)
    .then(() => {
      answered = true;
    });
  await slack.waitForMessage(({ text }) => text === 'Hi');
  expect(answered).toBe(false);
  await call;
});

test('the strict mode allows one post a second in a conversation, by the given clock', async () => {
  let now = 1_800_000_000_000;
  const slack = await startSlack({ strictPostRate: true, now: () => now });
  const client = clientOf(slack);
  expect((await client.chat.postMessage(post)).ts).toBe('1800000000.000000');
  const refusal = await client.chat.postMessage(post).catch((error) => error);
  expect(refusal).toMatchObject({ retryAfter: 1 });
  expect((await client.chat.postMessage({ ...post, channel: seedIds.vip })).ok).toBe(true);
  now += 1_000;
  expect((await client.chat.postMessage(post)).ok).toBe(true);
});

test('the log tells both what was sent and what was wrong with it, without the token', async () => {
  const slack = await startSlack();
  const client = clientOf(slack);
  await refusalOf(client.chat.postMessage({ channel, text: 'Hi', blocks: [{ type: 'nonsense' }] }));
  await fetch(`${slack.apiUrl}auth.test?token=${slack.botToken}`);
  expect(slack.log.entries).toMatchObject([
    {
      direction: 'app_to_slack',
      name: 'chat.postMessage',
      status: 200,
      error: 'invalid_blocks',
      faults: ['unsupported type: nonsense [json-pointer:/blocks/0/type]'],
    },
    { name: 'auth.test', body: {} },
  ]);
  expect(slack.log.counters.byError).toEqual({ invalid_blocks: 1 });
});
