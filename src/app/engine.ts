import { agentsOf } from '../domain/contact/contact.ts';
import type { Context } from '../domain/kernel/context.ts';
import { createWorker, type Worker } from '../engine/worker.ts';
import { createPeople } from '../slack/people.ts';
import { createPlaces } from '../slack/places.ts';
import { createPoster } from '../slack/poster.ts';
import type { Names } from '../views/names.ts';
import type { Connect } from './connect.ts';
import type { Site } from './site.ts';
import type { Slack } from './slack.ts';
import type { Store } from './store.ts';

export interface Engine {
  context: Omit<Context, 'actor'>;
  worker: Worker;
}

interface Parts {
  store: Store;
  slack: Slack;
  connect: Connect;
  names: Names;
}

/** The worker, and the context that it and every listener work with. */
export function startEngine({ config, log, opened }: Site, { store, slack, connect, names }: Parts): Engine {
  const { maxAgeMinutes, eventsQueueUrl, allowedUsers } = config;
  const { clients, me, settings } = slack;
  const { gateway, chats, agents } = connect;
  const context: Engine['context'] = {
    ...store,
    ...{ log, settings, gateway },
    ...(chats && { chats }),
    poster: createPoster(clients.once, names, log, ({ contact }) => agents.learn(agentsOf(contact))),
    people: createPeople(clients.quick, me.teamId, allowedUsers),
    places: createPlaces(clients.quick),
  };
  const worker = createWorker(
    { ...context, actor: { kind: 'engine' } },
    {
      maxAgeMinutes,
      hasContactEvents: eventsQueueUrl !== undefined,
      hasConversations: chats !== undefined,
    },
  );
  worker.start();
  opened.push(() => worker.stop());
  return { context, worker };
}
