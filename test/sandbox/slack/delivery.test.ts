import { createServer } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type SimulatedSlack, seedIds, signatureHeaders } from '../../../src/sandbox/slack/index.ts';
import { plain, startBolt, startSlack, stopAll } from './support.ts';

const closing: (() => void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) close();
  await stopAll();
});

type Received = { headers: Record<string, unknown>; body: string };

/** A bare request URL that notes what comes and answers in turn, the last answer again and again. */
async function startEar(
  slack: SimulatedSlack,
  ...answers: { status?: number; text?: string; headers?: object; silent?: true }[]
) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
    const {
      status = 200,
      text = '',
      headers = {},
      silent,
    } = answers[Math.min(received.length, answers.length) - 1] ?? {};
    if (!silent) response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  slack.deliverTo({ url: `http://127.0.0.1:${(server.address() as { port: number }).port}/slack/events` });
  return received;
}

describe('a slash command', () => {
  test('comes signed, with all of its fields, its text escaped', async () => {
    const now = 1_800_000_000_000;
    const slack = await startSlack({ now: () => now });
    const received = await startEar(slack);
    await slack.as(seedIds.ada).command('#vip', '/reach-out  <b> & "c" -- d');
    const { headers, body } = received[0] as Received;
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      token: expect.any(String),
      team_id: seedIds.team,
      team_domain: 'reach-out-sandbox',
      channel_id: seedIds.vip,
      channel_name: 'privategroup',
      user_id: seedIds.ada,
      user_name: 'ada',
      command: '/reach-out',
      text: '&lt;b&gt; &amp; "c" -- d',
      api_app_id: 'A0REACHOUT',
      is_enterprise_install: 'false',
      response_url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/response\/[0-9a-f]{32}$/),
      trigger_id: expect.any(String),
    });
    const expected = signatureHeaders(slack.signingSecret, body, now);
    expect(headers['x-slack-signature']).toBe(expected['X-Slack-Signature']);
    expect(headers['x-slack-request-timestamp']).toBe('1800000000');
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
  });

  test('typed on a phone has its dashes and quotes changed', async () => {
    const slack = await startSlack();
    const received = await startEar(slack);
    await slack.as(seedIds.ada, { device: 'phone' }).command('#vip', `/reach-out --x "a" it's`);
    expect(new URLSearchParams(received[0]?.body).get('text')).toBe('—x “a” it’s');
  });

  test.each([
    ['not acknowledged', { silent: true }, '/reach-out failed with the error "operation_timeout"'],
    ['refused', { status: 401 }, '/reach-out failed with the error "http_client_error"'],
    ['broken', { status: 503 }, '/reach-out failed with the error "http_service_error"'],
    [
      'answered with invalid blocks',
      { text: '{"blocks":[{"type":"x"}]}' },
      '/reach-out failed with the error "invalid_command_response"',
    ],
  ] as const)('%s', async (_name, answer, text) => {
    const slack = await startSlack({ ackDeadlineMs: 50 });
    await startEar(slack, answer);
    const told: string[] = [];
    slack.subscribe((change) => {
      if (change.type === 'notice') told.push(change.text);
    });
    expect(await slack.as(seedIds.ada).command('#vip', '/reach-out')).toEqual({ kind: 'failed', text });
    expect(told).toEqual([text]);
  });

  test('to an app that is not there, in a thread, and one that nobody registered', async () => {
    const manifest = { features: { slash_commands: [{ command: '/reach-out' }] } };
    const slack = await startSlack({ manifest });
    const ada = slack.as(seedIds.ada);
    expect(await ada.command('#vip', '/reach-out')).toEqual({
      kind: 'failed',
      text: '/reach-out failed with the error "dispatch_failed"',
    });
    const received = await startEar(slack);
    const threadTs = ada.post('#vip', 'Head').ts;
    expect(await ada.command('#vip', '/reach-out', { threadTs })).toMatchObject({ kind: 'failed' });
    expect(await ada.command('#vip', '/nonsense')).toMatchObject({ kind: 'failed' });
    expect(received.filter(({ body }) => body.includes('command='))).toEqual([]);
  });

  test('is answered in its ack: to the person alone, or to all', async () => {
    const slack = await startSlack();
    await startEar(
      slack,
      { text: '{"text":"Help"}' },
      { text: '{"text":"All","response_type":"in_channel"}' },
    );
    const ada = slack.as(seedIds.ada);
    const result = await ada.command('#board', '/reach-out help');
    expect(result).toMatchObject({
      kind: 'acknowledged',
      response: { text: 'Help', visible_to: seedIds.ada },
    });
    await ada.command('#board', '/reach-out');
    expect(slack.messages('#board').map(({ text, visible_to }) => [text, visible_to])).toEqual([
      ['Help', seedIds.ada],
      ['All', undefined],
    ]);
  });
});

