import * as z from 'zod';
import type { Said } from '../../domain/conversation/chat-gateway.ts';
import type { Kind, Speaker } from '../../domain/conversation/line.ts';
import { present } from '../../domain/intake/present.ts';

/** PostgreSQL stores no NUL, and neither it nor Slack takes half a surrogate pair. */
const storable = z.string().transform((value) => value.replaceAll('\0', '').toWellFormed());

const text = storable.nullish().transform((value) => value ?? undefined);

/** What is given as a name is one, on one line and in one direction. */
const name = text.transform(
  (value) => value?.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').trim() || undefined,
);

/** Source: Amazon Connect Participant Service, Item; the messages of a stream have the same members. */
export const itemSchema = z.object({
  Id: storable.pipe(z.string().min(1).max(256)),
  AbsoluteTime: z.string().refine((value) => !Number.isNaN(Date.parse(value))),
  Type: text,
  ContentType: text,
  Content: text,
  ParticipantId: text,
  ParticipantRole: text,
  DisplayName: name,
  MessageMetadata: z.object({ MessageId: text }).nullish().catch(undefined),
});

const SPEAKERS: Record<string, Speaker> = {
  CUSTOMER: 'customer',
  AGENT: 'agent',
  SUPERVISOR: 'supervisor',
  CUSTOM_BOT: 'bot',
  SYSTEM: 'system',
};

/** Whose names are told. */
const NAMED: Speaker[] = ['agent', 'supervisor'];

const EVENT = 'application/vnd.amazonaws.connect.event.';

const EVENTS: Record<string, 'joined' | 'left' | 'ended' | 'delivered' | 'read'> = {
  'participant.joined': 'joined',
  'participant.left': 'left',
  'chat.ended': 'ended',
  'message.delivered': 'delivered',
  'message.read': 'read',
};

/** What an item tells; undefined for what nobody needs to know, such as that somebody is typing. */
export function saidOf(item: unknown): Said | undefined {
  const { success, data } = itemSchema.safeParse(item);
  if (!success) return undefined;
  const speaker = SPEAKERS[data.ParticipantRole ?? ''] ?? 'system';
  const what = whatOf(data, speaker);
  if (!what) return undefined;
  const at = new Date(data.AbsoluteTime).toISOString();
  return { id: data.Id, at, speaker, what, ...present({ participantId: data.ParticipantId }) };
}

function whatOf(item: z.infer<typeof itemSchema>, speaker: Speaker): Said['what'] | undefined {
  const { Type, ContentType = '', Content = '', DisplayName, MessageMetadata } = item;
  // A customer's may be their number, which is kept nowhere that it isn't needed.
  const name = NAMED.includes(speaker) ? DisplayName : undefined;
  if (ContentType.startsWith(EVENT)) {
    const kind = EVENTS[ContentType.slice(EVENT.length)];
    if (kind !== 'delivered' && kind !== 'read') return kind && { kind, ...present({ name }) };
    return { kind, ...present({ messageId: MessageMetadata?.MessageId }) };
  }
  if (Type === 'ATTACHMENT') return { kind: 'attachment', ...present({ name }) };
  if (Type !== 'MESSAGE') return undefined;
  const kind = kindOf(ContentType);
  return { kind, ...present({ name, text: kind === 'text' ? Content : undefined }) };
}

function kindOf(contentType: string): Kind {
  if (contentType.startsWith('text/')) return 'text';
  if (contentType.includes('interactive')) return 'interactive';
  return contentType.includes('location') ? 'location' : 'other';
}
