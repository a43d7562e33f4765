import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { type ReachOutApp, startApp } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import {
  phoneNumberArn,
  SANDBOX_CREDENTIALS,
  SEED_IDS,
  type SimulatedConnect,
  type SimulatedConnectOptions,
  startSimulatedConnect,
} from '../../src/sandbox/connect/index.ts';
import {
  type SimulatedSlack,
  type SimulatedSlackOptions,
  startSimulatedSlack,
} from '../../src/sandbox/slack/index.ts';
import { readJson } from '../manifest/read-json.ts';

export interface WorldOptions {
  mode?: 'http' | 'socket';
  env?: Record<string, string>;
  slack?: SimulatedSlackOptions;
  connect?: SimulatedConnectOptions;
}

/** The real app on a real database, between a Slack and an Amazon Connect that are simulated on sockets. */
export interface World {
  slack: SimulatedSlack;
  connect: SimulatedConnect;
  app: ReachOutApp;
  /** Everything that the app has logged. */
  logged(): string;
  /** Stops the app and starts it anew on the same database. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startWorld({ mode = 'http', env = {}, ...options }: WorldOptions = {}): Promise<World> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'reach-out-test-'));
  const manifest = readJson('manifest/manifest.json');
  const slack = await startSimulatedSlack({ manifest, ...options.slack });
  const connect = await startSimulatedConnect({ quotas: 'off', ...options.connect });
  const lines: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  const config = parseConfig({ ...environment(slack, connect, mode, directory), ...env });
  const start = async () => {
    const app = await startApp(config, log, {
      aws: { endpoint: connect.url, region: connect.seed.region, credentials: SANDBOX_CREDENTIALS },
    });
    slack.deliverTo(
      mode === 'http' ? { url: `http://127.0.0.1:${app.port}/slack/events` } : { socketMode: true },
    );
    return app;
  };
  const world: World = {
    slack,
    connect,
    app: await start(),
    logged: () => lines.join(''),
    async restart() {
      await world.app.stop();
      world.app = await start();
    },
    async stop() {
      await world.app.stop();
      await slack.stop();
      await connect.stop();
      fs.rmSync(directory, { recursive: true, force: true });
    },
  };
  return world;
}

function environment(
  slack: SimulatedSlack,
  { seed }: SimulatedConnect,
  mode: 'http' | 'socket',
  directory: string,
): Record<string, string> {
  return {
    SLACK_BOT_TOKEN: slack.botToken,
    ...(mode === 'http'
      ? { SLACK_SIGNING_SECRET: slack.signingSecret }
      : { SLACK_APP_TOKEN: slack.appToken }),
    SLACK_API_URL: slack.apiUrl,
    PORT: '0',
    AWS_REGION: seed.region,
    CONNECT_INSTANCE_ID: SEED_IDS.instance,
    CONNECT_SMS_SOURCE_ARN: phoneNumberArn(seed, SEED_IDS.smsNumber),
    CONNECT_SMS_FLOW_ID: SEED_IDS.smsFlow,
    CONNECT_WHATSAPP_SOURCE_ARN: phoneNumberArn(seed, SEED_IDS.whatsAppNumber),
    CONNECT_WHATSAPP_FLOW_ID: SEED_IDS.whatsAppFlow,
    CONNECT_VOICE_FLOW_ID: SEED_IDS.voiceFlow,
    CONNECT_VOICE_SOURCE_NUMBER: '+12065550100',
    CONNECT_VOICE_QUEUE_ID: SEED_IDS.supportQueue,
    CONNECT_START_RATE: '1000',
    CONNECT_START_BURST: '1000',
    DEFAULT_COUNTRY: 'US',
    DATA_DIR: directory,
  };
}
