import fs from 'node:fs';
import path from 'node:path';
import { ANY_HOUR } from '../support/environment.ts';
import type { Built } from './build.ts';
import type { Outside } from './outside.ts';
import { type Command, type Measured, startMeasured } from './process.ts';
import { SIGNING_SECRET } from './signed-post.ts';
import { createSlackClient, type SlackClient } from './slack-client.ts';

/** One of those that are compared: a process, or several on one database, and the Slack that calls it. */
export interface Target {
  name: string;
  processes: Measured[];
  clients: SlackClient[];
  /** Modals opened and not submitted yet. */
  views: Parameters<SlackClient['submit']>[0][];
  /** Reach-outs done so far. */
  done: number;
  stop(): Promise<void>;
}

/** Where the app keeps its data. */
export type DatabaseEnvironment = { DATA_DIR: string } | { DATABASE_URL: string };

const PHONE_NUMBERS = 'arn:aws:connect:us-west-2:111122223333:phone-number';

export function peerCommand(built: Built, outside: Outside, directory: string): Command {
  return { file: built.peer, env: environment(outside), log: path.join(directory, 'peer.log') };
}

export function appCommand(
  built: Pick<Built, 'app'>,
  outside: Outside,
  directory: string,
  database: DatabaseEnvironment,
): Command {
  return {
    file: built.app,
    env: { ...environment(outside), ...database },
    log: path.join(directory, 'app.log'),
  };
}

/** The same app with conversations. */
export function withConversations(command: Command, { connectUrl }: Outside): Command {
  const env = {
    CONNECT_MESSAGES_TOPIC_ARN: 'arn:aws:sns:us-west-2:111122223333:reach-out-messages',
    AWS_ENDPOINT_URL_CONNECTPARTICIPANT: connectUrl,
    REACH_OUT_ENCRYPTION_KEYS: `bench:${Buffer.alloc(32).toString('base64')}`,
  };
  return { ...command, env: { ...command.env, ...env } };
}

export async function startTarget(
  name: string,
  commands: Command[],
  outside: Outside,
  places?: number,
): Promise<Target> {
  const processes: Measured[] = [];
  for (const command of commands) processes.push(await startMeasured(command));
  const clients = processes.map(({ url }) => createSlackClient(url, outside, places));
  return {
    ...{ name, processes, clients, views: [], done: 0 },
    async stop() {
      for (const client of clients) await client.close();
      for (const one of processes) await one.stop();
    },
  };
}

/** No quota of Connect's, so that the app's own work shows; contact events, so that no contact is asked for meanwhile. */
function environment(outside: Outside): Record<string, string> {
  return {
    SLACK_BOT_TOKEN: 'xoxb-bench',
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: outside.slackApiUrl,
    AWS_REGION: 'us-west-2',
    AWS_ACCESS_KEY_ID: 'AKIABENCH00000000000',
    AWS_SECRET_ACCESS_KEY: 'bench',
    AWS_ENDPOINT_URL_CONNECT: outside.connectUrl,
    AWS_ENDPOINT_URL_SQS: outside.chats.sqs.url,
    CONNECT_EVENTS_QUEUE_URL: outside.chats.sqs.queueUrl(),
    CONNECT_INSTANCE_ID: '11111111-2222-4333-8444-555555555555',
    CONNECT_SMS_SOURCE_ARN: `${PHONE_NUMBERS}/22222222-2222-4333-8444-555555555555`,
    CONNECT_SMS_FLOW_ID: '33333333-2222-4333-8444-555555555555',
    CONNECT_START_RATE: '1000000',
    CONNECT_START_BURST: '1000000',
    DEFAULT_COUNTRY: 'US',
    REACH_OUT_POLICY: ANY_HOUR,
  };
}

export function makeDirectory(parent: string, name: string): string {
  const directory = path.join(parent, name);
  fs.mkdirSync(directory, { recursive: true });
  return directory;
}
