import type { Config } from '../config/config.ts';
import type { WatchedPolicy } from '../config/watched-policy.ts';
import { CHANNEL_NAMES } from '../domain/channels/registry.ts';
import type { Diagnosis } from '../domain/doctor/finding.ts';
import type { AppState } from '../domain/home/home.ts';
import type { Health } from '../web/health.ts';

interface Known {
  health: Pick<Health, 'reasons'>;
  policy: Pick<WatchedPolicy, 'faults'>;
  diagnosis: Diagnosis | undefined;
}

/** How the app is set up, and what keeps it from being ready. */
export async function appState(
  { settings, database, eventsQueueUrl, messagesTopicArn }: Config,
  { health, policy, diagnosis }: Known,
): Promise<AppState> {
  return {
    troubles: await health.reasons(),
    policyFaults: policy.faults(),
    ...(diagnosis && { failures: diagnosis.findings.filter(({ verdict }) => verdict === 'failure') }),
    database: database.kind,
    channels: CHANNEL_NAMES.filter((channel) => settings.channels[channel]),
    hasContactEvents: eventsQueueUrl !== undefined,
    hasConversations: messagesTopicArn !== undefined,
  };
}
