import type { ChatNews } from '../../domain/conversation/chat-gateway.ts';
import { itemSchema, saidOf } from '../chat/item.ts';
import { Foreign } from './queue.ts';

/** Where messages are to come from: the topic's ARN, and the instance's id or ARN. */
export interface Source {
  topicArn: string;
  instanceId: string;
}

/**
 * What a chat that is streamed tells, from a message of its SNS topic: in SNS's envelope, or by itself where
 * the subscription delivers raw. Undefined for what is none, or of no interest. Throws Foreign on what comes from
 * somewhere else, and on what claims to be a message of a chat and can't be read. Source: Amazon Connect
 * Administrator Guide, "Enable real-time chat message streaming".
 */
export function parseChatMessage(body: string, source: Source): ChatNews | undefined {
  const message = unwrap(JSON.parse(body), source);
  if (typeof message !== 'object' || message === null) return undefined;
  const { ContactId, InitialContactId } = message as Record<string, unknown>;
  const contactIds = [InitialContactId, ContactId].filter((id) => typeof id === 'string');
  if (contactIds.length === 0) return undefined;
  itemSchema.parse(message);
  const said = saidOf(message);
  return said && { contactIds, said };
}

interface Envelope {
  Type?: unknown;
  TopicArn?: unknown;
  Message?: unknown;
  /** Source: Amazon Connect Administrator Guide, "Message attributes in the payload". */
  MessageAttributes?: { InstanceId?: { Value?: unknown } };
}

function unwrap(body: unknown, { topicArn, instanceId }: Source): unknown {
  const { Type, TopicArn, Message, MessageAttributes } = (body ?? {}) as Envelope;
  if (Type !== 'Notification' || typeof Message !== 'string') return body;
  if (TopicArn !== topicArn) throw new Foreign('it is of another topic than CONNECT_MESSAGES_TOPIC_ARN');
  const { Value } = MessageAttributes?.InstanceId ?? {};
  if (typeof Value === 'string' && idOf(Value) !== idOf(instanceId))
    throw new Foreign('it is of another Amazon Connect instance');
  return JSON.parse(Message);
}

/** The last part of an ARN, or an id as it is. */
function idOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
