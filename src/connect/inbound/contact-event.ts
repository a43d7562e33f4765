import * as z from 'zod';
import { CHANNELS, CHAT_CHANNELS } from '../../domain/channels/registry.ts';
import type { Leg } from '../../domain/contact/contact.ts';
import type { ContactNews } from '../../domain/contact/contacts.ts';
import { present } from '../../domain/intake/present.ts';

/** AWS has renamed the service once already, so both names are read. */
const DETAIL_TYPES = ['Amazon Connect Contact Event', 'Connect Customer Contact Event'];

/** An unset time may be absent, null or the first milliseconds of 1970. */
const time = z
  .string()
  .nullish()
  .transform((text) => {
    const ms = Date.parse(text ?? '');
    return ms > 86_400_000 ? new Date(ms).toISOString() : undefined;
  });

/** PostgreSQL stores no NUL. */
const plain = z.string().regex(/^[^\0]*$/);
const text = plain.nullish();

/** The channel's. Some samples begin the value's name with a small letter. */
const subtype = z
  .object({ 'connect:Subtype': z.object({ ValueString: text, valueString: text }) })
  .transform(({ 'connect:Subtype': value }) => value.ValueString ?? value.valueString);

const schema = z.object({
  'detail-type': z.enum(DETAIL_TYPES),
  source: z.literal('aws.connect'),
  time,
  detail: z.object({
    eventType: z.string(),
    contactId: plain.min(1).max(256),
    initialContactId: text,
    previousContactId: text,
    instanceArn: z.string(),
    channel: text,
    initiationMethod: text,
    initiationTimestamp: time,
    connectedToSystemTimestamp: time,
    disconnectTimestamp: time,
    disconnectReason: z.union([plain, z.object({ code: plain })]).nullish(),
    queueInfo: z.object({ queueArn: text, enqueueTimestamp: time }).nullish(),
    agentInfo: z.object({ agentArn: text, connectedToAgentTimestamp: time }).nullish(),
    answeringMachineDetectionStatus: text,
    segmentAttributes: subtype.optional().catch(undefined),
  }),
});

type Detail = z.infer<typeof schema>['detail'];

export interface ContactEvent {
  news: ContactNews;
  type: string;
  /** In whole seconds. */
  sentAt: Date | undefined;
}

/**
 * News of a contact from an EventBridge event; undefined for events that are none, or of another
 * instance. Throws on what claims to be a contact event and is not. Source: Amazon Connect
 * Administrator Guide, "Contact events".
 */
export function readContactEvent(body: string, instanceId: string): ContactEvent | undefined {
  const event: unknown = JSON.parse(body);
  if (!isContactEvent(event)) return undefined;
  const { detail, time: sentAt } = schema.parse(event);
  if (idOf(detail.instanceArn) !== idOf(instanceId)) return undefined;
  const { contactId, previousContactId, initialContactId } = detail;
  const follows = [previousContactId, initialContactId].filter((id) => id && id !== contactId);
  const news: ContactNews = {
    ...{ contactId, follows: follows as string[], leg: legOf(detail, sentAt) },
    ...(isCustomersChat(detail) && { isCustomersChat: true }),
  };
  return { news, type: detail.eventType, sentAt: sentAt === undefined ? undefined : new Date(sentAt) };
}

/** A customer began it, by a channel of ours where the event tells by which. */
function isCustomersChat({ initiationMethod, channel, segmentAttributes: subtype }: Detail): boolean {
  const isOfOurs = !subtype || CHAT_CHANNELS.some((name) => CHANNELS[name].subtype === subtype);
  return initiationMethod === 'INBOUND' && channel?.toUpperCase() === 'CHAT' && isOfOurs;
}

function isContactEvent(event: unknown): boolean {
  return DETAIL_TYPES.includes((event as { 'detail-type'?: string } | null)?.['detail-type'] ?? '');
}

function legOf(detail: Detail, sentAt: string | undefined): Leg {
  const { eventType, disconnectReason, queueInfo, agentInfo } = detail;
  // An event that lacks its own time happened no later than it was sent.
  const at = (type: string, stated: string | undefined) =>
    stated ?? (eventType === type ? sentAt : undefined);
  const queuedAt = at('QUEUED', queueInfo?.enqueueTimestamp);
  const reason = typeof disconnectReason === 'object' ? disconnectReason?.code : disconnectReason;
  return present({
    initiatedAt: at('INITIATED', detail.initiationTimestamp),
    connectedAt: at('CONNECTED_TO_SYSTEM', detail.connectedToSystemTimestamp),
    queues: queuedAt === undefined ? undefined : { [idOf(queueInfo?.queueArn ?? '')]: queuedAt },
    agentAt: at('CONNECTED_TO_AGENT', agentInfo?.connectedToAgentTimestamp),
    agentId: agentInfo?.agentArn ? idOf(agentInfo.agentArn) : undefined,
    endedAt: at('DISCONNECTED', detail.disconnectTimestamp),
    endReason: reason ?? undefined,
    answeringMachine: detail.answeringMachineDetectionStatus ?? undefined,
  });
}

/** The last part of an ARN, or an id as it is. */
function idOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
