import http from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RequestDetail, RequestRow, SandboxAbout, SandboxState } from '../../src/sandbox/page-api.ts';
import { applyChange, conversationsOf, messagesFor, threadFor } from '../../src/sandbox/page-state.ts';
import { seedIds } from '../../src/sandbox/slack/index.ts';
import { chatDeskAt } from './connect/chat-support.ts';
import { startTestSandbox, streamOf, type TestSandbox } from './support.ts';

const { ada, grace, support, board, adaAndGrace } = seedIds;

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

const rows = async () => (await sandbox.get('/api/requests')) as RequestRow[];

async function openModal(as: string, line = '/reach-out') {
  await sandbox.act({ type: 'command', as, conversation: support, line });
  const state = await sandbox.until(({ modals }) => modals[as]);
  return state.modals[as]?.at(-1);
}

describe('the state', () => {
  test('shows the workspace, its opening scene, the account and the running app', async () => {
    const state = await sandbox.state();
    expect(state.app).toMatchObject({ state: 'running', mode: 'http', crashes: 0 });
    const measured = await fetch(`${state.app.url}/metrics`);
    expect(await measured.text()).toMatch(/^process_resident_memory_bytes \d/m);
    expect(state.commands.map(({ command }) => command)).toEqual(['/reach-out']);
    expect(state.shortcuts.map(({ callbackId }) => callbackId)).toContain('reach_out_from_message');
    expect(state.steps).toMatchObject([{ callbackId: 'reach_out', title: 'Reach out' }]);
    expect(state.account.phoneNumbers).toHaveLength(4);
    expect(JSON.stringify(messagesFor(state, support, ada))).toContain('+1 206 555 0152');
    expect(conversationsOf(state, grace).map(({ id }) => id)).not.toContain(board);
    const [, asked] = messagesFor(state, support, ada);
    expect(threadFor(state, support, asked?.ts ?? '', ada)).toHaveLength(2);
  });
});

describe('the stream', () => {
  test('keeps a page true to the server', async () => {
    const stop = new AbortController();
    const stream = streamOf(sandbox.url, { signal: stop.signal });
    const first = (await stream.next()).value;
    if (first?.event.change.type !== 'state') throw new Error('The first event is no state');
    let state = first.event.change.state;
    await openModal(ada);
    await sandbox.act({ type: 'fill', as: ada, actionId: 'phone', text: 'nobody' });
    await sandbox.act({ type: 'post', as: grace, conversation: support, text: 'Hello' });
    await sandbox.act({ type: 'close', as: ada });
    const expected = await sandbox.state();
    for await (const { event } of stream) {
      state = applyChange(state, event.change, event.seq);
      if (state.seq >= expected.seq) break;
    }
    expect(state).toEqual(expected);
    stop.abort();
  });

  test('tells a page that comes back only what it missed, and one from another run everything', async () => {
    const { run, seq } = await sandbox.state();
    await sandbox.act({ type: 'post', as: grace, conversation: support, text: 'Missed' });
    const signal = AbortSignal.timeout(5_000);
    let next = seq;
    for await (const { event } of streamOf(sandbox.url, { lastEventId: `${run}.${seq}`, signal })) {
      next += 1;
      expect(event).toMatchObject({ seq: next, change: { type: expect.not.stringMatching(/^state$/) } });
      if (event.change.type === 'message' && event.change.message.text === 'Missed') break;
    }
    const anew = await streamOf(sandbox.url, { lastEventId: `another.${seq}`, signal }).next();
    expect(anew.value?.event.change.type).toBe('state');
  });
});

