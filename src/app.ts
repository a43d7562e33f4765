import { ConnectClient, type ConnectClientConfig } from '@aws-sdk/client-connect';
import type { SQSClientConfig } from '@aws-sdk/client-sqs';
import type { Dispatcher } from 'undici';
import type { Config } from './config/config.ts';
import { type Agents, createAgents } from './connect/agents.ts';
import { createDirectory } from './connect/directory.ts';
import { createGateway } from './connect/gateway.ts';
import { parseChatMessage } from './connect/inbound/chat-message.ts';
import { parseContactEvent } from './connect/inbound/contact-event.ts';
import { createInboundQueue, inboundOf } from './connect/inbound/queue.ts';
import { createTransport, type Transport } from './connect/transport.ts';
import { agentsOf } from './domain/contact/contact.ts';
import { recordNews } from './domain/contact/record-news.ts';
import type { ChatGateway } from './domain/conversation/chat-gateway.ts';
import { hear } from './domain/conversation/hear.ts';
import type { Directory } from './domain/intake/directory.ts';
import type { Clock } from './domain/kernel/clock.ts';
import type { Call, Context } from './domain/kernel/context.ts';
import type { Key } from './domain/kernel/key.ts';
import type { Log } from './domain/kernel/log.ts';
import { createOutage, type Outage } from './domain/kernel/outage.ts';
import { type ReachOutSettings, whomToAsk } from './domain/kernel/settings.ts';
import { createWorker, type Worker } from './engine/worker.ts';
import { register } from './listeners/index.ts';
import { createHealth, type Health } from './operator/health.ts';
import { openPort, type Port } from './operator/port.ts';
import { type AppId, createAppId } from './slack/app-id.ts';
import { nameAsk } from './slack/ask.ts';
import { ReachOutBolt } from './slack/bolt.ts';
import { createBoltLogger } from './slack/bolt-logger.ts';
import { createSlackClients, type SlackClients, slackClientOptions } from './slack/clients.ts';
import { createHttpDoor } from './slack/http-door.ts';
import { askIdentity, type Identity, scopesMissing } from './slack/identity.ts';
import { InFlight } from './slack/in-flight.ts';
import { createModals } from './slack/modals.ts';
import { createPeople } from './slack/people.ts';
import { createPlaces } from './slack/places.ts';
import { createPoster } from './slack/poster.ts';
import { explainBotToken, explainFailure, refusalOf } from './slack/refusal.ts';
import { createSocketDoor } from './slack/socket-door.ts';
import { createStanding, type Standing } from './slack/standing.ts';
import { untilAnswered } from './slack/until-answered.ts';
import { createWhispers } from './slack/whispers.ts';
import { startDatabaseClock } from './store/clock.ts';
import { createContacts } from './store/contacts.ts';
import { findFault, openDatabase } from './store/database.ts';
import { readKeyFile } from './store/embedded/key-file.ts';
import { migrate } from './store/migrate.ts';
import { createPace } from './store/pace.ts';
import { clearLeases, createReachOuts, markBehind } from './store/reach-outs.ts';
import { createReplyModes } from './store/reply-modes.ts';
import { createVault } from './store/vault.ts';
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
  /** By which way the socket of Socket Mode is opened. */
  dispatcher?: Dispatcher;
  /** In place of the database's. */
  clock?: Clock;
  /** Ends the start, however far it is. */
  stop?: AbortSignal;
}

/** What every part is made of: how it is set up, what watches it, and where it says what to close again. */
interface Site {
  config: Config;
  log: Log;
  overrides: Overrides;
  health: Health;
  port: Port;
  /** Closed in reverse. */
  opened: (() => Promise<unknown>)[];
  /** Ends whatever the start waits for. */
  stop: AbortSignal;
  /** Aborts when the app begins to stop. */
  ending: AbortSignal;
}

