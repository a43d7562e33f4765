import type { Server } from 'node:http';
import { ConnectClient, type ConnectClientConfig } from '@aws-sdk/client-connect';
import type { SQSClientConfig } from '@aws-sdk/client-sqs';
import { App as BoltApp } from '@slack/bolt';
import type { Config } from './config/config.ts';
import { createDirectory, type Directory } from './connect/directory.ts';
import { createGateway } from './connect/gateway.ts';
import { createEventsConsumer } from './connect/inbound/queue.ts';
import { recordContactNews } from './domain/contact/record-news.ts';
import type { Context } from './domain/kernel/context.ts';
import type { Log } from './domain/kernel/ports.ts';
import { startConfirmed } from './domain/reach-out/start-contact.ts';
import { createFollower } from './jobs/follower.ts';
import { createRelay } from './jobs/relay.ts';
import { createRunner } from './jobs/runner.ts';
import { createStarter } from './jobs/starter.ts';
import { register } from './listeners/index.ts';
import { createHealth } from './operator/health.ts';
import { createAccess } from './slack/access.ts';
import { createBoltLogger } from './slack/bolt-logger.ts';
import { createSlackClients, slackClientOptions } from './slack/clients.ts';
import { closeDoor } from './slack/close-door.ts';
import { createIdentity } from './slack/identity.ts';
import { InFlight } from './slack/in-flight.ts';
import { createMembership } from './slack/membership.ts';
import { slackErrorOf } from './slack/outcome.ts';
import { createThread } from './slack/poster.ts';
import { createDoor } from './slack/receiver.ts';
import { openDatabase } from './store/database.ts';
import { hasDueWork, recoverAfterCrash, startBoss } from './store/job-queue.ts';
import { migrate } from './store/migrate.ts';
import { createStore } from './store/store.ts';
import type { Names } from './views/names.ts';

export interface ReachOutApp {
  /** The port that Slack and operators reach it on. */
  port: number;
  /** Resolves when no work is due or in hand; for tests. */
  drain(): Promise<void>;
  /** Takes no more requests, finishes what is in hand, closes everything. */
  stop(): Promise<void>;
}

/** What may be replaced, beside the configuration. */
export interface Overrides {
  /** Joins what the AWS SDK reads from the environment. */
  connect?: ConnectClientConfig;
  sqs?: SQSClientConfig;
  /** How long an answer of Amazon Connect is waited for; 10,000 ms by default. */
  connectDeadlineMs?: number;
  /** The same for Slack. */
  slackDeadlineMs?: number;
}

/** Puts the app together and starts it. Whatever was opened before a failure is closed again. */
export async function startApp(config: Config, log: Log, overrides: Overrides = {}): Promise<ReachOutApp> {
  const opened: (() => Promise<unknown>)[] = [];
  const closeAll = async () => {
    // What cannot be closed, say because the database is away, keeps nothing else open.
    for (const close of opened.reverse().splice(0))
      await close().catch((error) => log.warn({ err: error }, 'not closed in good order'));
  };
  try {
    return await compose(config, log, overrides, opened, closeAll);
  } catch (error) {
    await closeAll();
    throw error;
  }
}

function namesFrom(directory: Directory): Names {
  return {
    queue: (id) => directory.nameOf('queues', id),
    flow: (id) => directory.nameOf('flows', id),
    contactUrl: (id) => directory.contactUrl(id),
  };
}

async function compose(
  config: Config,
  log: Log,
  overrides: Overrides,
  opened: (() => Promise<unknown>)[],
  stop: () => Promise<void>,
): Promise<ReachOutApp> {
  const { settings } = config;
  const database = await openDatabase(
    config.database,
    (error) => log.warn({ err: error }, 'database connection lost'),
    {
      onBegunAnew: (directory) =>
        log.warn({ directory }, 'the database is gone from its directory; Reach Out begins anew'),
    },
  );
  opened.push(() => database.close());
  await migrate(database.kysely);
  const boss = await startBoss(database, log);
  opened.push(() => boss.stop({ graceful: false }));
  if (database.kind === 'embedded') await recoverAfterCrash(database.kysely);

  const slack = createSlackClients(config.slack.botToken, config.slack.apiUrl, overrides.slackDeadlineMs);
  const connect = new ConnectClient({ ...overrides.connect, maxAttempts: 1 });
  opened.push(async () => connect.destroy());
  const directory = createDirectory(connect, settings.instanceId, log);
  const names = namesFrom(directory);
  const store = createStore(database.kysely, boss, config.startBucket, (queue, seconds) =>
    runner.expect(queue, seconds),
  );
  const relay = createRelay(store.outbox, log);
  const starter = createStarter(relay, log, (confirmed) =>
    startConfirmed({ ctx: { ...context, actor: { kind: 'job', name: 'start-contact' } }, input: confirmed }),
  );
  const context: Omit<Context, 'actor'> = {
    starter,
    store,
    gateway: createGateway(connect, settings.instanceId, log, overrides.connectDeadlineMs),
    thread: createThread(slack.once, names, log),
    log,
    rules: { maxAgeMinutes: config.maxAgeMinutes, hasContactEvents: config.eventsQueueUrl !== undefined },
  };
  const runner = createRunner(boss, context);
  const follower = createFollower(context);

  const identity = createIdentity(slack.once);
  const me = await identity().catch((error) => {
    const refusal = slackErrorOf(error);
    if (refusal)
      throw new Error(
        `Slack refuses SLACK_BOT_TOKEN (${refusal}). Copy it again from your app's "Install App" page.`,
      );
    throw new Error(`Slack can't be reached at ${config.slack.apiUrl}. Check the network and SLACK_API_URL.`);
  });
  const health = createHealth(database, () => door.isConnected());
  const logger = createBoltLogger(log);
  const door = createDoor(config.slack, config.port, health.routes, logger);
  const bolt = new BoltApp({
    receiver: door.receiver,
    authorize: async () => ({
      botToken: config.slack.botToken,
      botId: me.botId,
      botUserId: me.botUserId,
      teamId: me.teamId,
    }),
    clientOptions: slackClientOptions(config.slack.apiUrl),
    convoStore: false,
    logger,
  });
  const inFlight = new InFlight();
  bolt.use(({ next }) => inFlight.track(next()));
  register(bolt, {
    context,
    settings,
    directory,
    client: slack.once,
    access: createAccess(slack.quick, config.allowedUsers),
    membership: createMembership(slack.quick),
    names,
    workspaceUrl: () => me.workspaceUrl,
    teamId: () => me.teamId,
  });

  await runner.start();
  relay.start();
  opened.push(() => Promise.all([runner.stop(), relay.stop(), starter.stop()]));
  follower.start();
  opened.push(() => follower.stop());
  if (config.eventsQueueUrl) {
    const events = createEventsConsumer(
      { queueUrl: config.eventsQueueUrl, instanceId: settings.instanceId, aws: overrides.sqs ?? {} },
      (news) => recordContactNews({ ctx: { ...context, actor: { kind: 'contact_event' } }, input: news }),
      log,
    );
    events.start();
    opened.push(() => events.stop());
  }
  const server = (await bolt.start()) as Server;
  opened.push(() => closeDoor(bolt, server, inFlight));
  void directory.refresh();
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : config.port;
  const drain = async () => {
    do {
      await inFlight.idle();
      await starter.idle();
    } while (await hasDueWork(database.kysely));
  };
  log.info({ port, mode: config.slack.delivery.mode, database: database.kind }, 'Reach Out is running');
  return { port, stop, drain };
}
