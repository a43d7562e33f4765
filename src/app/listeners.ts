import type { App, Receiver } from '@slack/bolt';
import type { Deps } from '../listeners/deps.ts';
import { takeMissed } from '../listeners/events/typed.ts';
import { register } from '../listeners/index.ts';
import { OpenForms } from '../listeners/open-forms.ts';
import { type Hearing, InFlight, type OnAck, ReachOutBolt, RoutingBolt } from '../slack/bolt.ts';
import { createBoltLogger } from '../slack/bolt-logger.ts';
import { slackClientOptions } from '../slack/clients.ts';
import type { Delivery } from '../slack/delivery.ts';
import { createHttpDelivery } from '../slack/http-delivery.ts';
import { installationIds } from '../slack/installed-in.ts';
import { createModals } from '../slack/modals.ts';
import { addressedTo, sharedThread } from '../slack/shared-thread.ts';
import { createWhispers } from '../slack/whispers.ts';
import type { Connect } from './connect.ts';
import type { RunningDoctor } from './doctor/running-doctor.ts';
import type { Engine } from './engine.ts';
import type { Site } from './site.ts';
import type { Slack } from './slack.ts';
import type { Store } from './store.ts';
import type { Workspace } from './workspaces.ts';

export interface Listeners {
  /** Resolves when no listener is at work. */
  idle(): Promise<void>;
}

interface Parts {
  store: Store;
  slack: Slack;
  connect: Connect;
  engine: Engine;
  doctor: RunningDoctor;
}

interface InFront {
  receiver: Receiver;
  onAck?: OnAck;
}

/** What the Bolt of a workspace hears comes from the one in front. */
const NO_RECEIVER: Receiver = { init() {}, start: async () => {}, stop: async () => {} };

/** How Slack's deliveries come in, with Bolt and the listeners behind that. */
export async function openListeners(
  { config, log, overrides, health, metrics, port, opened, stop, ending }: Site,
  { store, slack, connect, engine, doctor }: Parts,
): Promise<Listeners> {
  const { away, app, own } = slack;
  const { apiUrl, delivery: chosen, oauth } = config.slack;
  const inFlight = new InFlight();
  const idle = () => inFlight.idle();
  const onAck = (payload: string, seconds: number) => metrics.series.ack.observe({ payload }, seconds);
  const logger = createBoltLogger(log);
  const delivery =
    chosen.mode === 'http'
      ? createHttpDelivery(chosen.signingSecret, port, { logger, log })
      : await openSocket({ appToken: chosen.appToken, apiUrl });
  const options = { clientOptions: slackClientOptions(apiUrl), convoStore: false, logger } as const;

  async function openSocket(options: { appToken: string; apiUrl: string }): Promise<Delivery> {
    // Loaded by those alone who have it, with its library.
    const { createSocketDelivery } = await import('../slack/socket-delivery.ts');
    const { slackDeadlineMs: deadlineMs, proxies } = overrides;
    return createSocketDelivery({ ...options, deadlineMs, proxies }, { log, outage: away, app, idle, stop });
  }

  function depsIn(workspace: Workspace): Deps {
    const { clients, me, standing } = workspace.connection;
    const { teamId, workspaceUrl, botUserId } = me;
    const modals = createModals(clients.once);
    return {
      ...{
        context: engine.contextIn(workspace),
        engine: engine.worker,
        homes: engine.homes,
        directory: connect.directory,
        names: workspace.names,
      },
      ...{ teamId, workspaceUrl, botUserId },
      ...(connect.quickResponses && { quickResponses: connect.quickResponses }),
      examine: (place) => doctor.examine(place, workspace.context.places),
      ...{ modals, openForms: new OpenForms(modals, store.sharedForms?.(teamId)) },
      tell: (channel, text) => clients.once.chat.postMessage({ channel, text }),
      ...createWhispers(clients, log),
      turnedAway: (reason) =>
        workspace.connection === own ? standing.turnedAway(reason) : engine.workspaces.told(teamId, reason),
    };
  }

  const bolts = new WeakMap<Workspace, { bolt: App; deps: Deps }>();
  function boltIn(
    workspace: Workspace,
    { receiver, ...told }: InFront = { receiver: NO_RECEIVER },
  ): { bolt: App; deps: Deps } {
    const before = bolts.get(workspace);
    if (before) return before;
    const { token: botToken, me } = workspace.connection;
    const authorize = async () => ({ botToken, ...me });
    const bolt = new ReachOutBolt(
      { ...options, receiver, authorize },
      { me, app, arrivals: doctor.arrivals, inFlight, log, ...told },
    );
    const deps = depsIn(workspace);
    register(bolt, deps);
    const made = { bolt, deps };
    bolts.set(workspace, made);
    return made;
  }

  async function boltFor(body: unknown): Promise<App | undefined> {
    for (const id of installationIds(body)) {
      const workspace = await engine.workspaces.of(id);
      if (workspace) return boltIn(workspace).bolt;
    }
    return undefined;
  }

  /** Whoever Slack has sent it to and, in a channel that several share, all whose thread it is about. */
  async function find(body: Hearing['body']): Promise<Hearing[]> {
    const thread = sharedThread(body);
    const ids = thread ? await engine.context.reachOuts.installationsOf(thread) : [];
    const found = new Map<App, Hearing>();
    for (const one of [body, ...ids.map((id) => addressedTo(body, id))]) {
      const bolt = await boltFor(one);
      if (bolt && !found.has(bolt)) found.set(bolt, { bolt, body: one });
    }
    return [...found.values()];
  }

  const inFront = { receiver: delivery.receiver, onAck };
  const [only] = oauth ? [] : await engine.workspaces.all();
  const bolt = only
    ? boltIn(only, inFront).bolt
    : new RoutingBolt(
        { ...options, receiver: delivery.receiver, authorize: () => Promise.reject(new Error('not asked')) },
        { find, onAck, log },
      );
  opened.push(() => Promise.all([bolt.stop(), port.close(idle())]));
  // Where it is installed by OAuth, too, a token is a matter of one workspace.
  const all = oauth ? undefined : own;
  health.watch('slack', async () => {
    await all?.standing.refresh(() => all.clients.quick.auth.test());
    return { reason: all?.standing.reason ?? delivery.trouble() };
  });
  void connect.directory.refresh();
  void connect.quickResponses?.list();
  await bolt.start();
  if (config.settings.replies)
    engine.worker.onBack((since) => {
      readMissed(since).catch((error) => {
        log.warn({ err: error }, 'what was typed meanwhile could not be read');
      });
    });
  return { idle };

  async function readMissed(since: Date): Promise<void> {
    for (const workspace of await engine.workspaces.all())
      await takeMissed(boltIn(workspace).deps, since, ending);
  }
}
