import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type App, HTTPReceiver, type Logger, type Receiver, SocketModeReceiver } from '@slack/bolt';
import { slackClientOptions } from './clients.ts';
import { isNull, readBody } from './request-body.ts';

/** How Slack reaches the app. */
export interface SlackDelivery {
  apiUrl: string;
  delivery: { mode: 'http'; signingSecret: string } | { mode: 'socket'; appToken: string };
}

/** A GET route of ours and what answers it. */
export interface Route {
  path: string;
  handle(response: ServerResponse): void | Promise<void>;
}

/** How Slack reaches us, and where operators ask how we are: on one port, in both modes. */
export interface Door {
  receiver: Receiver;
  /** In Socket Mode, whether the socket is open. */
  isConnected(): boolean;
}

/** A view of at most 250 kB, of which form encoding may make three bytes each. */
const BODY_LIMIT = 768 * 1024;

const EVENTS_PATH = '/slack/events';
const ANY_HOST = 'http://localhost';

const FIVE_MINUTES_MS = 5 * 60_000;

/** Slack sends forms and JSON; whatever else comes to its door is not from Slack. */
const CONTENT_TYPES = ['application/x-www-form-urlencoded', 'application/json'];

export function createDoor(slack: SlackDelivery, port: number, routes: Route[], logger: Logger): Door {
  return slack.delivery.mode === 'http'
    ? httpDoor(slack.delivery.signingSecret, port, routes, logger)
    : socketDoor(slack.delivery.appToken, slack.apiUrl, port, routes, logger);
}

function httpDoor(signingSecret: string, port: number, routes: Route[], logger: Logger): Door {
  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: [EVENTS_PATH],
    port,
    logger,
    customRoutes: routes.map(({ path, handle }) => ({
      path,
      method: 'GET',
      handler: (_request: IncomingMessage, response: ServerResponse) => void handle(response),
    })),
  });
  const { requestListener } = receiver;
  receiver.requestListener = (request, response) => {
    if (isForEvents(request)) void admit(request, response, requestListener);
    else requestListener(request, response);
  };
  return { receiver, isConnected: () => true };
}

/** Passes on what Bolt can read, with the body beside it, where Bolt looks for one that was read before. */
async function admit(
  request: IncomingMessage,
  response: ServerResponse,
  pass: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<void> {
  const refuse = (status: number) => {
    response.writeHead(status, { connection: 'close' }).end();
    request.resume();
  };
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!CONTENT_TYPES.includes(type)) return refuse(415);
  if (isAhead(request)) return refuse(401);
  const rawBody = await readBody(request, BODY_LIMIT);
  if (!rawBody) return refuse(413);
  if (isNull(rawBody)) return refuse(400);
  // Bolt knows the bare type only.
  request.headers['content-type'] = type;
  pass(Object.assign(request, { rawBody }), response);
}

/** Everything else Bolt answers at once, by throwing what its server expects to catch. */
function isForEvents({ method, url = '' }: IncomingMessage): boolean {
  if (method !== 'POST' || !URL.canParse(url, ANY_HOST)) return false;
  return new URL(url, ANY_HOST).pathname === EVENTS_PATH;
}

/** Bolt refuses what is older than five minutes; what is as far ahead is no less forged or kept. */
function isAhead({ headers }: IncomingMessage): boolean {
  const at = Number(headers['x-slack-request-timestamp']);
  return at * 1000 - Date.now() > FIVE_MINUTES_MS;
}

function socketDoor(appToken: string, apiUrl: string, port: number, routes: Route[], logger: Logger): Door {
  const socket = new SocketModeReceiver({
    appToken,
    logger,
    installerOptions: { clientOptions: slackClientOptions(apiUrl) },
  });
  let connected = false;
  socket.client.on('connected', () => {
    connected = true;
  });
  for (const lost of ['disconnected', 'reconnecting', 'disconnecting', 'close']) {
    socket.client.on(lost, () => {
      connected = false;
    });
  }
  const server = createServer(({ url = '' }, response) => {
    const route = routes.find(({ path }) => path === url.split('?')[0]);
    if (route) void route.handle(response);
    else response.writeHead(404).end();
  });
  const receiver: Receiver = {
    init: (app: App) => socket.init(app),
    async start() {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject).listen(port, resolve);
      });
      await socket.start();
      return server;
    },
    async stop() {
      await socket.stop();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return { receiver, isConnected: () => connected };
}
