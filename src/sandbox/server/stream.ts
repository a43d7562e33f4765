import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SandboxState } from '../page-api.ts';
import type { ChangeFeed, FeedItem } from '../stage/change-feed.ts';
import { SECURITY_HEADERS } from './security.ts';

/** Proxies and browsers give up on silence. */
const HEARTBEAT_MS = 15_000;
/** How soon a browser comes back after the stream broke. */
const RETRY_MS = 500;
/** A page that reads no more is cut off before it fills the memory. */
const MAX_BUFFERED_BYTES = 16 * 1024 * 1024;

export type StreamOptions = { feed: ChangeFeed; state: () => SandboxState };

/** Server-Sent Events: what the browser missed, or the whole state, and then every change. */
export function serveStream(
  request: IncomingMessage,
  response: ServerResponse,
  { feed, state }: StreamOptions,
): void {
  response.writeHead(200, { ...SECURITY_HEADERS, 'content-type': 'text/event-stream; charset=utf-8' });
  response.write(`retry: ${RETRY_MS}\n\n`);
  const send = ({ id, data }: FeedItem) => {
    if (response.writableLength > MAX_BUFFERED_BYTES) response.destroy();
    else response.write(`id: ${id}\ndata: ${data}\n\n`);
  };
  const lastId = request.headers['last-event-id'];
  const missed = feed.since(typeof lastId === 'string' ? lastId : undefined);
  for (const item of missed ?? [feed.item({ type: 'state', state: state() })]) send(item);
  // It comes from an earlier run, whose requests are not ours.
  if (lastId !== undefined && !missed) send(feed.item({ type: 'requestsCleared' }));
  const unsubscribe = feed.subscribe(send);
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
  response.once('close', () => {
    clearInterval(heartbeat);
    unsubscribe();
  });
}
