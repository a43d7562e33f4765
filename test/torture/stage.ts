import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import {
  SANDBOX_CREDENTIALS,
  type SimulatedConnect,
  startSimulatedConnect,
  topicArn,
} from '../../src/sandbox/connect/index.ts';
import {
  appDirectMessageId,
  defaultSeed,
  type SimulatedSlack,
  seedIds,
  startSimulatedSlack,
  type WorkspaceState,
} from '../../src/sandbox/slack/index.ts';
import { type SimulatedSqs, startSimulatedSqs } from '../../src/sandbox/sqs/index.ts';
import { readJson } from '../manifest/read-json.ts';
import { preparedDataDirectory } from '../support/embedded.ts';
import { connectEnvironment, slackEnvironment } from '../support/environment.ts';
import { borrowDatabase } from '../support/postgres.ts';
import { temporaryDirectory } from '../support/run-directory.ts';
import { createInstance, type Instance } from './instance.ts';
import { inContainers, inProcesses } from './launcher.ts';
import { type Moment, nameConnectCall, nameInbound, nameSlackCall, type Verdict } from './moment.ts';
import { startTap } from './tap.ts';

export type Watch = (instance: Instance, moment: Moment) => Verdict;

/** Several processes of the app on one database, between Slack and Amazon Connect, every wire tapped. */
export interface Stage {
  slack: SimulatedSlack;
  connect: SimulatedConnect;
  sqs: SimulatedSqs;
  instances: Instance[];
  /** The file that all of them print to. */
  log: string;
  /** What was said in chats while they were streamed. */
  streamed: Set<string>;
  /** Who sees every request pass, at either end of it. */
  watch: Watch;
  /** SIGKILL for the embedded database, where there is one: the app is to end with it. */
  killDatabase?: () => void;
  /** How many processes the kernel has ended for want of memory. */
  outOfMemory(): number;
  strike(): Promise<void>;
}

export interface StageOptions {
  database: 'embedded' | 'postgres';
  instances: number;
  mode?: 'http' | 'socket';
  events?: boolean;
  /** Chats are followed word by word, and can be answered. */
  conversations?: boolean;
  env?: Record<string, string>;
  /** In so many MB, and otherwise as their image runs. */
  containedMb?: number;
  /** A database that is there already. */
  storage?: Record<string, string>;
  strictPostRate?: boolean;
}

export const PEOPLE = 24;
export const CONVERSATIONS = 12;
/** People who answer customers. */
export const TALKERS = 6;

/** Slack sends an event that was not taken again at once, after a minute and after five; here sooner. */
const EVENT_RETRIES_MS = [0, 1_000, 3_000];

/** The shortest id of the people and conversations that only the load uses. */
export const personId = (index: number) => `U0LOAD${String(index).padStart(4, '0')}`;
export const talkerId = (index: number) => `U0TALK${String(index).padStart(4, '0')}`;
export const conversationId = (index: number) => `C0LOAD${String(index).padStart(4, '0')}`;

