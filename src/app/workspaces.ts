import { LRUCache } from 'lru-cache';
import type { HomeTabs } from '../domain/home/show-home.ts';
import { uninstall } from '../domain/installation/install.ts';
import type { Installation } from '../domain/installation/installation.ts';
import { atMost } from '../domain/kernel/at-most.ts';
import type { Context } from '../domain/kernel/context.ts';
import type { Ask } from '../domain/kernel/settings.ts';
import { whomToAsk } from '../domain/kernel/settings.ts';
import { namelessAsk } from '../slack/ask.ts';
import { createSlackClients } from '../slack/clients.ts';
import { createHomeTabs } from '../slack/home-tabs.ts';
import { identityIn } from '../slack/identity.ts';
import { isTokenGone, isTurnedAway, refusalOf } from '../slack/refusal.ts';
import { standingOfOne } from '../slack/standing.ts';
import type { Names } from '../views/names.ts';
import type { Connect } from './connect.ts';
import { createNames } from './names.ts';
import { portsOf } from './ports.ts';
import type { Site } from './site.ts';
import type { Connection, Slack } from './slack.ts';
import type { Store } from './store.ts';

/** What verbs work with, whoever asks. */
export type Ports = Omit<Context, 'actor'>;

/** Where the app is installed, with all that goes by its token there. */
export interface Workspace {
  /** By which what is stored of it is told apart; absent where that is all there is. */
  teamId?: string;
  connection: Connection;
  names: Names;
  context: Ports;
  tabs: HomeTabs;
}

export interface Workspaces {
  /** By which something is stored; undefined where the app is installed no more. Rejects where nobody knows. */
  of(teamId: string): Promise<Workspace | undefined>;
  all(): Promise<Workspace[]>;
  /** Something has changed about where it is installed. */
  forget(teamId: string): void;
  /** Slack says of an installation that it is no more: that is so unless its token is good all the same. Rejects where nobody knows. */
  told(teamId: string, reason: string): Promise<void>;
}

interface Parts {
  store: Store;
  slack: Slack;
  connect: Connect;
  /** What is the same everywhere. */
  base: Ports;
  /** Of one installation alone what is stored. */
  within(teamId: string): Pick<Ports, 'reachOuts' | 'homes' | 'lists' | 'placeSettings'>;
}

/** What other instances have changed is seen so much later. */
const KEPT_MS = 5_000;
const MOST = 10_000;

/** By the token of the environment, and by those that came by OAuth. */
export function openWorkspaces(site: Site, { store, slack, connect, base, within }: Parts): Workspaces {
  const { config, log } = site;
  const { installations } = store;
  const { own, app } = slack;
  const { apiUrl } = config.slack;
  const isOne = config.slack.oauth === undefined;

  function workspaceBy(connection: Connection, teamId: string | undefined): Workspace {
    const { clients, me, settings } = connection;
    const names = createNames(config, settings, connect, site.policy.now);
    const { isUninstalled: _, ...common } = base;
    const stored = teamId === undefined ? {} : within(teamId);
    return {
      ...{ connection, names, ...(teamId !== undefined && { teamId }) },
      context: { ...common, ...stored, ...portsOf(site, connection, { connect, names }) },
      tabs: createHomeTabs(clients.once, names, me.workspaceUrl, log),
    };
  }

  const ours = own && workspaceBy(own, isOne ? undefined : own.me.teamId);
  if (isOne) {
    const all = ours ? [ours] : [];
    return { of: async () => ours, all: async () => all, forget() {}, told: async () => {} };
  }

  const recent = new LRUCache<string, Installation>({
    ...atMost(MOST),
    ttl: KEPT_MS,
    fetchMethod: (id) => installations.find([id]),
  });
  const built = new LRUCache<string, { token: string; workspace: Workspace }>(atMost(MOST));

  function workspaceIn(installation: Installation): Workspace {
    const { id, token } = installation;
    const before = built.get(id);
    if (before?.token === token) return before.workspace;
    app.learn(installation.appId);
    const standing = standingOfOne((refusal) => {
      if (isTokenGone(refusal)) void settle(installation, refusal, false).catch(failed);
    });
    const clients = createSlackClients({
      ...{ token, apiUrl, standing, app },
      deadlineMs: site.overrides.slackDeadlineMs,
      watch: site.metrics.watch,
    });
    const settings = { ...config.settings, ask: askIn(installation) };
    const connection = { token, clients, standing, me: identityIn(installation), settings };
    const workspace = workspaceBy(connection, id);
    built.set(id, { token, workspace });
    return workspace;
  }

  const failed = (error: unknown) => log.warn({ err: error }, 'that the app was uninstalled is not stored');

  function askIn({ installedBy }: Installation): Ask {
    return config.ask
      ? namelessAsk(config.ask)
      : { ...whomToAsk({}), markup: namelessAsk(installedBy).markup };
  }

  function forget(id: string): void {
    recent.delete(id);
    built.delete(id);
  }

  const settling = new Map<string, Promise<void>>();

  /** One call that was refused may be a slip of Slack's, and an event about a token before this one. */
  function settle(installation: Installation, reason: string, isTold: boolean): Promise<void> {
    const { id, token } = installation;
    const under = settling.get(token);
    if (under) return under;
    const asked = ask(token)
      .then(async (answer) => {
        // What is told may be of a token before this one.
        if (isTold && answer === undefined) throw new Error('Slack did not say whether a token is good');
        const isGone = answer !== 'accepted' && (isTold || isTokenGone(answer));
        if (!isGone) return;
        await uninstall({ installations, log }, installation, reason);
        forget(id);
      })
      .finally(() => settling.delete(token));
    settling.set(token, asked);
    return asked;
  }

  /** Slack's no to a token; undefined where it gives no answer. */
  async function ask(token: string): Promise<'accepted' | string | undefined> {
    const standing = standingOfOne(() => {});
    const { quick } = createSlackClients({ token, apiUrl, standing, app });
    return quick.auth.test().then(
      () => 'accepted',
      (error) => {
        const refusal = refusalOf(error);
        return isTurnedAway(refusal) ? refusal : undefined;
      },
    );
  }

  async function of(teamId: string): Promise<Workspace | undefined> {
    const installation = await recent.fetch(teamId);
    if (installation) return workspaceIn(installation);
    return ours?.teamId === teamId ? ours : undefined;
  }

  return {
    of,
    forget,
    async all() {
      const all = await Promise.all((await installations.ids()).map(of));
      return [...new Set([...all, ...(ours ? [ours] : [])])].filter((one) => one !== undefined);
    },
    async told(teamId, reason) {
      const installation = await installations.find([teamId]);
      if (installation) await settle(installation, reason, true);
    },
  };
}
