import type { Server } from 'node:http';
import { ConnectClient, type ConnectClientConfig } from '@aws-sdk/client-connect';
import type { SQSClientConfig } from '@aws-sdk/client-sqs';
import { App as BoltApp } from '@slack/bolt';
import type { Config } from './config/config.ts';
import { type Agents, createAgents } from './connect/agents.ts';
import { createDirectory } from './connect/directory.ts';
import { createGateway } from './connect/gateway.ts';
import { parseContactEvent } from './connect/inbound/contact-event.ts';
import { createInboundQueue } from './connect/inbound/queue.ts';
import { requireRegion } from './connect/region.ts';
import { createTransport, type Transport } from './connect/transport.ts';
import { agentsOf } from './domain/contact/contact.ts';
import { recordNews } from './domain/contact/record-news.ts';
import type { Directory } from './domain/intake/directory.ts';
import type { Clock } from './domain/kernel/clock.ts';
import type { Context } from './domain/kernel/context.ts';
import type { Log } from './domain/kernel/log.ts';
import { type ReachOutSettings, whomToAsk } from './domain/kernel/settings.ts';
import { createWorker, type Worker } from './engine/worker.ts';
import { register } from './listeners/index.ts';
import { createHealth } from './operator/health.ts';
import { nameAsk } from './slack/ask.ts';
import { createBoltLogger } from './slack/bolt-logger.ts';
import { createSlackClients, type SlackClients, slackClientOptions } from './slack/clients.ts';
import { closeDoor } from './slack/close-door.ts';
import { askIdentity, type Identity } from './slack/identity.ts';
import { InFlight } from './slack/in-flight.ts';
import { createModals } from './slack/modals.ts';
import { createPeople } from './slack/people.ts';
import { createPlaces } from './slack/places.ts';
import { createPoster } from './slack/poster.ts';
import { createDoor } from './slack/receiver.ts';
import { startDatabaseClock } from './store/clock.ts';
import { createContacts } from './store/contacts.ts';
import { type Database, findFault, openDatabase } from './store/database.ts';
import { migrate } from './store/migrate.ts';
import { createPace } from './store/pace.ts';
import { clearLeases, createReachOuts } from './store/reach-outs.ts';
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
  /** In place of the database's. */
  clock?: Clock;
}

/** What every part is made of: how it is set up, and where it says what to close again. */
interface Site {
  config: Config;
  log: Log;
  overrides: Overrides;
  /** Closed in reverse. */
  opened: (() => Promise<unknown>)[];
}

