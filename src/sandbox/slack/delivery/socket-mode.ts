import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { isJson, parseJson, stringAt } from '../json.ts';
import type { Ack, Courier } from './delivery.ts';

/** https://docs.slack.dev/apis/events-api/using-socket-mode: at most ten connections for each app. */
const MAX_CONNECTIONS = 10;
const PING_INTERVAL_MS = 10_000;
const GOODBYE_MS = 250;
export const SOCKET_PATH = '/link';

export type SocketMode = {
  /** A ticket for one connection, for the URL that apps.connections.open gives. */
  issueTicket: () => string;
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  deliver: Courier;
  /** Ask the app to reconnect, as Slack does about hourly; `warning` leaves the socket open, the others close it. */
  refresh: (reason?: 'warning' | 'refresh_requested' | 'link_disabled') => void;
  /** Send a frame as it is, which may be anything. */
  send: (frame: string) => void;
  /** Cut all sockets without a word. */
  cut: () => void;
  connected: () => number;
  close: () => Promise<void>;
};

export type SocketModeOptions = { appId: string; onChange: (connected: number) => void };

export function createSocketMode({ appId, onChange }: SocketModeOptions): SocketMode {
  const server = new WebSocketServer({ noServer: true });
  const sockets: WebSocket[] = [];
  const tickets = new Set<string>();
  const waiting = new Map<string, { socket: WebSocket; settle: (ack: Ack) => void }>();
  let turn = 0;

  const pings = setInterval(() => {
    for (const socket of sockets) socket.ping();
  }, PING_INTERVAL_MS);
  pings.unref();

  function welcome(socket: WebSocket): void {
    sockets.push(socket);
    socket.on('message', (data) => acknowledge(String(data)));
    socket.on('error', () => socket.terminate());
    socket.once('close', () => {
      sockets.splice(sockets.indexOf(socket), 1);
      for (const { socket: theirs, settle } of waiting.values())
        if (theirs === socket) settle({ kind: 'timeout' });
      onChange(sockets.length);
    });
    send(socket, {
      type: 'hello',
      num_connections: sockets.length,
      debug_info: { host: 'sandbox', build_number: 1, approximate_connection_time: 18_060 },
      connection_info: { app_id: appId },
    });
    onChange(sockets.length);
  }

  function acknowledge(text: string): void {
    const envelope = parseJson(text);
    if (!isJson(envelope)) return;
    const { payload } = envelope;
    // The SDK sends `{}` where an app acknowledges without a body.
    const empty = payload === undefined || (isJson(payload) && Object.keys(payload).length === 0);
    waiting
      .get(stringAt(envelope, 'envelope_id') ?? '')
      ?.settle({ kind: 'acknowledged', body: empty ? undefined : payload });
  }

  const deliver: Courier = ({ kind, payload, retry }, deadlineMs) => {
    const open = sockets.filter((socket) => socket.readyState === socket.OPEN);
    turn += 1;
    const socket = open[turn % open.length];
    if (!socket) return Promise.resolve({ kind: 'unreachable', reason: 'no_socket' });
    const envelope_id = randomUUID();
    return new Promise((resolve) => {
      const settle = (ack: Ack) => {
        clearTimeout(timer);
        waiting.delete(envelope_id);
        resolve(ack);
      };
      const timer = setTimeout(() => settle({ kind: 'timeout' }), deadlineMs);
      waiting.set(envelope_id, { socket, settle });
      send(socket, {
        envelope_id,
        type: kind,
        payload,
        accepts_response_payload: kind !== 'events_api',
        ...(kind === 'events_api'
          ? { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? '' }
          : {}),
      });
    });
  };

  return {
    issueTicket: () => {
      const ticket = randomBytes(16).toString('hex');
      tickets.add(ticket);
      return ticket;
    },
    upgrade: (request, socket, head) => {
      const url = new URL(request.url ?? '/', 'ws://localhost');
      const ticket = url.searchParams.get('ticket') ?? '';
      if (
        !url.pathname.startsWith(SOCKET_PATH) ||
        !tickets.delete(ticket) ||
        sockets.length >= MAX_CONNECTIONS
      ) {
        socket.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, welcome);
    },
    deliver,
    refresh: (reason = 'refresh_requested') => {
      for (const socket of [...sockets]) {
        send(socket, { type: 'disconnect', reason, debug_info: { host: 'sandbox' } });
        if (reason !== 'warning') socket.close(1000);
      }
    },
    send: (frame) => {
      for (const socket of sockets) socket.send(frame);
    },
    cut: () => {
      for (const socket of [...sockets]) socket.terminate();
    },
    connected: () => sockets.length,
    close: async () => {
      clearInterval(pings);
      for (const { settle } of [...waiting.values()]) settle({ kind: 'unreachable', reason: 'stopped' });
      await Promise.all([...sockets].map(goodbye));
      server.close();
    },
  };
}

/** Close with a handshake, so that the app's client sees no broken connection; without one after a moment. */
function goodbye(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const impatience = setTimeout(() => socket.terminate(), GOODBYE_MS);
    socket.once('close', () => {
      clearTimeout(impatience);
      resolve();
    });
    socket.close(1000);
  });
}

function send(socket: WebSocket, envelope: unknown): void {
  socket.send(JSON.stringify(envelope));
}
