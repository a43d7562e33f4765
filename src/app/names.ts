import type { Config } from '../config/config.ts';
import { senderNameOf } from '../domain/channels/senders.ts';
import { type ReachOutSettings, whomToAsk } from '../domain/kernel/settings.ts';
import type { Policy } from '../domain/policy/policy.ts';
import type { Names } from '../views/names.ts';
import type { Connect } from './connect.ts';

/** What things are called, from whoever knows it. */
export function createNames(
  { maxAgeMinutes }: Config,
  settings: ReachOutSettings,
  { directory, agents }: Connect,
  policy: () => Policy,
): Names {
  const { channels } = settings;
  return {
    queue: (id) => directory.nameOf('queues', id),
    flow: ({ channel, contactFlowId: id }) =>
      id === channels[channel]?.flowId ? undefined : directory.nameOf('flows', id),
    sender: (request) => senderNameOf(settings, request),
    agent: (id) => agents.nameOf(id),
    contactUrl: (id) => directory.contactUrl(id),
    offers: (channel) => channels[channel] !== undefined,
    maxAgeMinutes,
    showsMessage: () => policy().show.message,
    ask: whomToAsk(settings).markup,
  };
}
