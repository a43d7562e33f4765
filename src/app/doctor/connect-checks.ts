import { createAwsReader } from '../../connect/doctor/reader.ts';
import { checkCredentials, checksOfConnect } from '../../domain/doctor/aws/connect-checks.ts';
import type { Check } from '../../domain/doctor/check.ts';
import type { Examined } from './examined.ts';

/** Amazon Connect. Without an instance, AWS is asked whose credentials these are. */
export function connectChecks({ config, outside }: Examined): Check[] {
  const { instanceId, channels, allowedCountries } = config.settings;
  const { optOutList, knowledge, startBucket } = config;
  const reader = createAwsReader({
    aws: outside.connect ?? {},
    qconnect: outside.qconnect ?? {},
    ...{ instanceId: instanceId ?? '', optOutList, knowledge },
  });
  if (!instanceId) return [checkCredentials(reader)];
  return checksOfConnect(reader, {
    ...{ instanceId, channels, startRate: startBucket.rate },
    ...(allowedCountries && { allowedCountries }),
    hasConversations: config.messagesTopicArn !== undefined,
    hasOptOutList: optOutList !== undefined,
    hasTemplates: knowledge.templates !== undefined,
    hasQuickResponses: knowledge.quickResponses !== undefined,
  });
}
