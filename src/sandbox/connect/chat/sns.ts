import type { Seed } from '../seed.ts';
import { type Chat, type ChatItem, EVENTS } from './chat.ts';

/** One message of a topic. */
export type Published = {
  readonly id: string;
  readonly topicArn: string;
  /** Epoch ms. */
  readonly at: number;
  /** JSON text. */
  readonly message: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** What it tells of. */
  readonly item: ChatItem;
};

/** Source: Amazon Connect Administrator Guide, "Message attributes in the payload". */
export function publication(
  body: object,
  made: { item: ChatItem; chat: Chat; seed: Seed; topicArn: string; id: string; at: number },
): Published {
  const { item, chat, seed, topicArn, id, at } = made;
  const attributes = {
    InitialContactId: chat.id,
    ContactId: item.contactId,
    ParticipantRole: item.role,
    InstanceId: seed.instance.id,
    AccountId: seed.accountId,
    Type: item.type,
    ContentType: item.contentType,
    MessageVisibility: visibility(item),
  };
  return { id, topicArn, at, message: JSON.stringify(body), attributes, item };
}

/** Who types need not be told; everything else is for all. */
function visibility({ contentType, role }: ChatItem): string {
  if (contentType !== EVENTS.typing) return 'ALL';
  return role === 'CUSTOMER' ? 'AGENT' : 'CUSTOMER';
}

/** As a queue that is subscribed without raw delivery gets it. Source: Amazon SNS, "Message formats". */
export function notification({ id, topicArn, at, message, attributes }: Published, { region }: Seed): object {
  const site = `https://sns.${region}.amazonaws.com`;
  return {
    Type: 'Notification',
    MessageId: id,
    TopicArn: topicArn,
    Message: message,
    Timestamp: new Date(at).toISOString(),
    SignatureVersion: '1',
    Signature: 'SIMULATED',
    SigningCertURL: `${site}/SimpleNotificationService-simulated.pem`,
    UnsubscribeURL: `${site}/?Action=Unsubscribe&SubscriptionArn=${topicArn}:simulated`,
    MessageAttributes: mapped(attributes, (Value) => ({ Type: 'String', Value })),
  };
}

/** With raw delivery they are the queue message's, which nobody gets who does not ask for them. */
export function rawAttributes({ attributes }: Published): Record<string, unknown> {
  return mapped(attributes, (StringValue) => ({ DataType: 'String', StringValue }));
}

function mapped<T>(
  attributes: Readonly<Record<string, string>>,
  to: (value: string) => T,
): Record<string, T> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, to(value)]));
}
