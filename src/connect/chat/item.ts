import * as z from 'zod';
import type { Kind, Speaker } from '../../domain/conversation/line.ts';
import type { Said } from '../../domain/conversation/said.ts';
import { present } from '../../domain/intake/present.ts';

/** PostgreSQL stores no NUL. */
const text = z
  .string()
  .nullish()
  .transform((value) => value?.replaceAll('\0', '') ?? undefined);

/** Source: Amazon Connect Participant Service, Item; the messages of a stream have the same members. */
export const itemSchema = z.object({
  Id: z.string().min(1).max(256),
  AbsoluteTime: z.string().refine((value) => !Number.isNaN(Date.parse(value))),
  Type: text,
  ContentType: text,
  Content: text,
  ParticipantId: text,
  ParticipantRole: text,
  DisplayName: text,
});

const SPEAKERS: Record<string, Speaker> = {
  CUSTOMER: 'customer',
  AGENT: 'agent',
  SUPERVISOR: 'supervisor',
  CUSTOM_BOT: 'bot',
  SYSTEM: 'system',
};

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
  const what = whatOf(data);
  if (!what) return undefined;
  const at = new Date(data.AbsoluteTime).toISOString();
  return { id: data.Id, at, speaker, what, ...present({ participantId: data.ParticipantId }) };
}

function whatOf({
  Type,
  ContentType = '',
  Content,
  DisplayName,
}: z.infer<typeof itemSchema>): Said['what'] | undefined {
  if (ContentType.startsWith(EVENT)) {
    const kind = EVENTS[ContentType.slice(EVENT.length)];
    return kind && { kind };
  }
  const name = DisplayName || undefined;
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
