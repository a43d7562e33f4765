import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSimulatedSqs } from '../../src/sandbox/sqs/index.ts';
import { type Chats, createChats, isRefused } from './chats.ts';
import { isJson, type Json, jsonOf, textOf } from './json.ts';
import { createLists, type Lists } from './lists.ts';

/** Time that Slack and Connect take to answer, in ms. */
export interface Latency {
  slack: number;
  connect: number;
}

/**
 * Slack's Web API and Amazon Connect as far as a reach-out goes, as cheap as they can be: on a machine
 * that they share with the app, strict ones would be measured in its place.
 */
export interface Outside {
  slackApiUrl: string;
  connectUrl: string;
  setLatency(latency: Latency): void;
  /** Resolves with the view that views.open is called with under this trigger, when Slack answers. */
  viewOf(triggerId: string): Promise<Json>;
  /** Resolves when the ContactId of the contact to this number stands in a thread. */
  replyTo(recipient: string): Promise<void>;
  /** Milliseconds since Slack or Connect was last called. */
  quietFor(): number;
  /** Contacts started by the number they went to; any number above 1 is somebody contacted twice. */
  contactsOf(recipient: string): number;
  calls(): number;
  chats: Chats;
  lists: Lists;
  stop(): Promise<void>;
}

const CONTACT_ID = /c0ffee00-[0-9a-f-]{27}/;

export async function startOutside(): Promise<Outside> {
  let latency: Latency = { slack: 0, connect: 0 };
  let lastCall = performance.now();
  let calls = 0;
  let count = 0;
  const views = new Map<string, (view: Json) => void>();
  const replies = new Map<string, () => void>();
  const contacts = new Map<string, number>();
  const recipients = new Map<string, string>();
  const sqs = await startSimulatedSqs();
  const chats = createChats(sqs);
  const lists = createLists();

  const called = () => {
    calls++;
    lastCall = performance.now();
  };

  const slack = await listen(async (request, response) => {
    const body = new URLSearchParams(await read(request));
    called();
    if (latency.slack > 0) await pause(latency.slack);
    const method = request.url?.split('/').at(-1)?.split('?')[0] ?? '';
    const file = request.method === 'GET' ? lists.fileAt(method) : undefined;
    if (file !== undefined) {
      response.writeHead(200, { 'content-type': 'text/csv' }).end(file);
      return;
    }
    const special = chats.slack(method, body) ?? {};
    if (isRefused(special)) {
      const refusal = JSON.stringify({ ok: false, error: 'ratelimited' });
      response.writeHead(429, { 'retry-after': String(special.retryAfter) }).end(refusal);
      return;
    }
    const answer = lists.slack(method, body, urlOf(slack)) ?? answerOf(method, body, ++count);
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ ok: true, ...answer }));
    if (method === 'chat.postMessage') lists.posted(body, textOf(answer.ts));
    if (method === 'views.open') {
      const trigger = body.get('trigger_id') ?? '';
      views.get(trigger)?.(jsonOf(body.get('view') ?? '{}'));
      views.delete(trigger);
    }
    if (method === 'chat.postMessage' && body.get('thread_ts')) {
      const contactId = CONTACT_ID.exec(body.get('text') ?? '')?.[0] ?? '';
      const recipient = recipients.get(contactId) ?? '';
      recipients.delete(contactId);
      replies.get(recipient)?.();
      replies.delete(recipient);
    }
  });

  const connect = await listen(async (request, response) => {
    const text = await read(request);
    called();
    if (latency.connect > 0) await pause(latency.connect);
    response.setHeader('content-type', 'application/json');
    const path = request.url?.split('?')[0] ?? '';
    if (request.method === 'GET' && path.startsWith('/contacts/')) {
      const Contact = { Id: path.split('/').at(-1), Channel: 'CHAT', InitiationTimestamp: Date.now() / 1000 };
      response.writeHead(200).end(JSON.stringify({ Contact }));
      return;
    }
    if (request.method === 'POST') {
      const answer = chats.connect(path, jsonOf(text), String(request.headers['x-amz-bearer'] ?? ''));
      if (answer && !isRefused(answer)) {
        response.writeHead(200).end(JSON.stringify(answer));
        return;
      }
      const error = answer ? 'ThrottlingException' : 'AccessDeniedException';
      response.writeHead(answer ? 429 : 403, { 'x-amzn-errortype': error }).end('{"Message":"no"}');
      return;
    }
    if (request.method !== 'PUT') {
      response.writeHead(403, { 'x-amzn-errortype': 'AccessDeniedException' }).end('{"Message":"no"}');
      return;
    }
    const { DestinationEndpoint: destination } = jsonOf(text);
    const recipient = isJson(destination) ? textOf(destination.Address) : '';
    const contactId = `c0ffee00-0000-4000-8000-${(++count).toString(16).padStart(12, '0')}`;
    recipients.set(contactId, recipient);
    contacts.set(recipient, (contacts.get(recipient) ?? 0) + 1);
    response.writeHead(200).end(JSON.stringify({ ContactId: contactId }));
  });

  return {
    slackApiUrl: `${urlOf(slack)}/api/`,
    connectUrl: urlOf(connect),
    setLatency(next) {
      latency = next;
    },
    viewOf: (triggerId) => new Promise((resolve) => views.set(triggerId, resolve)),
    replyTo: (recipient) => new Promise((resolve) => replies.set(recipient, resolve)),
    quietFor: () => performance.now() - lastCall,
    contactsOf: (recipient) => contacts.get(recipient) ?? 0,
    calls: () => calls,
    ...{ chats, lists },
    async stop() {
      await sqs.stop();
      for (const server of [slack, connect]) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

export const TEAM = 'T0BENCH001';

/** What each method answers beside `ok`. */
function answerOf(method: string, body: URLSearchParams, count: number): Json {
  const ts = `${1_700_000_000 + count}.000100`;
  const channel = body.get('channel') ?? '';
  switch (method) {
    case 'auth.test':
      return { url: 'https://bench.slack.com/', team_id: TEAM, user_id: 'U0BENCHBOT', bot_id: 'B0BENCHBOT' };
    case 'chat.postEphemeral':
      return { message_ts: ts };
    case 'users.info':
      return { user: { id: body.get('user'), team_id: TEAM, is_bot: false, deleted: false } };
    case 'conversations.info':
      return { channel: { id: channel, is_member: true, is_archived: false } };
    case 'views.open':
    case 'views.update':
      return { view: { ...jsonOf(body.get('view') ?? '{}'), id: `V${count}`, hash: `${count}.abc` } };
    default: {
      const thread = body.get('thread_ts');
      const message = { ts, type: 'message', text: body.get('text'), ...(thread && { thread_ts: thread }) };
      return { channel, ts, message };
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function listen(listener: RequestListener): Promise<Server> {
  const server = createServer({ keepAliveTimeout: 60_000 }, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