describe('a response_url', () => {
  async function withUrl(options = {}) {
    const slack = await startSlack(options);
    const received = await startEar(slack);
    await slack.as(seedIds.ada).command('#support', '/reach-out');
    const url = new URLSearchParams(received[0]?.body).get('response_url') as string;
    const answer = async (body: object) => {
      const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
      return { status: response.status, text: await response.text() };
    };
    return { slack, received, answer };
  }

  test('takes five answers', async () => {
    const { slack, answer } = await withUrl();
    for (let use = 0; use < 5; use += 1)
      expect(await answer({ text: `${use}` })).toEqual({ status: 200, text: 'ok' });
    expect(await answer({ text: 'six' })).toEqual({ status: 404, text: '{"ok":false,"error":"used_url"}' });
    expect(slack.as(seedIds.ada).ephemerals).toHaveLength(5);
  });

  test('lives for half an hour', async () => {
    let now = Date.now();
    const { answer } = await withUrl({ now: () => now });
    now += 30 * 60_000 - 1;
    expect((await answer({ text: 'in time' })).status).toBe(200);
    now += 1;
    expect(await answer({ text: 'late' })).toEqual({
      status: 404,
      text: '{"ok":false,"error":"expired_url"}',
    });
  });

  test('of a button replaces and deletes the message that holds it', async () => {
    const { slack, received } = await withUrl();
    const ada = slack.as(seedIds.ada);
    const blocks = [
      { type: 'actions', elements: [{ type: 'button', action_id: 'cancel', text: plain('Cancel') }] },
    ];
    await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ channel: seedIds.support, text: 'Card', blocks }),
    });
    const { ts } = await slack.waitForMessage(({ text }) => text === 'Card');
    await ada.press('cancel', { conversation: '#support', ts });
    const payload = JSON.parse(new URLSearchParams(received.at(-1)?.body).get('payload') as string);
    expect(payload).toMatchObject({
      type: 'block_actions',
      container: { type: 'message', message_ts: ts, channel_id: seedIds.support, is_ephemeral: false },
      actions: [{ type: 'button', action_id: 'cancel', block_id: expect.any(String) }],
    });
    const send = (body: object) =>
      fetch(payload.response_url, { method: 'POST', body: JSON.stringify(body) });
    await send({ replace_original: true, text: 'Cancelled' });
    expect(slack.messages('#support').find((message) => message.ts === ts)).toMatchObject({
      text: 'Cancelled',
    });
    await send({ delete_original: true });
    expect(slack.messages('#support').find((message) => message.ts === ts)).toBeUndefined();
  });
});

