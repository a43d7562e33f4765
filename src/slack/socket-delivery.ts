import { setTimeout as delay } from 'node:timers/promises';
import { type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Dispatcher } from 'undici';
import * as z from 'zod';
import type { Log } from '../domain/kernel/log.ts';
import type { Outage } from '../domain/kernel/outage.ts';
import type { AppId } from './app-id.ts';
import { Refused } from './bolt.ts';
import { silent, slackClientOptions } from './clients.ts';
import type { Delivery } from './delivery.ts';
import { explainAppToken, explainFailure, refusalOf } from './refusal.ts';
import { untilAnswered } from './until-answered.ts';

/** From the question for an address to Slack's hello. */
const HELLO_MS = 15_000;

/** After a connection that broke sooner, the next is not asked for without a pause. */
const STEADY_MS = 1_000;

const GOODBYE_MS = 1_000;

/** What comes through a socket; the library would stumble over anything else. */
const frames = z.union([
  z.object({
    type: z.literal('hello'),
    connection_info: z.object({ app_id: z.string() }).optional().catch(undefined),
  }),
  z.object({ type: z.literal('disconnect') }),
  z.object({ type: z.enum(['slash_commands', 'interactive']), payload: z.looseObject({}) }),
  z.object({ type: z.literal('events_api'), payload: z.object({ event: z.object({ type: z.string() }) }) }),
]);

interface Surroundings {
  log: Log;
  outage: Outage;
  /** Whose socket it is, Slack's hello tells. */
  app: AppId;
  /** Resolves when no listener is at work. */
  idle(): Promise<void>;
  /** Ends a start that still waits for Slack. */
  stop: AbortSignal;
}

export interface SocketDoorOptions {
  appToken: string;
  apiUrl: string;
  deadlineMs?: number | undefined;
  /** By which way the socket is opened; directly by default. */
  dispatcher?: Dispatcher | undefined;
}

/**
 * Takes what Slack sends through a socket (Socket Mode). The library opens one; that there always is one,
 * however often it breaks and however long Slack is away, is ours: the library would give up.
 */
export function createSocketDelivery(
  { appToken, apiUrl, deadlineMs, dispatcher }: SocketDoorOptions,
  { log, outage, app, idle, stop: stopStart }: Surroundings,
): Delivery {
  const bolt = new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    ...(dispatcher && { dispatcher }),
    // What it would say of each try, the outage says once.
    logger: silent,
    installerOptions: { clientOptions: slackClientOptions(apiUrl, deadlineMs) },
    processEventErrorHandler: async ({ error }) => {
      if (!(error instanceof Refused))
        log.warn({ error: error.name }, 'a payload of Slack could not be read');
      return false;
    },
  });
  const { client } = bolt;
  const stopping = new AbortController();
  const stop = AbortSignal.any([stopping.signal, stopStart]);
  let connected = false;

  const [read] = client.listeners('ws_message');
  client.off('ws_message');
  client.on('ws_message', (data: unknown, ...rest: unknown[]) => {
    // What comes while we stop is left for Slack to send again, to whoever is there then.
    if (stop.aborted) return;
    const { success, data: frame } = frames.safeParse(parse(data));
    if (!success) return log.warn({}, 'what came through the socket of Slack could not be read');
    if (frame.type === 'hello') app.learn(frame.connection_info?.app_id);
    read?.(data, ...rest);
  });

  let fault: unknown;
  client.on('error', (error) => {
    fault = error;
  });

  /** Resolves once Slack has said hello, to a promise that resolves when the connection is gone. */
  async function open(): Promise<{ gone: Promise<void> }> {
    const late = delay(HELLO_MS, undefined, { ref: false }).then(() => {
      throw new Error('Slack said no hello');
    });
    try {
      await Promise.race([client.start(), late]);
    } catch (error) {
      void client.disconnect();
      throw error ?? fault;
    }
    connected = true;
    return { gone: new Promise((resolve) => client.once('disconnected', () => resolve())) };
  }

  const asking = {
    outage,
    stop,
    explain: (error: unknown) => explainFailure(error, apiUrl, explainAppToken),
  };

  async function openAgain({ gone }: { gone: Promise<void> }): Promise<void> {
    for (;;) {
      const since = performance.now();
      await gone;
      connected = false;
      const pauseMs = performance.now() - since < STEADY_MS ? STEADY_MS : 0;
      ({ gone } = await untilAnswered(open, { ...asking, isFinal: () => false }, pauseMs));
    }
  }

  const receiver: Receiver = {
    init: (app) => bolt.init(app),
    async start() {
      const isFinal = (error: unknown) => refusalOf(error) !== undefined;
      const first = await untilAnswered(open, { ...asking, isFinal });
      // It ends only by being stopped.
      openAgain(first).catch(() => {});
    },
    async stop() {
      stopping.abort();
      await idle();
      await Promise.race([client.disconnect(), delay(GOODBYE_MS, undefined, { ref: false })]);
    },
  };
  const trouble = () => (connected ? undefined : (outage.reason ?? 'The socket to Slack is being opened.'));
  return { receiver, trouble };
}

function parse(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return undefined;
  }
}
