import { createAwsReader } from '../../connect/doctor/reader.ts';
import { checksOfConnect } from '../../domain/doctor/aws/connect-checks.ts';
import type { Check } from '../../domain/doctor/check.ts';
import type { Examined } from './examined.ts';

/** Amazon Connect. Without an instance it is not asked. */
export function connectChecks({ config, outside }: Examined): Check[] {
  const { instanceId, channels, allowedCountries } = config.settings;
  if (!instanceId) return [];
  const { optOutList, knowledge, startBucket } = config;
  const reader = createAwsReader({
    aws: outside.connect ?? {},
    qconnect: outside.qconnect ?? {},
    ...{ instanceId, optOutList, knowledge },
  });
  return checksOfConnect(reader, {
    ...{ instanceId, channels, startRate: startBucket.rate },
    ...(allowedCountries && { allowedCountries }),
    hasConversations: config.messagesTopicArn !== undefined,
    hasOptOutList: optOutList !== undefined,
    hasTemplates: knowledge.templates !== undefined,
    hasQuickResponses: knowledge.quickResponses !== undefined,
  });
}
