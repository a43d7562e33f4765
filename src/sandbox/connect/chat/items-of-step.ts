import type { WorldAction } from '../contact/actions.ts';
import type { Step } from '../contact/apply-action.ts';
import type { Contact, TranscriptEntry } from '../contact/contact.ts';
import { type Chat, type ChatItem, type CustomParticipant, EVENTS, type ParticipantRole } from './chat.ts';
import { participantId } from './participant-id.ts';

/** An item before it has its place; one without an id or a time gets them as it is told. */
export type ItemDraft = Omit<ChatItem, 'id' | 'at'> & { id?: string; at?: number };

export type Before = {
  chat: Chat;
  contact: Contact;
  /** The custom participant that was in the chat until then. */
  participant: CustomParticipant | undefined;
  agentName: (agentId: string) => string;
};

/** What participants of the chat get to hear of a step, in order. Pure. */
export function itemsOfStep(
  { chat, contact: before, participant, agentName }: Before,
  { contact: after, successor }: Step,
  action: WorldAction,
): ItemDraft[] {
  const contactId = before.id;
  const event = (contentType: string, role: ParticipantRole, more: Partial<ItemDraft> = {}): ItemDraft => ({
    type: 'EVENT',
    contentType,
    role,
    participantId: participantId(chat.id, role, after.agent?.id),
    contactId,
    ...more,
  });
  const agent = { displayName: after.agent && agentName(after.agent.id) };
  const joins = after.agent !== undefined && before.agent === undefined;
  const ends = after.state === 'ended' && before.state !== 'ended';
  const said = after.transcript
    .slice(action.type === 'open' ? 0 : before.transcript.length)
    .filter(reachesConnect)
    .map((entry) => itemOf(entry, after, chat.id, participant))
    .map((item) => (action.type === 'open' ? { ...item, at: after.updatedAt } : item));
  return [
    ...said,
    ...(action.type === 'customerTypes' ? [event(EVENTS.typing, 'CUSTOMER')] : []),
    ...(action.type === 'agentTypes' ? [event(EVENTS.typing, 'AGENT', agent)] : []),
    ...receipts(before, after).map(([contentType, id]) =>
      event(contentType, 'CUSTOMER', { content: JSON.stringify({ messageId: id }) }),
    ),
    ...(joins && participant?.connectedAt !== undefined ? [participantLeft(participant, contactId)] : []),
    ...(joins ? [event(EVENTS.joined, 'AGENT', agent)] : []),
    ...(ends && before.agent ? [event(EVENTS.left, 'AGENT', agent)] : []),
    ...(ends && successor && action.type === 'transfer' ? [event(EVENTS.transferred, 'SYSTEM')] : []),
    ...(ends && !successor ? [event(EVENTS.ended, 'SYSTEM')] : []),
  ];
}

export function participantJoined(participant: CustomParticipant, contactId: string): ItemDraft {
  return participantEvent(EVENTS.joined, participant, contactId);
}

export function participantLeft(participant: CustomParticipant, contactId: string): ItemDraft {
  return participantEvent(EVENTS.left, participant, contactId);
}

export function participantEvent(
  contentType: string,
  { id, displayName }: CustomParticipant,
  contactId: string,
  content?: string,
): ItemDraft {
  return {
    type: 'EVENT',
    contentType,
    content,
    role: 'CUSTOM_BOT',
    displayName,
    participantId: id,
    contactId,
  };
}

/** Connect does not know what became of what it has sent, and never hears of what it does not carry. */
function reachesConnect({ from, delivered }: TranscriptEntry): boolean {
  return from !== 'CUSTOMER' || delivered;
}

function itemOf(
  entry: TranscriptEntry,
  contact: Contact,
  chatId: string,
  participant: CustomParticipant | undefined,
): ItemDraft {
  const { id, at, from: role, contentType, content, fileName } = entry;
  const displayName = entry.displayName ?? (role === 'CUSTOMER' ? contact.displayName : undefined);
  const ours = role === 'CUSTOM_BOT' && participant ? participant.id : undefined;
  const whose = ours ?? participantId(chatId, role, contact.agent?.id);
  const item = { id, at, role, displayName, participantId: whose, contactId: contact.id };
  if (fileName === undefined) return { ...item, type: 'MESSAGE', contentType, content };
  const attachment = { id: `${id}-file`, name: fileName, contentType };
  return { ...item, type: 'ATTACHMENT', contentType, attachment };
}

/** WhatsApp's alone: a text message has none. */
function receipts(before: Contact, after: Contact): [string, string][] {
  if (after.subtype !== 'connect:WhatsApp' || before.transcript === after.transcript) return [];
  return after.transcript.flatMap((entry, index) => {
    const was = before.transcript[index];
    const found: [string, string][] = [];
    if (entry.receivedAt !== was?.receivedAt) found.push([EVENTS.delivered, entry.id]);
    if (entry.readAt !== was?.readAt) found.push([EVENTS.read, entry.id]);
    return found;
  });
}
