import { setTimeout as delay } from 'node:timers/promises';
import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import { EnvHttpProxyAgent } from 'undici';
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
  /** By which the socket is opened; directly by default. */
  proxies?: EnvHttpProxyAgent.Options | undefined;
}

/** What the library hands on of a frame. */
interface Delivered {
  body: ReceiverEvent['body'];
  ack(answer: unknown): Promise<void>;
  retry_num?: number;
  retry_reason?: string;
}

/**
 * Takes what Slack sends through a socket (Socket Mode). The library opens one; that there always is one,
 * however often it breaks and however long Slack is away, is ours: the library would give up.
 */
export function createSocketDelivery(
  { appToken, apiUrl, deadlineMs, proxies }: SocketDoorOptions,
  { log, outage, app, idle, stop: stopStart }: Surroundings,
): Delivery {
  const client = new SocketModeClient({
    appToken,
    autoReconnectEnabled: false,
    ...(proxies && { dispatcher: new EnvHttpProxyAgent(proxies) }),
    // What it would say of each try, the outage says once.
    logger: silent,
    clientOptions: slackClientOptions(apiUrl, deadlineMs),
  });
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

  let bolt: App | undefined;
  client.on('slack_event', async (delivered: Delivered) => {
    try {
      await bolt?.processEvent(eventOf(delivered));
    } catch (error) {
      if (!(error instanceof Refused))
        log.warn({ error: (error as Error).name }, 'a payload of Slack could not be read');
    }
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
    init(app) {
      bolt = app;
    },
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

/** As Bolt takes it. Slack hears the first answer alone. */
function eventOf({ body, ack, retry_num: retryNum, retry_reason: retryReason }: Delivered): ReceiverEvent {
  let isAnswered = false;
  return {
    body,
    async ack(answer) {
      if (isAnswered) return;
      isAnswered = true;
      await ack(answer);
    },
    ...(retryNum !== undefined && { retryNum }),
    ...(retryReason !== undefined && { retryReason }),
  };
}

function parse(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return undefined;
  }
}