describe('acting', () => {
  test('goes all the way from the command to the contact and its end', async () => {
    await openModal(ada, '/reach-out +1 206 555 0152 sms Your engineer is on the way');
    expect(await sandbox.act({ type: 'submit', as: ada })).toEqual({ kind: 'closed' });
    const { contacts } = await sandbox.until(({ contacts: [card] }) => card?.contact.state === 'connected');
    const id = contacts[0]?.contact.id ?? '';
    expect(contacts[0]?.possible).toContain('customerReply');
    await sandbox.until(({ messages }) => messages[support]?.some(({ text }) => text.includes(id)));
    await sandbox.act({ type: 'contact', id, action: { type: 'customerReply', text: 'Thanks' } });
    await sandbox.act({ type: 'contact', id, action: { type: 'queue' } });
    await sandbox.act({ type: 'contact', id, action: { type: 'agentJoins' } });
    await sandbox.act({ type: 'contact', id, action: { type: 'agentEnds' } });
    const { contactEvents } = await sandbox.state();
    expect(contactEvents.map(({ detail }) => detail.eventType)).toContain('DISCONNECTED');
  });

  test('a chat that is streamed: both sides, the app in it, and the customer after its end', async () => {
    const { connectUrl } = (await sandbox.get('/api/about')) as SandboxAbout;
    const desk = chatDeskAt(connectUrl);
    const id = await desk.start();
    await desk.stream(id);
    const { token } = await desk.create(id);
    await desk.say(await desk.connectAs(token), 'Tomorrow?');
    const { chat } = (await sandbox.state()).contacts.at(-1) ?? {};
    expect(chat).toEqual({ streamed: true, participant: 'Reach Out' });
    const photo = { kind: 'attachment', name: 'photo.jpg' } as const;
    await sandbox.act({ type: 'contact', id, action: { type: 'customerSends', message: photo } });
    await sandbox.act({ type: 'participant', id, do: 'expire' });
    await desk.say(await desk.connectAs(token), 'Thanks');
    await sandbox.act({ type: 'participant', id, do: 'drop' });
    await sandbox.act({ type: 'contact', id, action: { type: 'agentJoins' } });
    await sandbox.act({ type: 'contact', id, action: { type: 'agentLeaves' } });
    const after = (await sandbox.state()).contacts.at(-1)?.contact.id ?? '';
    await sandbox.act({ type: 'contact', id: after, action: { type: 'endByFlow' } });
    const { contact } = await sandbox.act({ type: 'writeAgain', id, text: 'One more thing' });
    expect(contact).toMatchObject({
      initiationMethod: 'INBOUND',
      transcript: [{ content: 'One more thing' }],
    });
    expect(await sandbox.act({ type: 'writeAgain', id, text: 'STOP' })).toEqual({
      contact: expect.objectContaining({ customerStopped: true }),
    });
    const { chatMessages } = await sandbox.state();
    const ours = chatMessages.filter(({ attributes }) => attributes.InitialContactId === id);
    expect(ours.map(({ role, what }) => `${role} ${what}`)).toEqual([
      'CUSTOM_BOT participant.joined',
      'CUSTOM_BOT MESSAGE',
      'CUSTOMER ATTACHMENT',
      'CUSTOM_BOT MESSAGE',
      'CUSTOM_BOT participant.left',
      'AGENT participant.joined',
      'AGENT participant.left',
      'SYSTEM chat.ended',
    ]);
    const row = (await rows()).findLast(({ name }) => name === 'SendMessage');
    const { asCurl } = (await sandbox.get(`/api/requests/${row?.id}`)) as RequestDetail;
    expect(asCurl).toMatch(/X-Amz-Bearer: \S+/);
    expect(asCurl).not.toContain('sigv4');
  });

  test('gives errors at their fields, from the client and from the app', async () => {
    await openModal(grace, '/reach-out +1 206 555 0152 sms Hi');
    await sandbox.act({ type: 'fill', as: grace, actionId: 'phone', text: null });
    const empty = await sandbox.act({ type: 'submit', as: grace });
    expect(empty).toMatchObject({ kind: 'errors', by: 'client' });
    await sandbox.act({ type: 'fill', as: grace, actionId: 'phone', text: 'not a number' });
    const wrong = await sandbox.act({ type: 'submit', as: grace });
    expect(wrong).toMatchObject({ kind: 'errors', by: 'app', errors: { phone: expect.any(String) } });
    const { modals } = await sandbox.state();
    expect(modals[grace]?.[0]?.errors).toHaveProperty('phone');
    await sandbox.act({ type: 'close', as: grace });
    const { modals: closed } = await sandbox.state();
    expect(closed[grace]).toBeUndefined();
  });

  test.each([
    ['no action', 'nonsense', 400, 'invalid'],
    ['an unknown action', { type: 'fly' }, 400, 'invalid'],
    ['a missing part', { type: 'post', as: ada, conversation: support }, 400, 'invalid'],
    ['an unknown person', { type: 'submit', as: 'U0NOBODY' }, 404, 'unknown'],
    ['nothing to submit', { type: 'submit', as: grace }, 409, 'impossible'],
    ['an unknown contact', { type: 'contact', id: 'none', action: { type: 'busy' } }, 404, 'unknown'],
    ['an unknown fault', { type: 'removeFault', id: 'slack-99' }, 404, 'unknown'],
    ['an unknown conversation', { type: 'archive', conversation: 'C9', archived: true }, 404, 'unknown'],
    [
      'a conversation of others',
      { type: 'post', as: grace, conversation: board, text: 'x' },
      409,
      'impossible',
    ],
  ])('refuses %s', async (_what, action, status, code) => {
    const refused = await sandbox.post(action);
    expect(refused).toMatchObject({ status, answer: { ok: false, error: { code } } });
  });

  test('in the order in which it was done, whichever request arrives first', async () => {
    const late = { 'act-id': 'test.2', 'act-after': 'test.1' };
    const second = sandbox.post({ type: 'post', as: ada, conversation: support, text: 'Second' }, late);
    const refused = await sandbox.post({ type: 'submit', as: 'U0NOBODY' });
    expect(refused.status).toBe(404);
    const early = { 'act-id': 'test.1' };
    await sandbox.post({ type: 'post', as: ada, conversation: support, text: 'First' }, early);
    const { answer } = await second;
    const { messages, seq } = await sandbox.state();
    expect(messages[support]?.slice(-2).map(({ text }) => text)).toEqual(['First', 'Second']);
    expect(answer).toMatchObject({ ok: true, seq: expect.any(Number) });
    expect(answer.ok && answer.seq).toBeLessThanOrEqual(seq);
  });

  test('what only one person sees, and what Slack tells them, is theirs and survives a reload', async () => {
    await sandbox.act({ type: 'command', as: ada, conversation: support, line: '/nonsense' });
    const { notices } = await sandbox.state();
    expect(notices.at(-1)).toMatchObject({ user: ada, conversation: support });
    await sandbox.act({ type: 'dismissNotice', id: notices.at(-1)?.id ?? 0 });
    expect((await sandbox.state()).notices).toHaveLength(notices.length - 1);
  });

  test('membership, archiving, reactions and deleting', async () => {
    const inSupport = { conversation: support } as const;
    await sandbox.act({ type: 'member', conversation: seedIds.random, user: seedIds.botUser, member: true });
    await sandbox.act({ type: 'archive', conversation: adaAndGrace, archived: true });
    const { ts } = await sandbox.act({ type: 'post', as: grace, ...inSupport, text: 'To be deleted' });
    await sandbox.act({ type: 'react', as: ada, ...inSupport, ts, name: 'eyes' });
    const posted = (await sandbox.state()).messages[support]?.find((message) => message.ts === ts);
    expect(posted?.reactions).toEqual([{ name: 'eyes', users: [ada] }]);
    const byOther = await sandbox.post({ type: 'deleteMessage', as: seedIds.kenji, ...inSupport, ts });
    expect(byOther.status).toBe(409);
    await sandbox.act({ type: 'deleteMessage', as: grace, ...inSupport, ts });
    const after = await sandbox.state();
    expect(after.messages[support]?.map((message) => message.ts)).not.toContain(ts);
    expect(after.conversations.find(({ id }) => id === adaAndGrace)?.is_archived).toBe(true);
    expect(after.conversations.find(({ id }) => id === seedIds.random)?.members).toContain(seedIds.botUser);
  });
});

