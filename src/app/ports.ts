import { CHANNEL_NAMES } from '../domain/channels/registry.ts';
import { allSenderNames } from '../domain/channels/senders.ts';
import { agentsOf } from '../domain/contact/contact.ts';
import type { Context } from '../domain/kernel/context.ts';
import { whomToAsk } from '../domain/kernel/settings.ts';
import { TurnedAway } from '../domain/kernel/turned-away.ts';
import { idsIn } from '../domain/policy/policy.ts';
import { createTransfer } from '../slack/file-transfer.ts';
import { createFiles } from '../slack/files.ts';
import { createListPoster } from '../slack/list-poster.ts';
import { createMemberships } from '../slack/memberships.ts';
import { createPeople } from '../slack/people.ts';
import { createPlaces } from '../slack/places.ts';
import { createPoster } from '../slack/poster.ts';
import { createWorkflows } from '../slack/workflows.ts';
import type { Names } from '../views/names.ts';
import type { Connect } from './connect.ts';
import type { Site } from './site.ts';
import type { Connection } from './slack.ts';

/** What of a context goes by one token. */
export type SlackPorts = Pick<
  Context,
  'settings' | 'poster' | 'workflows' | 'files' | 'listPoster' | 'people' | 'places' | 'memberships'
>;

/** Of the bytes of a file, on their way from Slack or to it. */
const FILE_MS = 10_000;

export function portsOf(
  { config, log, policy }: Pick<Site, 'config' | 'log' | 'policy'>,
  { token, clients, me, settings }: Connection,
  { connect: { agents, templates }, names }: { connect: Connect; names: Names },
): SlackPorts {
  const files = createFiles(clients.once, createTransfer(token, config.slack.apiUrl, FILE_MS), log);
  const channels = CHANNEL_NAMES.filter((channel) => settings.channels[channel]);
  const senders = allSenderNames(settings, channels);
  const offered = { channels, senders, offersTemplates: templates !== undefined };
  return {
    settings,
    poster: createPoster(clients.once, names, log, ({ contact }) => agents.learn(agentsOf(contact))),
    workflows: createWorkflows({
      ...{ client: clients.once, names, log },
      ...{ ask: whomToAsk(settings).plain, workspaceUrl: me.workspaceUrl },
    }),
    ...{ files, listPoster: createListPoster(clients.once, files, { names, offered, log }) },
    people: createPeople(clients.quick, me, config.allowedUsers, () => idsIn(policy.now())),
    places: createPlaces(clients.quick),
    memberships: createMemberships(clients.quick, me),
  };
}

const BROKEN = { kind: 'broken', error: 'app_uninstalled' } as const;

/** Where the app is installed no more, nobody answers. */
export function noPorts(settings: SlackPorts['settings']): SlackPorts {
  const away = () => Promise.reject(new TurnedAway(BROKEN.error, {}));
  const broken = async () => BROKEN;
  const unknown = async () => ({ kind: 'not_known' as const });
  const unavailable = async () => ({ kind: 'unavailable' as const });
  return {
    settings,
    poster: { post: broken, edit: broken, remove: broken, mark: broken, find: unknown },
    workflows: { complete: async () => ({ kind: 'over' }), fail: async () => ({ kind: 'over' }) },
    files: { download: unavailable, upload: unavailable, share: unavailable },
    listPoster: {
      ...{ post: broken, edit: broken, remove: broken, find: unknown },
      ...{ upload: unavailable, share: unavailable, tell: async () => {} },
    },
    people: { find: away, identify: away, whereabouts: () => undefined },
    places: { find: async () => undefined },
    memberships: { placesOf: async () => undefined, placesNow: async () => undefined },
  };
}