/** Puts the app together and starts it. Whatever was opened before a failure is closed again. */
export async function startApp(config: Config, log: Log, overrides: Overrides = {}): Promise<ReachOutApp> {
  overrides.stop?.throwIfAborted();
  const failed = new AbortController();
  const health = createHealth();
  const port = await openPort(config.port, health.routes);
  const opened = [() => port.close()];
  const stop = AbortSignal.any([failed.signal, ...(overrides.stop ? [overrides.stop] : [])]);
  const ending = new AbortController();
  const site: Site = { config, log, overrides, health, port, opened, stop, ending: ending.signal };
  const close = async () => {
    ending.abort();
    // What cannot be closed, say because the database is away, keeps nothing else open.
    for (const one of opened.reverse().splice(0))
      await one().catch((error) => log.warn({ err: error }, 'not closed in good order'));
  };
  try {
    const opening = [openStorage(site), connectOutside(site)] as const;
    for (const part of opening) part.catch((error) => failed.abort(error));
    await Promise.allSettled(opening);
    const [storage, outside] = await Promise.all(opening);
    stop.throwIfAborted();
    const engine = startEngine(site, storage, outside);
    const doors = await openDoors(site, outside, engine);
    const { replies } = config.settings;
    log.info(
      {
        port: port.number,
        mode: config.slack.delivery.mode,
        database: config.database.kind,
        conversations: replies !== undefined,
        ...(replies && { replies: replies.mode }),
      },
      'Reach Out is running',
    );
    const drain = async () => {
      do {
        await doors.idle();
        await engine.worker.idle();
      } while (await storage.reachOuts.isAnyDue());
    };
    return { port: port.number, stop: close, drain };
  } catch (error) {
    await close();
    throw error;
  }
}

type Storage = Pick<Context, 'clock' | 'reachOuts' | 'contacts' | 'replyModes' | 'pace'>;

async function openStorage({ config, log, overrides, health, opened }: Site): Promise<Storage> {
  health.watch('database', () => ({ reason: 'The database is being opened.' }));
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
  if (config.messagesTopicArn) await markBehind(kysely, clock);
  health.watch('database', async () => ({ reason: await findFault(database) }));
  return {
    clock,
    reachOuts: createReachOuts(kysely, clock, createVault(keysOf(config))),
    contacts: createContacts(kysely, clock),
    replyModes: createReplyModes(kysely, clock),
    pace: createPace(kysely, clock, config.startBucket),
  };
}

/** Those that are set, and the embedded database's own, which still opens what it sealed before any was set. */
function keysOf({ database, encryptionKeys, messagesTopicArn }: Config): Key[] {
  if (database.kind === 'postgres' || !messagesTopicArn) return encryptionKeys;
  return [...encryptionKeys, readKeyFile(database.directory)];
}

interface Outside {
  slack: SlackClients;
  standing: Standing;
  /** That Slack can't be reached where nothing works without it. */
  away: Outage;
  me: Identity;
  app: AppId;
  settings: ReachOutSettings;
  connect: { client: ConnectClient; transport: Transport };
  chats?: ChatGateway;
  directory: Directory;
  agents: Agents;
  names: Names;
}

/** SQS answers every 20 s at the latest; what happens in so long a silence is looked up by other ways. */
const MOST_STILL_MS = 5 * 60_000;

/** A page of a thousand flows is shorter by far. */
const MOST_CONNECT_BYTES = 2_000_000;

/** Ten messages of a mebibyte each, as JSON. */
const MOST_QUEUE_BYTES = 24_000_000;

async function connectOutside(site: Site): Promise<Outside> {
  const { config, log, overrides, health, opened, stop } = site;
  const { botToken, apiUrl } = config.slack;
  const standing = createStanding(log);
  const away = createOutage(log, 'Slack can be reached again');
  health.watch('slack', () => ({ reason: away.reason ?? 'Slack is being asked who this is.' }));
  const app = createAppId();
  const slack = createSlackClients(botToken, apiUrl, standing, app, overrides.slackDeadlineMs);
  const transport = createTransport(MOST_CONNECT_BYTES);
  const client = new ConnectClient({
    ...overrides.connect,
    requestHandler: transport.handler,
    maxAttempts: 1,
  });
  opened.push(async () => client.destroy());
  const me = await untilAnswered(() => askIdentity(slack.once, app), {
    ...{ outage: away, stop },
    explain: (error) => explainFailure(error, apiUrl, explainBotToken),
    isFinal: (error) => refusalOf(error) !== undefined,
  });
  const missing = config.messagesTopicArn ? scopesMissing(me) : [];
  if (missing.length > 0)
    log.warn(
      { missing },
      'the Slack app was installed without conversations: install it again from manifest/manifest.conversations.json',
    );
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
  const chats = await createChats(site, client, transport, settings.instanceId);
  return {
    ...(chats && { chats }),
    slack,
    standing,
    away,
    me,
    app,
    settings,
    connect: { client, transport },
    directory,
    agents,
    names,
  };
}

