import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { receiveFile, sendFile } from './files.ts';
import type { Exchange, Front } from './front.ts';
import { receiveAct } from './receive-act.ts';
import { foreignness, SECURITY_HEADERS } from './security.ts';
import { sendJson, sendText } from './send.ts';
import { serveStream } from './stream.ts';

/** The page and its API. Not listening yet; `front` is undefined until the sandbox is up. */
export function createPageServer(front: () => Front | undefined): Server {
  return createServer((request, response) => {
    serve(request, response, front()).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else sendText(response, 500, String(error));
    });
  });
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  front: Front | undefined,
): Promise<void> {
  const foreign = foreignness(request);
  if (foreign) return sendText(response, 403, foreign);
  if (!front) return sendText(response, 503, 'The sandbox is starting.');
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const route = ROUTES[`${request.method === 'HEAD' ? 'GET' : request.method} ${url.pathname}`];
  if (route) return route({ request, response, url, front });
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return sendText(response, 405, 'There is nothing to do that with here.');
  }
  const [, id] = /^\/api\/requests\/(\d+)$/.exec(url.pathname) ?? [];
  if (id) return sendDetail({ request, response, url, front }, Number(id));
  const [, file] = /^\/api\/files\/(\w+)$/.exec(url.pathname) ?? [];
  if (file) return sendFile({ request, response, url, front }, file);
  const asset = (await front.assets()).get(url.pathname);
  if (!asset) return sendText(response, 404, 'There is nothing here.');
  response.writeHead(200, { ...SECURITY_HEADERS, 'content-type': asset.type }).end(asset.body);
}

const ROUTES: Record<string, (exchange: Exchange) => void | Promise<void>> = {
  'GET /api/state': ({ response, front }) => sendJson(response, 200, front.state()),
  'GET /api/about': ({ response, front }) => sendJson(response, 200, front.about()),
  'GET /api/stream': ({ request, response, front }) =>
    serveStream(request, response, { feed: front.parts.feed, state: front.state }),
  'POST /api/files': receiveFile,
  'GET /api/app-log': ({ response, front }) => sendJson(response, 200, { lines: front.parts.app.log() }),
  'GET /api/requests': ({ response, url, front }) =>
    sendJson(response, 200, front.parts.traffic.list(Number(url.searchParams.get('since') ?? 0) || 0)),
  'POST /api/act': receiveAct,
};

function sendDetail({ response, front }: Exchange, id: number): void {
  const { traffic, live } = front.parts;
  const logged = traffic.find(id);
  if (logged) sendJson(response, 200, traffic.detail(logged, live().stage));
  else sendText(response, 404, `Request ${id} is not known (any more).`);
}