/** Puts the app together and starts it. Whatever was opened before a failure is closed again. */
export async function startApp(config: Config, log: Log, overrides: Overrides = {}): Promise<ReachOutApp> {
  const site: Site = { config, log, overrides, opened: [] };
  const stop = async () => {
    // What cannot be closed, say because the database is away, keeps nothing else open.
    for (const close of site.opened.reverse().splice(0))
      await close().catch((error) => log.warn({ err: error }, 'not closed in good order'));
  };
  try {
    const opening = [openStorage(site), connectOutside(site)] as const;
    await Promise.allSettled(opening);
    const [storage, outside] = await Promise.all(opening);
    const engine = startEngine(site, storage, outside);
    const doors = await openDoors(site, storage, outside, engine);
    log.info(
      { port: doors.port, mode: config.slack.delivery.mode, database: config.database.kind },
      'Reach Out is running',
    );
    const drain = async () => {
      do {
        await doors.idle();
        await engine.worker.idle();
      } while (await storage.reachOuts.isAnyDue());
    };
    return { port: doors.port, stop, drain };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Storage extends Pick<Context, 'clock' | 'reachOuts' | 'contacts' | 'pace'> {
  database: Database;
}

async function openStorage({ config, log, overrides, opened }: Site): Promise<Storage> {
  const database = await openDatabase(
    config.database,
    (error) => log.warn({ err: error }, 'database connection lost'),
    {
      onBegunAnew: (directory) =>
        log.warn({ directory }, 'the database is gone from its directory; Reach Out begins anew'),
    },
  );
  opened.push(() => database.close());
  const { kysely } = database;
  await migrate(kysely);
  if (database.kind === 'embedded') await clearLeases(kysely);
  let { clock } = overrides;
  if (!clock) {
    const kept = await startDatabaseClock(kysely, log);
    opened.push(async () => kept.stop());
    clock = kept;
  }
  return {
    clock,
    reachOuts: createReachOuts(kysely, clock),
    contacts: createContacts(kysely, clock),
    pace: createPace(kysely, clock, config.startBucket),
    database,
  };
}

interface Outside {
  slack: SlackClients;
  me: Identity;
  settings: ReachOutSettings;
  connect: { client: ConnectClient; transport: Transport };
  directory: Directory;
  agents: Agents;
  names: Names;
}

/** A page of a thousand flows is shorter by far. */
const MOST_CONNECT_BYTES = 2_000_000;

/** Ten messages of a mebibyte each, as JSON. */
const MOST_QUEUE_BYTES = 24_000_000;

async function connectOutside({ config, log, overrides, opened }: Site): Promise<Outside> {
  const { botToken, apiUrl } = config.slack;
  const slack = createSlackClients(botToken, apiUrl, overrides.slackDeadlineMs);
  const transport = createTransport(MOST_CONNECT_BYTES);
  const client = new ConnectClient({
    ...overrides.connect,
    requestHandler: transport.handler,
    maxAttempts: 1,
  });
  opened.push(async () => client.destroy());
  await requireRegion(client);
  const me = await askIdentity(slack.once, apiUrl);
  const settings: ReachOutSettings = {
    ...config.settings,
    ...(config.ask && { ask: await nameAsk(slack.once, config.ask, log) }),
  };
  const directory = createDirectory(client, settings.instanceId, log);
  const agents = createAgents(client, settings.instanceId, log);
  const names: Names = {
    queue: (id) => directory.nameOf('queues', id),
    flow: ({ channel, contactFlowId }) =>
      contactFlowId === settings.channels[channel]?.flowId
        ? undefined
        : directory.nameOf('flows', contactFlowId),
    agent: (id) => agents.nameOf(id),
    contactUrl: (id) => directory.contactUrl(id),
    offers: (channel) => settings.channels[channel] !== undefined,
    maxAgeMinutes: config.maxAgeMinutes,
    ask: whomToAsk(settings).markup,
  };
  void directory.refresh();
  return { slack, me, settings, connect: { client, transport }, directory, agents, names };
}

interface Engine {
  context: Omit<Context, 'actor'>;
  worker: Worker;
}

function startEngine(
  site: Site,
  { database: _, ...storage }: Storage,
  { slack, me, settings, connect, agents, names }: Outside,
): Engine {
  const { config, log, overrides, opened } = site;
  const { allowedUsers, maxAgeMinutes, eventsQueueUrl } = config;
  const context: Engine['context'] = {
    ...storage,
    log,
    settings,
    gateway: createGateway({
      ...connect,
      instanceId: settings.instanceId,
      log,
      deadlineMs: overrides.connectDeadlineMs,
    }),
    poster: createPoster(slack.once, names, log, ({ contact }) => agents.learn(agentsOf(contact))),
    people: createPeople(slack.quick, me.teamId, allowedUsers),
    places: createPlaces(slack.quick),
  };
  const rules = { maxAgeMinutes, hasContactEvents: eventsQueueUrl !== undefined };
  const worker = createWorker({ ...context, actor: { kind: 'engine' } }, rules);
  worker.start();
  opened.push(() => worker.stop());
  if (eventsQueueUrl) {
    const ctx: Context = { ...context, actor: { kind: 'contact_event' } };
    const { handler } = createTransport(MOST_QUEUE_BYTES);
    const aws = { ...overrides.sqs, requestHandler: handler };
    const events = createInboundQueue({ url: eventsQueueUrl, aws, log }, [
      {
        parse: (body) => parseContactEvent(body, settings.instanceId),
        async take(input) {
          await recordNews({ ctx, input });
          worker.wake();
        },
      },
    ]);
    events.start();
    opened.push(() => events.stop());
  }
  return { context, worker };
}

interface Doors {
  port: number;
  /** Resolves when no listener is at work. */
  idle(): Promise<void>;
}

async function openDoors(
  { config, log, opened }: Site,
  { database }: Storage,
  { slack, me, directory, names }: Outside,
  { context, worker }: Engine,
): Promise<Doors> {
  const health = createHealth(
    () => findFault(database),
    () => door.isConnected(),
  );
  const logger = createBoltLogger(log);
  const door = createDoor(config.slack, config.port, health.routes, logger);
  const bolt = new BoltApp({
    receiver: door.receiver,
    authorize: async () => ({ botToken: config.slack.botToken, ...me }),
    clientOptions: slackClientOptions(config.slack.apiUrl),
    convoStore: false,
    logger,
  });
  const inFlight = new InFlight();
  bolt.use(({ next }) => inFlight.track(next()));
  const { teamId, workspaceUrl } = me;
  register(bolt, {
    ...{ context, engine: worker, directory, names, workspaceUrl, teamId },
    modals: createModals(slack.once),
    tell: (channel, text) => slack.once.chat.postMessage({ channel, text }),
  });
  const server = (await bolt.start()) as Server;
  opened.push(() => closeDoor(bolt, server, inFlight));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : config.port;
  return { port, idle: () => inFlight.idle() };
}
