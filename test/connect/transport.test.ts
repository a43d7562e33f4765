import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { ConnectClient, DescribeContactCommand, ListQueuesCommand } from '@aws-sdk/client-connect';
import { afterEach, expect, test } from '@jest/globals';
import { HttpRequest } from '@smithy/core/protocols';
import { createTransport } from '../../src/connect/transport.ts';
import { SANDBOX_CREDENTIALS } from '../../src/sandbox/connect/index.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function listen(server: net.Server): Promise<number> {
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return (server.address() as AddressInfo).port;
}

function call(
  endpoint: string,
  { limit = 1000, deadlineMs = 2000, credentials = async () => SANDBOX_CREDENTIALS } = {},
) {
  const transport = createTransport(limit);
  const client = new ConnectClient({
    endpoint,
    region: 'us-west-2',
    credentials,
    maxAttempts: 1,
    requestHandler: transport.handler,
  });
  closing.push(() => client.destroy());
  const abortSignal = AbortSignal.timeout(deadlineMs);
  const sent = client.send(new DescribeContactCommand({ InstanceId: 'i', ContactId: 'c' }), { abortSignal });
  return { client, transport, abortSignal, sent, stage: () => transport.stageOf(abortSignal) };
}

/** A certificate that nobody trusts. */
const UNTRUSTED = ['key', 'cert'].map((what) =>
  fs.readFileSync(path.join(import.meta.dirname, 'untrusted', `${what}.pem`)),
);

/** What is at the other end, and how far a call of it comes. */
const ENDS: [string, () => Promise<string>, string, string][] = [
  ['nobody listens', async () => 'http://127.0.0.1:9', 'connecting', 'ECONNREFUSED'],
  ['a name that nobody knows', async () => 'http://connect.invalid', 'connecting', 'ENOTFOUND|EAI_AGAIN'],
  [
    'a certificate that is not trusted',
    async () => {
      const [key, cert] = UNTRUSTED;
      return `https://127.0.0.1:${await listen(https.createServer({ key, cert }))}`;
    },
    'connecting',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
  ],
  [
    'no TLS',
    async () => `https://127.0.0.1:${await listen(net.createServer((socket) => socket.end('hello')))}`,
    'connecting',
    'ERR_SSL|EPROTO|ECONNRESET',
  ],
  [
    'TLS that never answers',
    async () => `https://127.0.0.1:${await listen(net.createServer())}`,
    'connecting',
    'ABORT_ERR',
  ],
  [
    'TLS that breaks off',
    async () => `https://127.0.0.1:${await listen(net.createServer((socket) => socket.destroy()))}`,
    'connecting',
    'ECONNRESET',
  ],
  [
    'a connection that is cut after the request',
    async () =>
      `http://127.0.0.1:${await listen(net.createServer((socket) => socket.once('data', () => socket.destroy())))}`,
    'sent',
    'ECONNRESET',
  ],
  [
    'a request that nobody answers',
    async () => `http://127.0.0.1:${await listen(http.createServer())}`,
    'sent',
    'ABORT_ERR',
  ],
];

test.each(ENDS)('%s', async (_, open, stage, code) => {
  const { handler, stageOf } = createTransport(1000);
  const { protocol, hostname, port } = new URL(await open());
  const request = new HttpRequest({
    protocol,
    hostname,
    method: 'POST',
    body: '{}',
    ...(port && { port: Number(port) }),
  });
  const abortSignal = AbortSignal.timeout(500);
  await expect(handler.handle(request, { abortSignal })).rejects.toMatchObject({
    code: expect.stringMatching(code),
  });
  expect(stageOf(abortSignal)).toBe(stage);
});

test('a call that waits for credentials is still being prepared', async () => {
  const made = call('http://127.0.0.1:9', { deadlineMs: 100, credentials: () => new Promise(() => {}) });
  void made.sent.catch(() => {});
  await once(made.abortSignal, 'abort');
  expect(made.stage()).toBe('preparing');
});

test('a second call on one connection is sent, and an answer that comes whole is read', async () => {
  const server = http.createServer((request, response) => {
    response.setHeader('x-amzn-requestid', request.url ?? '');
    response.end('{}');
  });
  const { client, sent, transport } = call(`http://127.0.0.1:${await listen(server)}`);
  await sent;
  const abortSignal = AbortSignal.timeout(2000);
  const list = new ListQueuesCommand({ InstanceId: 'i', QueueTypes: ['STANDARD', 'AGENT'], MaxResults: 5 });
  const { $metadata } = await client.send(list, { abortSignal });
  expect($metadata.requestId).toBe('/queues-summary/i?maxResults=5&queueTypes=STANDARD&queueTypes=AGENT');
  expect(transport.stageOf(abortSignal)).toBe('sent');
});

test('an answer that is too long is given up, and the connection with it', async () => {
  let cut: Promise<unknown> | undefined;
  const server = http.createServer((_, response) => {
    cut = once(response, 'close');
    const more = () => {
      while (response.writable && response.write('x'.repeat(10_000)));
    };
    response.on('drain', more);
    more();
  });
  const { sent, stage } = call(`http://127.0.0.1:${await listen(server)}`);
  await expect(sent).rejects.toThrow('longer than 1000 bytes');
  expect(stage()).toBe('sent');
  await cut;
});
