import { App, HTTPReceiver, type Logger, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import {
  type SimulatedSlack,
  type SimulatedSlackOptions,
  startSimulatedSlack,
} from '../../../src/sandbox/slack/index.ts';

/** Refusals are what these tests are about: nobody needs to read them. */
const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

type Stop = () => Promise<unknown>;
const running: Stop[] = [];

/** Stop all that the last test started; for `afterEach`. */
export async function stopAll(): Promise<void> {
  for (const stop of running.splice(0).reverse()) await stop();
}

export async function startSlack(options: SimulatedSlackOptions = {}): Promise<SimulatedSlack> {
  const slack = await startSimulatedSlack(options);
  running.push(slack.stop);
  return slack;
}

/** Slack's own client, without repetitions. */
export function clientOf(slack: SimulatedSlack, token = slack.botToken): WebClient {
  return new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silent,
  });
}

/** A call that is expected to fail: Slack's error code and its messages. */
export async function refusalOf(call: Promise<unknown>): Promise<{ error: string; messages: string[] }> {
  const data = await call.then(
    () => ({ error: 'no error', response_metadata: { messages: [] } }),
    (error: { data?: { error: string; response_metadata?: { messages?: string[] } }; message: string }) =>
      error.data ?? { error: error.message },
  );
  return { error: data.error, messages: data.response_metadata?.messages ?? [] };
}

/** A Bolt app that talks to the simulated Slack, over HTTP or Socket Mode. */
export async function startBolt(
  slack: SimulatedSlack,
  mode: 'http' | 'socket',
  listen: (app: App) => void,
): Promise<App> {
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } };
  const receiver =
    mode === 'http'
      ? new HTTPReceiver({
          signingSecret: slack.signingSecret,
          unhandledRequestTimeoutMillis: 100,
          logger: silent,
        })
      : new SocketModeReceiver({
          appToken: slack.appToken,
          // Also how long it waits before it connects again.
          clientPingTimeout: 100,
          logger: silent,
          installerOptions: { clientOptions },
        });
  const app = new App({ token: slack.botToken, receiver, clientOptions, logger: silent });
  app.error(async () => undefined);
  listen(app);
  const server: unknown = await app.start(0);
  running.push(() => app.stop());
  if (mode === 'http') {
    const { port } = (server as { address: () => { port: number } }).address();
    slack.deliverTo({ url: `http://127.0.0.1:${port}/slack/events` });
  } else {
    slack.deliverTo({ socketMode: true });
  }
  return app;
}

export const plain = (text: string) => ({ type: 'plain_text' as const, text });
export const mrkdwn = (text: string) => ({ type: 'mrkdwn' as const, text });

/** A small modal like the one of the product. */
export function sampleModal(extra: object[] = []) {
  return {
    type: 'modal' as const,
    callback_id: 'sample',
    private_metadata: 'C0SUPPORT1',
    title: plain('Sample'),
    submit: plain('Send'),
    blocks: [
      {
        type: 'input' as const,
        block_id: 'phone',
        label: plain('Phone'),
        element: { type: 'plain_text_input' as const, action_id: 'phone' },
      },
      {
        type: 'input' as const,
        block_id: 'channel',
        label: plain('Channel'),
        dispatch_action: true,
        optional: true,
        element: {
          type: 'radio_buttons' as const,
          action_id: 'channel',
          options: [
            { text: plain('SMS'), value: 'sms' },
            { text: plain('Voice'), value: 'voice' },
          ],
        },
      },
      {
        type: 'actions' as const,
        block_id: 'more',
        elements: [{ type: 'button' as const, action_id: 'more_options', text: plain('More') }],
      },
      ...(extra as []),
    ],
  };
}
