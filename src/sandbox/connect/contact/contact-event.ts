import { instanceArn, resourceArn, type Seed } from '../seed.ts';
import type { Contact } from './contact.ts';

export type ContactEventType =
  | 'INITIATED'
  | 'CONNECTED_TO_SYSTEM'
  | 'CONTACT_DATA_UPDATED'
  | 'QUEUED'
  | 'CONNECTED_TO_AGENT'
  | 'DISCONNECTED'
  | 'PAUSED'
  | 'RESUMED'
  | 'COMPLETED';

/** The ways in which AWS's events differ from one another. */
export type EventShape = {
  detailType: 'Amazon Connect Contact Event' | 'Connect Customer Contact Event';
  /** Unset timestamps come as 1970-01-01T00:00:00.001Z instead of being left out. */
  epochTimestamps: boolean;
  channelCase: 'upper' | 'title';
  disconnectReason: 'string' | 'object' | 'missing';
};

/** An EventBridge event, as a rule hands it to its target. */
export type ContactEvent = {
  version: '0';
  id: string;
  'detail-type': string;
  source: 'aws.connect';
  account: string;
  time: string;
  region: string;
  resources: string[];
  detail: Record<string, unknown> & { eventType: ContactEventType; contactId: string };
};

const EPOCH_TRAP = '1970-01-01T00:00:00.001Z';

/** `id` is the event's own; `at` (epoch ms) its time. */
export function buildContactEvent(
  contact: Contact,
  eventType: ContactEventType,
  { seed, shape, id, at }: { seed: Seed; shape: EventShape; id: string; at: number },
): ContactEvent {
  const arn = resourceArn(seed, 'contact', contact.id);
  const time = (value: number) => new Date(value).toISOString();
  const stamp = (name: string, value: number | undefined) =>
    value === undefined ? (shape.epochTimestamps ? { [name]: EPOCH_TRAP } : {}) : { [name]: time(value) };
  return {
    version: '0',
    id,
    'detail-type': shape.detailType,
    source: 'aws.connect',
    account: seed.accountId,
    time: new Date(at).toISOString(),
    region: seed.region,
    resources: [arn, instanceArn(seed)],
    detail: {
      eventType,
      contactId: contact.id,
      ...(contact.initialContactId ? { initialContactId: contact.initialContactId } : {}),
      ...(contact.previousContactId ? { previousContactId: contact.previousContactId } : {}),
      ...(contact.relatedContactId ? { relatedContactId: contact.relatedContactId } : {}),
      channel: channelName(contact, shape),
      instanceArn: instanceArn(seed),
      initiationMethod: contact.initiationMethod,
      ...stamp('initiationTimestamp', contact.initiatedAt),
      ...stamp('connectedToSystemTimestamp', contact.connectedAt),
      ...stamp('disconnectTimestamp', contact.disconnectedAt),
      ...queueInfo(contact, seed),
      ...agentInfo(contact, seed),
      ...disconnectReason(contact, shape),
      ...(Object.keys(contact.tags).length > 0 ? { tags: contact.tags } : {}),
      segmentAttributes: { 'connect:Subtype': { ValueString: contact.subtype } },
    },
  };
}

function channelName(contact: Contact, shape: EventShape): string {
  if (shape.channelCase === 'upper') return contact.channel;
  return contact.channel === 'VOICE' ? 'Voice' : 'Chat';
}

function queueInfo({ queue }: Contact, seed: Seed): object {
  if (!queue) return {};
  const queueType = seed.queues.find(({ id }) => id === queue.id)?.type ?? 'STANDARD';
  const enqueueTimestamp = new Date(queue.at).toISOString();
  return { queueInfo: { queueArn: resourceArn(seed, 'queue', queue.id), queueType, enqueueTimestamp } };
}

function agentInfo({ agent }: Contact, seed: Seed): object {
  if (!agent) return {};
  const connectedToAgentTimestamp = new Date(agent.at).toISOString();
  return { agentInfo: { agentArn: resourceArn(seed, 'agent', agent.id), connectedToAgentTimestamp } };
}

function disconnectReason({ disconnectReason: reason }: Contact, shape: EventShape): object {
  if (!reason || shape.disconnectReason === 'missing') return {};
  return { disconnectReason: shape.disconnectReason === 'object' ? { code: reason } : reason };
}
