import { CHANNEL_NAMES } from '../domain/channels/registry.ts';
import { allSenderNames } from '../domain/channels/senders.ts';
import { agentsOf } from '../domain/contact/contact.ts';
import { type HomeParts, showHome } from '../domain/home/show-home.ts';
import type { Context } from '../domain/kernel/context.ts';
import { whomToAsk } from '../domain/kernel/settings.ts';
import { idsIn } from '../domain/policy/policy.ts';
import { createHomeKeeper, type HomeKeeper } from '../engine/homes.ts';
import { createListWorker, type ListWorker, wakingLists } from '../engine/list-worker.ts';
import { noting } from '../engine/noting.ts';
import { startSealing } from '../engine/sealing.ts';
import { startUpkeep } from '../engine/upkeep.ts';
import { waking } from '../engine/waking.ts';
import { createWorker, type Worker } from '../engine/worker.ts';
import { createTransfer } from '../slack/file-transfer.ts';
import { createFiles } from '../slack/files.ts';
import { createHomeTabs } from '../slack/home-tabs.ts';
import { createListPoster } from '../slack/list-poster.ts';
import { createMemberships } from '../slack/memberships.ts';
import { createPeople } from '../slack/people.ts';
import { createPlaces } from '../slack/places.ts';
import { createPoster } from '../slack/poster.ts';
import { createWorkflows } from '../slack/workflows.ts';
import type { Names } from '../views/names.ts';
import { appState } from './app-state.ts';
import type { Connect } from './connect.ts';
import type { RunningDoctor } from './running-doctor.ts';
import type { Site } from './site.ts';
import type { Slack } from './slack.ts';
import type { Store } from './store.ts';

export interface Engine {
  context: Omit<Context, 'actor'>;
  worker: Worker;
  homes: HomeKeeper;
  lists: ListWorker;
}

interface Parts {
  store: Store;
  slack: Slack;
  connect: Connect;
  names: Names;
  doctor: RunningDoctor;
}

/** Of the bytes of a file, on their way from Slack or to it. */
const FILE_MS = 10_000;

/** The worker, and the context of all else, whose changes it goes on with. */
export function startEngine(
  { config, log, rules, policy, opened, health }: Site,
  { store, slack, connect, names, doctor }: Parts,
): Engine {
  const { allowedUsers } = config;
  const { database: _, keeping, reachOuts, ...ports } = store;
  const { clients, me, settings } = slack;
  const { gateway, chats, optOuts, templates, agents } = connect;
  const homes: HomeKeeper = createHomeKeeper({ ...ports, log }, (input) =>
    showHome({ ctx: { ...own, actor: { kind: 'engine' } }, parts, input }),
  );
  const { botToken, apiUrl } = config.slack;
  const files = createFiles(clients.once, createTransfer(botToken, apiUrl, FILE_MS), log);
  const channels = CHANNEL_NAMES.filter((channel) => settings.channels[channel]);
  const senders = allSenderNames(settings, channels);
  const offered = { channels, senders, offersTemplates: templates !== undefined };
  const own: Engine['context'] = {
    ...{ ...ports, reachOuts: noting(reachOuts, homes.note) },
    ...{ log, settings, gateway, policy: policy.now },
    ...(chats && { chats }),
    ...(optOuts && { optOuts }),
    ...(templates && { templates }),
    poster: createPoster(clients.once, names, log, ({ contact }) => agents.learn(agentsOf(contact))),
    workflows: createWorkflows({
      ...{ client: clients.once, names, log },
      ...{ ask: whomToAsk(settings).plain, workspaceUrl: me.workspaceUrl },
    }),
    ...{ files, listPoster: createListPoster(clients.once, files, { names, offered, log }) },
    people: createPeople(clients.quick, me.teamId, allowedUsers, () => idsIn(policy.now())),
    places: createPlaces(clients.quick),
    memberships: createMemberships(clients.quick),
  };
  const parts: HomeParts = {
    tabs: createHomeTabs(clients.once, names, me.workspaceUrl, log),
    state: (userId) =>
      appState(config, { health, policy, diagnosis: doctor.last(() => homes.note([userId])) }),
  };
  homes.start();
  opened.push(() => homes.stop());
  policy.each(({ hash }) => {
    const entry = { actor: { kind: 'engine' }, action: 'policy_holds', detail: { policy: hash } } as const;
    own.audit.record(entry).catch((error) => log.warn({ err: error }, 'a policy is not accounted for'));
  });
  const ctx = { ...own, actor: { kind: 'engine' } } as const;
  const worker = createWorker(ctx, rules);
  worker.start();
  opened.push(() => worker.stop());
  const { rate: startRate } = config.startBucket;
  const lists = createListWorker(ctx, { startRate, wake: () => worker.wake() });
  lists.start();
  opened.push(() => lists.stop());
  const sealing = startSealing(own);
  opened.push(() => sealing.stop());
  const upkeep = startUpkeep(own, keeping, () => policy.now().keepDays);
  opened.push(() => upkeep.stop());
  const context = {
    ...own,
    reachOuts: waking(own.reachOuts, worker, rules),
    lists: wakingLists(own.lists, lists),
  };
  return { context, worker, lists, homes };
}
