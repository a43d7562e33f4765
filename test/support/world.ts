import fs from 'node:fs';
import { type Overrides, type ReachOutApp, startApp } from '../../src/app.ts';
import { parseConfig } from '../../src/config/config.ts';
import { createLog } from '../../src/config/log.ts';
import {
  SANDBOX_CREDENTIALS,
  type SimulatedConnect,
  type SimulatedConnectOptions,
  startSimulatedConnect,
} from '../../src/sandbox/connect/index.ts';
import { type SimulatedQConnect, startSimulatedQConnect } from '../../src/sandbox/qconnect/index.ts';
import {
  type SimulatedSlack,
  type SimulatedSlackOptions,
  startSimulatedSlack,
} from '../../src/sandbox/slack/index.ts';
import { readJson } from '../manifest/read-json.ts';
import { startBalancer } from './balancer.ts';
import { type TurnedClock, turnedClock } from './clock.ts';
import { preparedDataDirectory } from './embedded.ts';
import { connectEnvironment, slackEnvironment } from './environment.ts';
import { expectNothingPersonal } from './nothing-personal.ts';
import { borrowDatabase, query, rowsOf, tablesOf } from './postgres.ts';

export interface WorldOptions {
  mode?: 'http' | 'socket';
  database?: 'embedded' | 'postgres';
  env?: Record<string, string>;
  slack?: SimulatedSlackOptions;
  connect?: SimulatedConnectOptions;
  /** Where contact events come from, when the environment names its queue. */
  sqs?: { url: string };
  /** The app's, which others may share. */
  clock?: TurnedClock;
  overrides?: Overrides;
}

/** The real app on a real database, between a Slack and an Amazon Connect that are simulated on sockets. */
export interface World {
  slack: SimulatedSlack;
  connect: SimulatedConnect;
  /** Asked by an app whose environment names a knowledge base. */
  qconnect: SimulatedQConnect;
  app: ReachOutApp;
  /** Everything that the app has logged. */
  logged(): string;
  /** A statement on the database beside the app; on PostgreSQL only. */
  sql<Row extends object>(statement: string, values?: unknown[]): Promise<Row[]>;
  /** The app's clock. */
  now(): Date;
  /** Turns it forward, or back, and Slack's with it. Amazon Connect's stays, so more than five minutes is a lie to it. */
  turn(seconds: number): void;
  /** Lets something take no time by that clock, however slow the machine is. */
  holding<T>(during: () => Promise<T>): Promise<T>;
  /** Stops the app and starts it anew on the same database; `meanwhile` happens while it is down. */
  restart(meanwhile?: () => Promise<unknown>): Promise<void>;
  /**
   * Starts another instance beside the app; on PostgreSQL only. In Socket Mode Slack asks each in its turn; over HTTP it
   * asks the app, or goes by a balancer that does the same.
   */
  another(how?: { isBalanced: boolean }): Promise<ReachOutApp>;
  stop(): Promise<void>;
}

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const { mode = 'http', overrides, clock = turnedClock() } = options;
  const slack = await startSimulatedSlack({
    manifest: readJson('manifest/manifest.json'),
    ...{ now: () => clock.now().getTime(), signatureNow: Date.now },
    ...options.slack,
  });
  const qconnect = await startSimulatedQConnect();
  const connect = await startSimulatedConnect({ quotas: 'off', templates: qconnect, ...options.connect });
  const storage = await prepareStorage(options.database ?? 'embedded');
  const lines: string[] = [];
  const log = createLog('debug', { write: (line) => void lines.push(line) });
  const config = parseConfig({
    ...slackEnvironment(slack, mode),
    ...connectEnvironment(connect.seed),
    ...storage.env,
    PORT: '0',
    ...options.env,
  });
  const others: ReachOutApp[] = [];
  const closing: (() => void)[] = [];
  const begin = () =>
    startApp(config, log, {
      ...(options.sqs && {
        sqs: { endpoint: options.sqs.url, region: connect.seed.region, credentials: SANDBOX_CREDENTIALS },
      }),
      clock,
      ...overrides,
      connect: {
        endpoint: connect.url,
        region: connect.seed.region,
        credentials: SANDBOX_CREDENTIALS,
        ...overrides?.connect,
      },
      qconnect: { endpoint: qconnect.url, region: connect.seed.region, credentials: SANDBOX_CREDENTIALS },
    });
  const start = async () => {
    const app = await begin();
    slack.deliverTo(
      mode === 'http' ? { url: `http://127.0.0.1:${app.port}/slack/events` } : { socketMode: true },
    );
    return app;
  };
  const world: World = {
    slack,
    connect,
    qconnect,
    app: await start(),
    logged: () => lines.join(''),
    sql: storage.sql,
    now: clock.now,
    turn: clock.turn,
    holding: clock.holding,
    async restart(meanwhile) {
      await world.app.stop();
      await meanwhile?.();
      world.app = await start();
    },
    async another(how) {
      const other = await begin();
      others.push(other);
      if (how?.isBalanced && mode === 'http') {
        const balancer = await startBalancer([world.app.port, other.port]);
        closing.push(balancer.stop);
        slack.deliverTo({ url: `${balancer.url}/slack/events` });
      }
      return other;
    },
    async stop() {
      await Promise.all([world.app, ...others].map((app) => app.stop()));
      for (const close of closing) close();
      const stored = await storage.stored({ isSealed: config.encryptionKeys.length > 0 });
      expectNothingPersonal([...lines, ...stored], { slack, connect });
      await slack.stop();
      await connect.stop();
      await qconnect.stop();
      await storage.remove();
    },
  };
  return world;
}

interface Storage {
  env: Record<string, string>;
  sql: World['sql'];
  /** The audit trail and, where it is sealed, all else that is stored, a row a line; on PostgreSQL only. */
  stored(how: { isSealed: boolean }): Promise<string[]>;
  remove(): Promise<void>;
}

async function prepareStorage(kind: 'embedded' | 'postgres'): Promise<Storage> {
  if (kind === 'postgres') {
    const { url, giveBack } = await borrowDatabase();
    return {
      env: { DATABASE_URL: url },
      sql: (statement, values) => query(url, statement, values),
      stored: async ({ isSealed }) => rowsOf(url, isSealed ? await tablesOf(url) : ['audit_entry']),
      remove: giveBack,
    };
  }
  const directory = await preparedDataDirectory({ isInMemory: true });
  return {
    env: { DATA_DIR: directory },
    stored: async () => [],
    sql: () => Promise.reject(new Error('The embedded database has no second way in: use postgres')),
    remove: async () => fs.rmSync(directory, { recursive: true, force: true }),
  };
}
