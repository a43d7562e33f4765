import type { HomeParts } from '../domain/home/show-home.ts';
import { showHome } from '../domain/home/show-home.ts';
import { ENGINE } from '../domain/kernel/actor.ts';
import { observed, waking, wakingLists } from '../engine/decorators.ts';
import { createHomeKeeper, type HomeKeeper, notingHomes } from '../engine/homes.ts';
import { createListWorker, type ListWorker } from '../engine/list-worker.ts';
import { startSealing } from '../engine/sealing.ts';
import { startUpkeep } from '../engine/upkeep.ts';
import { createWorker, type Worker } from '../engine/worker.ts';
import { counting } from '../metrics/reach-outs.ts';
import { appState } from './app-state.ts';
import type { Connect } from './connect.ts';
import type { RunningDoctor } from './doctor/running-doctor.ts';
import { noPorts } from './ports.ts';
import type { Site } from './site.ts';
import type { Slack } from './slack.ts';
import type { Store } from './store.ts';
import { openWorkspaces, type Ports, type Workspace, type Workspaces } from './workspaces.ts';

export interface Engine {
  /** Of no workspace: what goes by contacts and numbers. */
  context: Ports;
  /** Of what people ask for in a workspace. */
  contextIn(workspace: Workspace): Ports;
  workspaces: Workspaces;
  worker: Worker;
  homes: HomeKeeper;
  lists: ListWorker;
}

interface Parts {
  store: Store;
  slack: Slack;
  connect: Connect;
  doctor: RunningDoctor;
}

/** The worker, and the contexts of all else, whose changes it goes on with. */
export function startEngine(site: Site, { store, slack, connect, doctor }: Parts): Engine {
  const { config, log, rules, policy, opened, health } = site;
  const {
    database: _,
    keeping,
    installations: __,
    becomeOneOfSeveral: ___,
    sharedForms: ____,
    within,
    reachOuts,
    ...ports
  } = store;
  const { gateway, chats, optOuts, templates } = connect;
  const homes: HomeKeeper = createHomeKeeper({ ...ports, log }, async (input) => {
    const workspace = await workspaces.of(input.teamId);
    return showHome({ ctx: actingIn(workspace), parts: { tabs: workspace?.tabs, state }, input });
  });
  const state: HomeParts['state'] = (userId) =>
    appState(config, { health, policy, diagnosis: doctor.last(() => homes.note([userId])) });
  const observers = [counting(store.clock, site.metrics.series), notingHomes(homes)];
  const base: Ports = {
    ...{ ...ports, reachOuts: observed(reachOuts, observers) },
    ...{ log, gateway, policy: policy.now },
    ...(chats && { chats }),
    ...(optOuts && { optOuts }),
    ...(templates && { templates }),
    ...noPorts(config.settings),
  };
  const gone: Ports = { ...base, isUninstalled: true };
  const actingIn = (workspace: Workspace | undefined) => ({
    ...(workspace?.context ?? gone),
    actor: ENGINE,
  });
  const workspaces = openWorkspaces(site, {
    ...{ store, slack, connect, base },
    within: (teamId) => {
      const stored = within(teamId);
      return { ...stored, reachOuts: observed(stored.reachOuts, observers) };
    },
  });
  const contextFor = async ({ teamId }: { teamId: string }) => actingIn(await workspaces.of(teamId));
  homes.start();
  opened.push(() => homes.stop());
  policy.each(({ hash }) => {
    const entry = { actor: ENGINE, action: 'policy_holds', detail: { policy: hash } };
    base.audit.record(entry).catch((error) => log.warn({ err: error }, 'a policy is not accounted for'));
  });
  const worker = createWorker({ ...base, contextFor }, rules);
  worker.start();
  opened.push(() => worker.stop());
  const { rate: startRate } = config.startBucket;
  const lists = createListWorker({ ...base, contextFor }, { startRate, wake: () => worker.wake() });
  lists.start();
  opened.push(() => lists.stop());
  const sealing = startSealing(base);
  opened.push(() => sealing.stop());
  const upkeep = startUpkeep(base, keeping, () => policy.now().keepDays);
  opened.push(() => upkeep.stop());
  const woken = (context: Ports): Ports => ({
    ...context,
    reachOuts: waking(context.reachOuts, worker, rules),
    lists: wakingLists(context.lists, lists),
  });
  return {
    ...{ worker, lists, homes, workspaces },
    context: woken(base),
    contextIn: ({ context }) => woken(context),
  };
}