test("the app goes by the world's clock, also after a restart", async () => {
  const inTwoDays = Date.now() / 1000 + 2 * 86_400;
  const told = ({ messages }: SandboxState) =>
    JSON.stringify(messages[support])
      .match(/<!date\^\d+/g)
      ?.filter((at) => Number(at.slice(7)) > inTwoDays);
  const { turnedMs } = await sandbox.state();
  await sandbox.act({ type: 'turnClock', minutes: 2 * 24 * 60 });
  await openModal(ada, '/reach-out +1 206 555 0178 sms In two days');
  expect(await sandbox.act({ type: 'submit', as: ada })).toEqual({ kind: 'closed' });
  await sandbox.until((state) => told(state));
  const { app } = await sandbox.state();
  await sandbox.act({ type: 'app', do: 'restart' });
  const before = await sandbox.until((state) => state.app.state === 'running' && state.app.pid !== app.pid);
  expect(before.turnedMs).toBe(turnedMs + 2 * 86_400_000);
  await openModal(ada, '/reach-out +1 206 555 0179 sms After a restart');
  expect(await sandbox.act({ type: 'submit', as: ada })).toEqual({ kind: 'closed' });
  await sandbox.until((state) => (told(state)?.length ?? 0) > (told(before)?.length ?? 0));
});

