import { randomUUID } from 'node:crypto';
import {
  type ConnectClient,
  DescribeContactCommand,
  DescribeUserCommand,
  ListQueuesCommand,
} from '@aws-sdk/client-connect';
import type { PinpointSMSVoiceV2ClientConfig } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { QConnectClientConfig } from '@aws-sdk/client-qconnect';
import type { Look } from '../../domain/doctor/aws/look.ts';
import type { Trial } from '../../domain/doctor/aws/reader.ts';
import type { Looks } from './look.ts';
import { once } from './once.ts';

/** Kept for fiction, so that nobody's opt-out is asked for. */
const NOBODY = '+12065550100';

export interface TrialOptions {
  looks: Looks;
  client: ConnectClient;
  instanceId: string;
  /** Name or ARN. */
  optOutList?: string | undefined;
  knowledge: { templates?: string; quickResponses?: string };
  sms: PinpointSMSVoiceV2ClientConfig;
  qconnect: QConnectClientConfig;
}

/** Harmless reads of what isn't there, by their names. What is set up nowhere is tried nowhere. */
export function createTrials(options: TrialOptions): Record<Trial, () => Promise<Look<unknown>>> {
  const { looks, client, instanceId: InstanceId, optOutList, knowledge } = options;
  const { templates: knowledgeBaseId, quickResponses } = knowledge;
  // Each is loaded by those alone who have it.
  const openQ = once(async () => {
    const q = await import('@aws-sdk/client-qconnect');
    return { q, client: new q.QConnectClient({ ...options.qconnect, ...looks.options }) };
  });
  const openSms = once(async () => {
    const sms = await import('@aws-sdk/client-pinpoint-sms-voice-v2');
    return { sms, client: new sms.PinpointSMSVoiceV2Client({ ...options.sms, ...looks.options }) };
  });
  const messageTemplateId = randomUUID();

  return {
    DescribeContact: () =>
      looks.look(client, (connect, call) =>
        connect.send(new DescribeContactCommand({ InstanceId, ContactId: randomUUID() }), call),
      ),
    DescribeUser: () =>
      looks.look(client, (connect, call) =>
        connect.send(new DescribeUserCommand({ InstanceId, UserId: randomUUID() }), call),
      ),
    ListQueues: () =>
      looks.look(client, (connect, call) =>
        connect.send(new ListQueuesCommand({ InstanceId, MaxResults: 1 }), call),
      ),
    async DescribeOptedOutNumbers() {
      const { sms, client: asked } = await openSms();
      const command = new sms.DescribeOptedOutNumbersCommand({
        OptOutListName: optOutList,
        OptedOutNumbers: [NOBODY],
      });
      return looks.look(asked, (one, call) =>
        one.send(command, call).catch((error) => {
          // Not the list, but the number is not to be found on it, as it should be.
          const isOfNumber = error instanceof sms.ResourceNotFoundException;
          if (!isOfNumber || error.ResourceType !== 'opted-out-number') throw error;
        }),
      );
    },
    async ListMessageTemplates() {
      const { q, client: asked } = await openQ();
      const command = new q.ListMessageTemplatesCommand({ knowledgeBaseId, maxResults: 1 });
      return looks.look(asked, (one, call) => one.send(command, call));
    },
    async GetMessageTemplate() {
      const { q, client: asked } = await openQ();
      const command = new q.GetMessageTemplateCommand({ knowledgeBaseId, messageTemplateId });
      return looks.look(asked, (one, call) => one.send(command, call));
    },
    async RenderMessageTemplate() {
      const { q, client: asked } = await openQ();
      const command = new q.RenderMessageTemplateCommand({
        ...{ knowledgeBaseId, messageTemplateId },
        attributes: {},
      });
      return looks.look(asked, (one, call) => one.send(command, call));
    },
    async SearchQuickResponses() {
      const { q, client: asked } = await openQ();
      const command = new q.SearchQuickResponsesCommand({
        knowledgeBaseId: quickResponses,
        searchExpression: {},
        maxResults: 1,
      });
      return looks.look(asked, (one, call) => one.send(command, call));
    },
  };
}
