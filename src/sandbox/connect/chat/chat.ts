/** A chat goes on through transfers: one conversation over a chain of contacts. All times are epoch ms. */
export type Chat = {
  /** The first contact of the chain. */
  readonly id: string;
  /** The contact of the chain that is open, or the last one that was. */
  contactId: string;
  /** Where it is streamed to; once per chat. */
  stream?: Stream;
  /** The programs that were let in, oldest first; at most one is there at a time. */
  readonly participants: CustomParticipant[];
  /** Everything that was said and happened, oldest first. */
  readonly items: ChatItem[];
  /** What was sent under each ClientToken. */
  readonly sent: Record<string, { id: string; at: number }>;
};

export type Stream = { id: string; topicArn: string; clientToken: string };

export type CustomParticipant = {
  readonly id: string;
  readonly displayName: string;
  readonly clientToken?: string | undefined;
  readonly token: string;
  readonly createdAt: number;
  connectedAt?: number;
  leftAt?: number;
  connections: { token: string; expiresAt: number }[];
};

export type ParticipantRole = 'CUSTOMER' | 'AGENT' | 'SYSTEM' | 'CUSTOM_BOT';

export type ChatItem = {
  readonly id: string;
  readonly at: number;
  readonly type: 'MESSAGE' | 'EVENT' | 'ATTACHMENT';
  readonly contentType: string;
  readonly content?: string | undefined;
  readonly role: ParticipantRole;
  readonly displayName?: string | undefined;
  readonly participantId: string;
  readonly contactId: string;
  readonly attachment?: { id: string; name: string; contentType: string } | undefined;
};

/** A custom participant that does not connect by then is gone. Source: CreateParticipant. */
const CONNECT_WITHIN_MS = 15_000;
/** "The connection token is valid for a day." */
export const CONNECTION_MS = 24 * 3600_000;

const EVENT = 'application/vnd.amazonaws.connect.event';

export const EVENTS = {
  joined: `${EVENT}.participant.joined`,
  left: `${EVENT}.participant.left`,
  typing: `${EVENT}.typing`,
  transferred: `${EVENT}.transfer.succeeded`,
  ended: `${EVENT}.chat.ended`,
  delivered: `${EVENT}.message.delivered`,
  read: `${EVENT}.message.read`,
  acknowledged: `${EVENT}.connection.acknowledged`,
} as const;

/** Told to who listens and then forgotten: a transcript does not have them. */
const FLEETING: ReadonlySet<string> = new Set([
  EVENTS.typing,
  EVENTS.delivered,
  EVENTS.read,
  EVENTS.acknowledged,
]);

export function isFleeting({ contentType }: Pick<ChatItem, 'contentType'>): boolean {
  return FLEETING.has(contentType);
}

/** Whether it has not left, nor let its 15 s pass. */
export function isThere({ createdAt, connectedAt, leftAt }: CustomParticipant, now: number): boolean {
  if (leftAt !== undefined) return false;
  return connectedAt !== undefined || now - createdAt <= CONNECT_WITHIN_MS;
}

/** The one that is in the chat now, if any is. */
export function customParticipant(chat: Chat, now: number): CustomParticipant | undefined {
  return chat.participants.find((participant) => isThere(participant, now));
}