describe('breaking things', () => {
  test('a fault is listed until it has struck', async () => {
    const { id } = await sandbox.act({
      type: 'addFault',
      fault: { service: 'slack', kind: 'rate_limited', method: 'views.open', retryAfterSeconds: 1 },
    });
    const { faults } = await sandbox.state();
    expect(faults).toEqual([
      {
        id,
        service: 'slack',
        kind: 'rate_limited',
        target: 'views.open',
        left: 1,
        detail: 'retry after 1 s',
      },
    ]);
    await sandbox.act({ type: 'command', as: ada, conversation: support, line: '/reach-out' });
    await sandbox.until((state) => state.faults.length === 0);
    const struck = (await rows()).find(({ injected }) => injected === 'rate_limited');
    expect(struck).toMatchObject({ name: 'views.open', status: 429, direction: 'app_to_slack' });
    if ((await sandbox.state()).modals[ada]) await sandbox.act({ type: 'close', as: ada });
  });

  test('faults of every service can be added, taken away and cleared', async () => {
    const always = await sandbox.act({
      type: 'addFault',
      fault: {
        service: 'connect',
        kind: 'throttle',
        operation: 'StartOutboundChatContact',
        times: 'always',
      },
    });
    await sandbox.act({
      type: 'addFault',
      fault: { service: 'sqs', kind: 'delay', operation: 'GetQueueAttributes' },
    });
    await sandbox.act({
      type: 'addFault',
      fault: { service: 'slack', kind: 'drop_after', method: 'reactions.add', times: 3 },
    });
    const { faults } = await sandbox.state();
    expect(faults.map(({ service, kind, left }) => [service, kind, left])).toEqual([
      ['slack', 'drop_after', 3],
      ['connect', 'throttle', 'always'],
      ['sqs', 'delay', 1],
    ]);
    await sandbox.act({ type: 'removeFault', id: always.id });
    expect((await sandbox.state()).faults).toHaveLength(2);
    await sandbox.act({ type: 'clearFaults' });
    expect((await sandbox.state()).faults).toEqual([]);
  });

  test('settings', async () => {
    const events = { duplicates: 1, hold: false };
    const messages = { raw: true, duplicates: 2 };
    await sandbox.act({
      type: 'settings',
      autopilot: true,
      slackLatencyMs: 5,
      quotas: false,
      events,
      messages,
    });
    const { settings } = await sandbox.state();
    expect(settings).toMatchObject({ autopilot: true, slackLatencyMs: 5, quotas: false, events, messages });
    await sandbox.act({
      type: 'settings',
      autopilot: false,
      slackLatencyMs: 0,
      quotas: true,
      events: { duplicates: 0 },
      messages: { raw: false, duplicates: 0 },
    });
  });

  test('an app that hangs, and one that is killed', async () => {
    await sandbox.act({ type: 'app', do: 'pause' });
    const late = await sandbox.act({ type: 'command', as: ada, conversation: support, line: '/reach-out' });
    expect(late).toEqual({ kind: 'failed', text: expect.stringContaining('operation_timeout') });
    await sandbox.act({ type: 'app', do: 'resume' });
    await sandbox.act({ type: 'app', do: 'kill' });
    await sandbox.until(({ app }) => app.state === 'crashed');
    const { app } = await sandbox.until((state) => state.app.state === 'running');
    expect(app).toMatchObject({ crashes: 1, lastExit: { signal: 'SIGKILL' } });
    await openModal(ada);
    await sandbox.act({ type: 'close', as: ada });
  });
});