export async function setStage(options: StageOptions): Promise<Stage> {
  const { mode = 'http', conversations = false } = options;
  const slack = await startSimulatedSlack({
    manifest: readJson(`manifest/manifest${conversations ? '.conversations' : ''}.json`),
    eventRetryDelaysMs: EVENT_RETRIES_MS,
    state: crowd(),
    keepMessages: 1_000_000,
    keepRequests: 200,
    strictPostRate: options.strictPostRate ?? false,
  });
  const connect = await startSimulatedConnect({ quotas: 'off', maxContacts: 1_000_000 });
  const sqs = await startSimulatedSqs();
  if (options.events) connect.deliverEventsTo(sqs, sqs.queueUrl());
  if (conversations) connect.deliverMessagesTo(sqs, sqs.queueUrl());
  const streamed = new Set<string>();
  connect.onMessage(({ item }) => void streamed.add(item.content ?? ''));
  const storage = options.storage ? { env: options.storage, remove: async () => {} } : await store(options);
  const log = path.join(temporaryDirectory('torture'), 'log');
  const launcher = options.containedMb ? await inContainers(options.containedMb) : await inProcesses();
  const conversing = {
    CONNECT_EVENTS_QUEUE_URL: sqs.queueUrl(),
    CONNECT_MESSAGES_TOPIC_ARN: topicArn(connect.seed),
    REACH_OUT_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    REACH_OUT_UNDO_SECONDS: '1',
  };
  const closing: (() => Promise<void>)[] = [];
  const stage: Stage = {
    ...{ slack, connect, sqs, log, streamed },
    instances: [],
    watch: () => 'pass',
    outOfMemory: launcher.outOfMemory,
    ...(storage.env.DATA_DIR && { killDatabase: killerOf(storage.env.DATA_DIR) }),
    async strike() {
      for (const instance of stage.instances) instance.kill();
      await Promise.all(stage.instances.map((instance) => instance.ended()));
      await launcher.over();
      await Promise.all(closing.map((close) => close()));
      await slack.stop();
      await connect.stop();
      await sqs.stop();
      await storage.remove();
    },
  };

  for (let index = 0; index < options.instances; index++) {
    let instance: Instance | undefined;
    const watch = (moment: Moment) => (instance ? stage.watch(instance, moment) : 'pass');
    const [toSlack, toConnect] = await Promise.all([
      startTap({ route: () => ({ url: slack.url, watch }), nameOf: nameSlackCall, standsFor: slack.url }),
      startTap({ route: () => ({ url: connect.url, watch }), nameOf: nameConnectCall }),
    ]);
    closing.push(toSlack.close, toConnect.close);
    instance = await createInstance({
      ...{ launch: launcher.next(), log },
      env: {
        ...slackEnvironment(slack, mode),
        ...connectEnvironment(connect.seed),
        ...storage.env,
        SLACK_API_URL: `${toSlack.url}/api/`,
        AWS_ENDPOINT_URL_CONNECT: toConnect.url,
        AWS_ENDPOINT_URL_CONNECTPARTICIPANT: toConnect.url,
        AWS_ENDPOINT_URL_SQS: sqs.url,
        AWS_ACCESS_KEY_ID: SANDBOX_CREDENTIALS.accessKeyId,
        AWS_SECRET_ACCESS_KEY: SANDBOX_CREDENTIALS.secretAccessKey,
        AWS_EC2_METADATA_DISABLED: 'true',
        REACH_OUT_MAX_AGE_MINUTES: '60',
        ...(options.events && { CONNECT_EVENTS_QUEUE_URL: sqs.queueUrl() }),
        ...(conversations && conversing),
        ...options.env,
      },
    });
    stage.instances.push(instance);
  }
  if (mode === 'socket') {
    slack.deliverTo({ socketMode: true });
    return stage;
  }
  const balancer = await startTap({ route: balance(stage), nameOf: nameInbound });
  closing.push(balancer.close);
  slack.deliverTo({ url: `${balancer.url}/slack/events` });
  return stage;
}

function killerOf(dataDirectory: string): () => void {
  return () => {
    try {
      const [pid] = fs.readFileSync(path.join(dataDirectory, 'postgres/postmaster.pid'), 'utf8').split('\n');
      process.kill(Number(pid), 'SIGKILL');
    } catch (error) {
      // It may have ended just now.
      if (!['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  };
}

/** Whichever is ready, in turn, as a load balancer with health checks does. */
function balance(stage: Stage) {
  let turn = 0;
  return () => {
    const ready = stage.instances.filter(({ isReady }) => isReady);
    turn += 1;
    const instance = ready[turn % ready.length];
    return instance && { url: instance.url, watch: (moment: Moment) => stage.watch(instance, moment) };
  };
}

async function store({ database, containedMb }: StageOptions) {
  if (database === 'embedded') {
    // The kernel counts files in memory as the container's own.
    const isInMemory = !containedMb;
    return { env: { DATA_DIR: await preparedDataDirectory({ isInMemory }) }, remove: async () => {} };
  }
  const { url, giveBack } = await borrowDatabase();
  return { env: { DATABASE_URL: url }, remove: giveBack };
}

/** The default workspace with a crowd in conversations of their own. */
function crowd(): WorkspaceState {
  const state = defaultSeed();
  const people = [
    ...Array.from({ length: PEOPLE }, (_, index) => personId(index)),
    ...Array.from({ length: TALKERS }, (_, index) => talkerId(index)),
  ];
  for (const id of people) {
    state.people.push({
      ...{ id, team_id: seedIds.team, name: id.toLowerCase(), real_name: id, tz: 'Etc/UTC', locale: 'en-US' },
    });
    state.conversations.push({
      ...{ id: appDirectMessageId(id), kind: 'im' as const, name: '', members: [id, seedIds.botUser] },
    });
  }
  for (let index = 0; index < CONVERSATIONS; index++) {
    const id = conversationId(index);
    state.conversations.push({
      ...{ id, kind: 'public' as const, name: id.toLowerCase(), members: [...people, seedIds.botUser] },
    });
  }
  return state;
}
