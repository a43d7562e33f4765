import type { Config } from '../config/config.ts';
import type { WatchedPolicy } from '../config/watched-policy.ts';
import { CHANNEL_NAMES } from '../domain/channels/registry.ts';
import type { AppState } from '../domain/home/home.ts';
import type { Health } from '../operator/health.ts';

/** How the app is set up, and what keeps it from being ready. */
export async function appState(
  { settings, database, eventsQueueUrl, messagesTopicArn }: Config,
  health: Pick<Health, 'reasons'>,
  policy: Pick<WatchedPolicy, 'faults'>,
): Promise<AppState> {
  return {
    troubles: await health.reasons(),
    policyFaults: policy.faults(),
    database: database.kind,
    channels: CHANNEL_NAMES.filter((channel) => settings.channels[channel]),
    hasContactEvents: eventsQueueUrl !== undefined,
    hasConversations: messagesTopicArn !== undefined,
  };
}