test('a button is pressed as it was seen, though the message was edited since; one of another row is not', async () => {
  const slack = await startSlack();
  await startEar(slack);
  const ada = slack.as(seedIds.ada);
  const call = async (method: string, body: object) => {
    const answer = await fetch(`${slack.apiUrl}${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ channel: seedIds.support, ...body }),
    });
    return (await answer.json()) as { ts: string };
  };
  const blocks = (block: object) => [
    { type: 'actions', ...block, elements: [{ type: 'button', action_id: 'cancel', text: plain('Cancel') }] },
  ];
  const { ts } = await call('chat.postMessage', { text: 'Card', blocks: blocks({}) });
  const place = { conversation: '#support', ts };
  const blockId = slack.messages('#support').at(-1)?.blocks?.[0]?.block_id as string;
  await call('chat.update', { ts, text: 'Edited', blocks: blocks({}) });
  expect(await ada.press('cancel', { ...place, blockId })).toEqual({ kind: 'acknowledged' });
  await call('chat.update', { ts, text: 'List', blocks: blocks({ block_id: 'status:2' }) });
  await expect(ada.press('cancel', { ...place, blockId: 'status:1' })).rejects.toThrow('There is no cancel');
});

describe('events', () => {
  test('are repeated with number and reason until they are acknowledged', async () => {
    const slack = await startSlack({ eventRetryDelaysMs: [0, 1, 1], ackDeadlineMs: 50 });
    const received = await startEar(slack, { status: 500 }, { silent: true }, { status: 200 });
    expect(await slack.sendEvent({ type: 'app_mention', user: seedIds.ada })).toMatchObject({
      kind: 'acknowledged',
    });
    const seen = received.map(({ headers, body }) => [
      headers['x-slack-retry-num'],
      headers['x-slack-retry-reason'],
      JSON.parse(body).event_id,
    ]);
    const id = seen[0]?.[2];
    expect(seen).toEqual([
      [undefined, undefined, id],
      ['1', 'http_error', id],
      ['2', 'http_timeout', id],
    ]);
  });

  test('end after three repetitions, or when the app wants none', async () => {
    const slack = await startSlack({ eventRetryDelaysMs: [0, 0, 0] });
    const stubborn = await startEar(slack, { status: 500 });
    await slack.sendEvent({ type: 'app_mention' });
    expect(stubborn).toHaveLength(4);
    const content = await startEar(slack, { status: 500, headers: { 'x-slack-no-retry': '1' } });
    await slack.sendEvent({ type: 'app_mention' });
    expect(content).toHaveLength(1);
  });

  test('go out only when the app subscribes to them', async () => {
    const slack = await startSlack({ events: ['message.groups'] });
    const received = await startEar(slack);
    const ada = slack.as(seedIds.ada);
    ada.post('#support', 'not this');
    ada.post('#board', 'nor this: the app is not there');
    ada.post('#vip', 'a < b 👍🏽');
    await slack.waitFor(() => received.length === 1);
    expect(JSON.parse(received[0]?.body as string).event).toMatchObject({
      type: 'message',
      channel_type: 'group',
      text: 'a &lt; b :+1::skin-tone-4:',
    });
    expect(await ada.openHome()).toBeUndefined();
  });
});

describe('Socket Mode', () => {
  test('refresh and cut: the app comes back, with a new socket', async () => {
    const slack = await startSlack();
    await startBolt(slack, 'socket', (app) => {
      app.command('/reach-out', async ({ ack }) => ack('Hello'));
    });
    expect(slack.sockets.connected()).toBe(1);
    const opened = () => slack.log.counters.byMethod['apps.connections.open'];
    slack.sockets.refresh();
    await slack.waitFor(() => opened() === 2 && slack.sockets.connected() === 1, { timeoutMs: 15_000 });
    expect(await slack.as(seedIds.ada).command('#vip', '/reach-out')).toMatchObject({
      response: { text: 'Hello' },
    });
  });

  test('several apps share the load in turn', async () => {
    const slack = await startSlack();
    const heard: string[] = [];
    for (const name of ['first', 'second']) {
      await startBolt(slack, 'socket', (app) => {
        app.command('/reach-out', async ({ ack }) => {
          heard.push(name);
          await ack();
        });
      });
    }
    const ada = slack.as(seedIds.ada);
    for (let time = 0; time < 4; time += 1) await ada.command('#vip', '/reach-out');
    expect(heard.filter((name) => name === 'first')).toHaveLength(2);
  });

  test('a ticket opens one connection', async () => {
    const slack = await startSlack();
    const response = await fetch(`${slack.apiUrl}apps.connections.open`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.appToken}` },
    });
    const { url } = (await response.json()) as { url: string };
    const outcome = () =>
      new Promise((resolve) => {
        const socket = new WebSocket(url);
        closing.push(() => socket.close());
        socket.addEventListener('message', ({ data }) => resolve(JSON.parse(String(data)).type));
        socket.addEventListener('error', () => resolve('refused'));
      });
    expect(await outcome()).toBe('hello');
    expect(await outcome()).toBe('refused');
  });
});

test('a message shortcut carries its message and a workflow step its inputs', async () => {
  const slack = await startSlack();
  await startBolt(slack, 'http', (app) => {
    app.shortcut('reach_out_from_message', async ({ ack, shortcut, respond }) => {
      await ack();
      if (shortcut.type === 'message_action') await respond(`Read: ${shortcut.message.text}`);
    });
    app.function('send', async ({ inputs, complete }) => {
      await complete({ outputs: { got: inputs.phone } });
    });
  });
  const ada = slack.as(seedIds.ada);
  const { ts } = ada.post('#support', 'Call <tel:+12065550152|+12065550152>', { raw: true });
  expect(await ada.messageShortcut('reach_out_from_message', '#support', ts)).toEqual({
    kind: 'acknowledged',
  });
  await slack.waitFor(() =>
    ada.ephemerals.some(({ text }) => text === 'Read: Call <tel:+12065550152|+12065550152>'),
  );

  const done = new Promise((resolve) => {
    slack.subscribe((change) => change.type === 'step_completed' && resolve(change));
  });
  const executionId = await slack.runStep('send', { phone: '+12065550152' });
  expect(await done).toEqual({
    type: 'step_completed',
    executionId,
    outcome: { kind: 'success', outputs: { got: '+12065550152' } },
  });
});