/** Its client is loaded by those alone who have conversations. */
async function createChats(
  { config, log, overrides, opened }: Site,
  client: ConnectClient,
  transport: Transport,
  instanceId: string,
): Promise<ChatGateway | undefined> {
  const { messagesTopicArn: topicArn } = config;
  if (!topicArn) return undefined;
  const { createChatGateway } = await import('./connect/chat/chat-gateway.ts');
  const options = { client, transport, instanceId, topicArn, log, deadlineMs: overrides.connectDeadlineMs };
  const chats = createChatGateway({ ...options, participant: overrides.connect ?? {} });
  opened.push(async () => chats.close());
  return chats;
}

interface Engine {
  context: Omit<Context, 'actor'>;
  worker: Worker;
}

function startEngine(
  site: Site,
  storage: Storage,
  { slack, me, settings, connect, chats, agents, names }: Outside,
): Engine {
  const { config, log, overrides, health, opened, ending } = site;
  const { allowedUsers, maxAgeMinutes, eventsQueueUrl } = config;
  const hasConversations = chats !== undefined;
  const context: Engine['context'] = {
    ...storage,
    log,
    settings,
    gateway: createGateway({
      ...connect,
      instanceId: settings.instanceId,
      log,
      deadlineMs: overrides.connectDeadlineMs,
      stop: ending,
    }),
    ...(chats && { chats }),
    poster: createPoster(slack.once, names, log, ({ contact }) => agents.learn(agentsOf(contact))),
    people: createPeople(slack.quick, me.teamId, allowedUsers),
    places: createPlaces(slack.quick),
  };
  const rules = { maxAgeMinutes, hasContactEvents: eventsQueueUrl !== undefined, hasConversations };
  const worker = createWorker({ ...context, actor: { kind: 'engine' } }, rules);
  worker.start();
  opened.push(() => worker.stop());
  if (eventsQueueUrl) {
    const ctx: Context = { ...context, actor: { kind: 'contact_event' } };
    const { handler } = createTransport(MOST_QUEUE_BYTES);
    const aws = { ...overrides.sqs, requestHandler: handler };
    const { clock } = context;
    const taking =
      <T>(verb: (call: Call<T>) => Promise<unknown>) =>
      async (input: T) => {
        await verb({ ctx, input });
        worker.wake();
      };
    const events = createInboundQueue({ url: eventsQueueUrl, aws, log, clock }, [
      inboundOf((body) => parseContactEvent(body, settings.instanceId), taking(recordNews)),
      ...(chats ? [inboundOf(parseChatMessage, taking(hear))] : []),
    ]);
    events.start();
    opened.push(() => events.stop());
    health.watch('contact_events', () => {
      const isStill = clock.now().getTime() - events.wellUntil().getTime() > MOST_STILL_MS;
      return {
        details: { contact_events_read_at: events.readAt().toISOString() },
        reason: isStill ? (events.reason() ?? 'The queue of contact events stands still.') : undefined,
      };
    });
  }
  return { context, worker };
}

interface Doors {
  /** Resolves when no listener is at work. */
  idle(): Promise<void>;
}

async function openDoors(
  { config, log, overrides, health, port, opened, stop }: Site,
  { slack, standing, away, me, app, directory, names }: Outside,
  { context, worker }: Engine,
): Promise<Doors> {
  const { apiUrl, botToken, delivery } = config.slack;
  const { teamId, workspaceUrl, botUserId } = me;
  const inFlight = new InFlight();
  const idle = () => inFlight.idle();
  const logger = createBoltLogger(log);
  const door =
    delivery.mode === 'http'
      ? createHttpDoor(delivery.signingSecret, port, { logger, log })
      : createSocketDoor(
          {
            ...{ appToken: delivery.appToken, apiUrl },
            ...{ deadlineMs: overrides.slackDeadlineMs, dispatcher: overrides.dispatcher },
          },
          { log, outage: away, app, idle, stop },
        );
  const bolt = new ReachOutBolt(
    {
      receiver: door.receiver,
      authorize: async () => ({ botToken, ...me }),
      clientOptions: slackClientOptions(apiUrl),
      convoStore: false,
      logger,
    },
    me,
    app,
    log,
  );
  bolt.use(({ next }) => inFlight.track(next()));
  register(bolt, {
    ...{ context, engine: worker, directory, names, teamId, workspaceUrl, botUserId },
    modals: createModals(slack.once),
    tell: (channel, text) => slack.once.chat.postMessage({ channel, text }),
    ...createWhispers(slack, log),
    turnedAway: (reason) => standing.turnedAway(reason),
  });
  opened.push(() => Promise.all([bolt.stop(), port.close(idle())]));
  health.watch('slack', async () => {
    await standing.refresh(() => slack.quick.auth.test());
    return { reason: standing.reason ?? door.trouble() };
  });
  await bolt.start();
  return { idle };
}
