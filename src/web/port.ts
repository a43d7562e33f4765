import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../domain/kernel/log.ts';

/** A GET route of ours and what answers it. */
export interface Route {
  path: string;
  /** Answers HEAD as well, without the body: it changes nothing. */
  hasHead?: true;
  handle(response: ServerResponse, request: IncomingMessage): void | Promise<void>;
}

/** The port on which operators ask how we are, from the first moment of a start, and Slack reaches us over HTTP. */
export interface Port {
  number: number;
  /** From now on these are answered as well. */
  serve(routes: readonly Route[]): void;
  /** Hands on whatever is for no route; until then it is answered 503. */
  handOn(listener: RequestListener): void;
  /** Takes no more requests; once what is in hand is done, its answers still go out. */
  close(inHand?: Promise<unknown>): Promise<void>;
}

/** Long enough for an answer to reach Slack; what is still connected then only keeps itself alive. */
const LAST_ANSWERS_MS = 500;

/** A route that fails answers 500, and ends nothing else. @throws where the port is taken. */
export async function openPort(port: number, first: Route[], log: Log): Promise<Port> {
  const routes = [...first];
  let handOn: RequestListener = (_, response) => response.writeHead(503).end();
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    const route = routes.find((one) => one.path === path);
    if (!route) handOn(request, response);
    else if (methodsOf(route).includes(request.method ?? '')) void answer(route, response, request);
    else response.writeHead(405, { allow: methodsOf(route).join(', ') }).end();
  });
  async function answer(route: Route, response: ServerResponse, request: IncomingMessage): Promise<void> {
    try {
      await route.handle(response, request);
    } catch (error) {
      log.error({ err: error, path: route.path }, 'a request could not be answered');
      if (!response.headersSent) response.writeHead(500);
      response.end();
    }
  }

  server.listen(port);
  await once(server, 'listening');
  return {
    number: (server.address() as AddressInfo).port,
    serve: (more) => void routes.push(...more),
    handOn: (listener) => {
      handOn = listener;
    },
    async close(inHand) {
      const closed = new Promise((resolve) => server.close(resolve));
      await inHand;
      server.closeIdleConnections();
      const cut = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS);
      await closed;
      clearTimeout(cut);
    },
  };
}

function methodsOf({ hasHead }: Route): string[] {
  return hasHead ? ['GET', 'HEAD'] : ['GET'];
}