describe('the inspector', () => {
  test('lists both directions and both services, and gives each as curl', async () => {
    await openModal(ada);
    await sandbox.act({ type: 'close', as: ada });
    const list = await rows();
    const find = async (name: string) => {
      const row = list.findLast((one) => one.name === name);
      return (await sandbox.get(`/api/requests/${row?.id}`)) as RequestDetail;
    };
    const opened = await find('views.open');
    expect(opened).toMatchObject({ direction: 'app_to_slack', status: 200, response: { ok: true } });
    expect(opened.asCurl).toContain('/api/views.open');
    const command = await find('/reach-out');
    expect(command).toMatchObject({ direction: 'slack_to_app', redeliverable: true });
    expect(command.asCurl).toContain('X-Slack-Signature');
    const started = await find('StartOutboundChatContact');
    expect(started).toMatchObject({ direction: 'app_to_connect', body: { ClientToken: expect.any(String) } });
    expect(started.asCurl).toContain('--aws-sigv4');
    const again = await sandbox.act({ type: 'redeliver', request: command.id });
    expect(again.ack.kind).toBe('acknowledged');
    const since = (await sandbox.get(`/api/requests?since=${list.at(-1)?.id}`)) as RequestRow[];
    expect(since.map(({ id }) => id)).not.toContain(list.at(-1)?.id);
    await sandbox.act({ type: 'clearRequests' });
    expect((await rows()).map(({ id }) => id)).not.toContain(opened.id);
  });

  test('has the lines that the app printed', async () => {
    expect(JSON.stringify(await sandbox.get('/api/app-log'))).toContain('Reach Out is running');
  });
});

describe('the door', () => {
  const ask = (headers: Record<string, string>, path = '/api/state', method = 'GET') =>
    new Promise<http.IncomingMessage>((resolve, reject) => {
      const request = http.request(sandbox.url + path, { method, headers }, (response) => {
        response.resume();
        resolve(response);
      });
      request.once('error', reject).end();
    });

  test.each([
    ['another name for this machine', { host: 'rebound.example' }],
    ['a page of another site', { origin: 'https://example.com' }],
    ['a page on another port', { origin: 'http://127.0.0.1:1' }],
    ['an image on another site', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
  ])('is closed to %s', async (_what, headers) => {
    expect((await ask(headers)).statusCode).toBe(403);
  });

  test('is closed to forms, and to what is not there', async () => {
    const form = await ask({ 'content-type': 'text/plain' }, '/api/act', 'POST');
    expect(form.statusCode).toBe(400);
    expect((await ask({}, '/../package.json')).statusCode).toBe(404);
    expect((await ask({}, '/', 'DELETE')).statusCode).toBe(405);
  });

  test('lets the page ask nobody else', async () => {
    const { headers, statusCode } = await ask({}, '/');
    expect(statusCode).toBe(200);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(headers['x-content-type-options']).toBe('nosniff');
  });
});

test('a reset makes everything anew, the app included', async () => {
  const { app } = await sandbox.state();
  await sandbox.act({ type: 'reset' });
  const state = await sandbox.until((now) => now.app.state === 'running' && now.app.pid !== app.pid);
  expect(state.turnedMs).toBe(0);
  expect(state.contacts).toEqual([]);
  expect(JSON.stringify(state.messages)).not.toContain('Missed');
  await openModal(ada);
});
