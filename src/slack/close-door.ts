import type { Server } from 'node:http';
import type { App as BoltApp } from '@slack/bolt';
import type { InFlight } from './in-flight.ts';

/** Long enough for an answer to reach Slack; what is still connected then only keeps itself alive. */
const LAST_ANSWERS_MS = 500;

/** Takes no more requests, lets the listeners in hand finish and their answers out. */
export async function closeDoor(bolt: BoltApp, server: Server, inFlight: InFlight): Promise<void> {
  const closed = bolt.stop();
  await inFlight.idle();
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS);
  await closed;
  clearTimeout(cut);
}
