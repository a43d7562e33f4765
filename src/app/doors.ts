import type { Deps } from '../listeners/deps.ts';
import { takeMissed } from '../listeners/events/typed.ts';
import { register } from '../listeners/index.ts';
import { timingAcks } from '../slack/ack-times.ts';
import { ReachOutBolt } from '../slack/bolt.ts';
import { createBoltLogger } from '../slack/bolt-logger.ts';
import { slackClientOptions } from '../slack/clients.ts';
import { createHttpDoor } from '../slack/http-door.ts';
import { InFlight } from '../slack/in-flight.ts';
import { createModals } from '../slack/modals.ts';
import { createSocketDoor } from '../slack/socket-door.ts';
import { createWhispers } from '../slack/whispers.ts';
import type { Names } from '../views/names.ts';
import type { Connect } from './connect.ts';
import type { Engine } from './engine.ts';
import type { RunningDoctor } from './running-doctor.ts';
import type { Site } from './site.ts';
import type { Slack } from './slack.ts';

export interface Doors {
  /** Resolves when no listener is at work. */
  idle(): Promise<void>;
}

interface Parts {
  slack: Slack;
  connect: Connect;
  engine: Engine;
  names: Names;
  doctor: RunningDoctor;
}

/** The door by which Slack comes in, with Bolt and the listeners behind it. */
export async function openDoors(
  { config, log, overrides, health, metrics, port, opened, stop, ending }: Site,
  { slack, connect, engine, names, doctor }: Parts,
): Promise<Doors> {
  const { clients, standing, away, me, app } = slack;
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
      receiver: timingAcks(door.receiver, (payload, seconds) =>
        metrics.series.ack.observe({ payload }, seconds),
      ),
      authorize: async () => ({ botToken, ...me }),
      clientOptions: slackClientOptions(apiUrl),
      convoStore: false,
      logger,
    },
    { me, app, arrivals: doctor.arrivals, log },
  );
  bolt.use(({ next }) => inFlight.track(next()));
  const deps: Deps = {
    ...{
      context: engine.context,
      engine: engine.worker,
      homes: engine.homes,
      directory: connect.directory,
      names,
    },
    ...{ teamId, workspaceUrl, botUserId },
    ...(connect.quickResponses && { quickResponses: connect.quickResponses }),
    examine: doctor.examine,
    modals: createModals(clients.once),
    tell: (channel, text) => clients.once.chat.postMessage({ channel, text }),
    ...createWhispers(clients, log),
    turnedAway: (reason) => standing.turnedAway(reason),
  };
  register(bolt, deps);
  opened.push(() => Promise.all([bolt.stop(), port.close(idle())]));
  health.watch('slack', async () => {
    await standing.refresh(() => clients.quick.auth.test());
    return { reason: standing.reason ?? door.trouble() };
  });
  void connect.directory.refresh();
  void connect.quickResponses?.list();
  await bolt.start();
  if (config.settings.replies)
    engine.worker.onBack((since) => {
      takeMissed(deps, since, ending).catch((error) => {
        log.warn({ err: error }, 'what was typed meanwhile could not be read');
      });
    });
  return { idle };
}
