import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { HTTPReceiver, type Logger } from '@slack/bolt';
import type { Log } from '../domain/kernel/log.ts';
import { Refused } from './bolt.ts';
import type { Delivery } from './delivery.ts';
import { isNull, readBody } from './request-body.ts';

/** A view of at most 250 kB, of which form encoding may make three bytes each. */
const BODY_LIMIT = 768 * 1024;

const EVENTS_PATH = '/slack/events';
const ANY_HOST = 'http://localhost';

const FIVE_MINUTES_MS = 5 * 60_000;

/** Slack sends forms and JSON; whatever else comes is not from Slack. */
const CONTENT_TYPES = ['application/x-www-form-urlencoded', 'application/json'];

/** Where HTTP requests come to. */
interface Entrance {
  handOn(listener: RequestListener): void;
}

/** Takes what Slack sends by HTTP. */
export function createHttpDelivery(
  signingSecret: string,
  entrance: Entrance,
  { logger, log }: { logger: Logger; log: Log },
): Delivery {
  const bolt = new HTTPReceiver({
    signingSecret,
    endpoints: [EVENTS_PATH],
    logger,
    processEventErrorHandler: async ({ error, response }) => refuse(error, response, log),
  });
  const listen: RequestListener = (request, response) => {
    if (isForEvents(request)) void admit(request, response, bolt.requestListener);
    else response.writeHead(404).end();
  };
  return {
    receiver: {
      init: (app) => bolt.init(app),
      start: async () => entrance.handOn(listen),
      stop: async () => {},
    },
    trouble: () => undefined,
  };
}

/** Answers for a payload that no listener has answered. Bolt throws where a payload lacks what every one has. */
function refuse(error: Error, response: ServerResponse, log: Log): boolean {
  const isRefused = error instanceof Refused;
  if (!isRefused) log.warn({ error: error.name }, 'a payload of Slack could not be read');
  const status = isRefused ? error.status : 400;
  // Slack sends an event again and again that is not taken.
  if (!response.headersSent)
    response.writeHead(status, status < 500 ? { 'x-slack-no-retry': '1' } : {}).end();
  return true;
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

function isForEvents({ method, url = '' }: IncomingMessage): boolean {
  if (method !== 'POST' || !URL.canParse(url, ANY_HOST)) return false;
  return new URL(url, ANY_HOST).pathname === EVENTS_PATH;
}

/** Bolt refuses what is older than five minutes; what is as far ahead is no less forged or kept. */
function isAhead({ headers }: IncomingMessage): boolean {
  const at = Number(headers['x-slack-request-timestamp']);
  return at * 1000 - Date.now() > FIVE_MINUTES_MS;
}
