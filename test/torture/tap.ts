import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Moment, Verdict } from './moment.ts';

/** A stretch of wire that can be watched, and where a request or its answer can be lost. */
export interface Tap {
  url: string;
  close(): Promise<void>;
}

export interface TapOptions {
  /** Where the next request goes and who watches it; undefined: nowhere, the connection breaks. */
  route(): Route | undefined;
  nameOf(url: string, body: string): string;
  /** An address in what is answered that the tap stands in for, as for those of files. */
  standsFor?: string;
}

export interface Route {
  url: string;
  /** Called at both boundaries of each request; may end a process then and there. */
  watch(moment: Moment): Verdict;
}

interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

export async function startTap({ route, nameOf, standsFor }: TapOptions): Promise<Tap> {
  const agent = new Agent({ keepAlive: true });
  const server = createServer({ keepAliveTimeout: 60_000 }, (incoming, response) => {
    pass(incoming, response).catch(() => incoming.socket.destroy());
  });

  async function pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await read(incoming);
    const way = route();
    if (!way) throw new Error('nobody there');
    const name = nameOf(incoming.url ?? '/', body.toString('utf8'));
    const verdict = way.watch({ name, when: 'before' });
    if (verdict === 'lose') throw new Error('lost');
    if (verdict !== 'pass') {
      incoming.socket.destroy();
      await delay(verdict.lateMs, undefined, { ref: false });
    }
    const answer = await forward(agent, way.url, incoming, body);
    if (way.watch({ name, when: 'after' }) !== 'pass') throw new Error('lost');
    respond(response, answer);
  }

  function respond(response: ServerResponse, { status, headers, body }: Answer): void {
    const isNamed = standsFor !== undefined && body.includes(JSON.stringify(standsFor).slice(1, -1));
    if (!isNamed) return void response.writeHead(status, headers).end(body);
    const { 'content-length': _, ...others } = headers;
    response.writeHead(status, others).end(body.toString('utf8').replaceAll(standsFor, tapUrl()));
  }

  const tapUrl = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: tapUrl(),
    async close() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** With its headers as they are: the host is part of what AWS signs. */
function forward(agent: Agent, base: string, { method, url, headers }: IncomingMessage, body: Buffer) {
  return new Promise<Answer>((resolve, reject) => {
    const { hostname, port } = new URL(base);
    const outgoing = request({ agent, hostname, port, path: url, method, headers });
    outgoing.once('error', reject);
    outgoing.once('response', (response) => {
      read(response).then(
        (answer) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: answer }),
        reject,
      );
    });
    outgoing.end(body);
  });
}

async function read(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
