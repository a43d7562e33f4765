import { Agent, type IncomingMessage, request } from 'node:http';
import { parseJson } from '../json.ts';
import type { Ack, Courier, Delivery } from './delivery.ts';
import { signatureHeaders } from './signature.ts';

export type HttpCourier = { deliver: Courier; close: () => void };

export type HttpCourierOptions = {
  /** The app's request URL; the same for commands, interactivity and events. */
  url: string;
  signingSecret: string;
  /** Milliseconds since the epoch, for the signature. */
  signatureNow: () => number;
};

/** Signed POSTs to the app's request URL, encoded as Slack encodes each kind. */
export function createHttpCourier({ url, signingSecret, signatureNow }: HttpCourierOptions): HttpCourier {
  const agent = new Agent({ keepAlive: true });
  return {
    deliver: (delivery, deadlineMs) => {
      const { body, contentType } = encodeDelivery(delivery);
      const headers = {
        'Content-Type': contentType,
        'Content-Length': String(Buffer.byteLength(body)),
        'User-Agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        Accept: 'application/json,*/*',
        ...signatureHeaders(signingSecret, body, signatureNow()),
        ...retryHeaders(delivery),
      };
      return post({ url, agent, headers, body, deadlineMs });
    },
    close: () => agent.destroy(),
  };
}

/** The body of the HTTP request for each kind: https://docs.slack.dev/interactivity */
export function encodeDelivery({ kind, payload }: Delivery): { body: string; contentType: string } {
  if (kind === 'events_api') return { body: JSON.stringify(payload), contentType: 'application/json' };
  const form =
    kind === 'interactive'
      ? new URLSearchParams({ payload: JSON.stringify(payload) })
      : new URLSearchParams(Object.entries(payload).map(([key, value]) => [key, String(value)]));
  return { body: form.toString(), contentType: 'application/x-www-form-urlencoded' };
}

function retryHeaders({ retry }: Delivery): Record<string, string> {
  return retry ? { 'X-Slack-Retry-Num': String(retry.num), 'X-Slack-Retry-Reason': retry.reason } : {};
}

type Post = { url: string; agent: Agent; headers: Record<string, string>; body: string; deadlineMs: number };

function post({ url, agent, headers, body, deadlineMs }: Post): Promise<Ack> {
  return new Promise((resolve) => {
    const outgoing = request(url, { method: 'POST', agent, headers });
    const timer = setTimeout(() => {
      resolve({ kind: 'timeout' });
      outgoing.destroy();
    }, deadlineMs);
    const settle = (ack: Ack) => {
      clearTimeout(timer);
      resolve(ack);
    };
    outgoing.once('error', (error: NodeJS.ErrnoException) => {
      settle({ kind: 'unreachable', reason: error.code ?? error.message });
    });
    outgoing.once('response', (response) => {
      readAnswer(response).then(settle, () => settle({ kind: 'unreachable', reason: 'ECONNRESET' }));
    });
    outgoing.end(body);
  });
}

async function readAnswer(response: IncomingMessage): Promise<Ack> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const isJson = (response.headers['content-type'] ?? '').includes('json');
  const body = text === '' ? undefined : isJson ? (parseJson(text) ?? text) : text;
  const noRetry = response.headers['x-slack-no-retry'] === '1';
  const status = response.statusCode ?? 0;
  return status >= 200 && status < 300
    ? { kind: 'acknowledged', body, noRetry }
    : { kind: 'refused', status, body, noRetry };
}
