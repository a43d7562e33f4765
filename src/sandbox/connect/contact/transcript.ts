import { createHash } from 'node:crypto';
import type { CustomerMessage } from './actions.ts';
import type { Contact, Drop, TranscriptEntry } from './contact.ts';

/** Free text reaches a WhatsApp user for so long after they wrote last; templates always do. */
const WINDOW_MS = 24 * 3600_000;
/** "Inbound WhatsApp messages over 1,024 characters are not delivered." */
const MOST_INBOUND_CHARACTERS = 1024;

const INTERACTIVE_RESPONSE = 'application/vnd.amazonaws.connect.message.interactive.response';

type Said = Omit<TranscriptEntry, 'id' | 'delivered'>;

/** The transcript with one message more. */
export function withEntry(contact: Contact, { dropped, ...said }: Said): readonly TranscriptEntry[] {
  const id = messageId(contact.initialContactId ?? contact.id, contact.transcript.length);
  const entry = { id, ...said, delivered: dropped === undefined, ...(dropped ? { dropped } : {}) };
  return [...contact.transcript, entry];
}

/** The id of the nth message of a chat, the same whenever it is asked for. */
export function messageId(chatId: string, index: number): string {
  const hash = createHash('sha256').update(`${chatId} ${index}`).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

/** Why a message to the customer does not reach their phone; nothing where it does. */
export function outboundDrop(contact: Contact, from: TranscriptEntry['from'], at: number): Drop | undefined {
  if (contact.customerStopped) return 'opted_out';
  if (from === 'SYSTEM' || contact.subtype !== 'connect:WhatsApp') return undefined;
  const wrote =
    contact.transcript.findLast(({ from }) => from === 'CUSTOMER')?.at ?? Number.NEGATIVE_INFINITY;
  return at - wrote > WINDOW_MS ? 'window_closed' : undefined;
}

/** What the customer has sent as it stands on their phone, whether or not Connect gets it. */
export function customerEntry(
  { subtype }: Pick<Contact, 'subtype'>,
  message: CustomerMessage,
  at: number,
): Said {
  const said = { at, from: 'CUSTOMER' } as const;
  switch (message.kind) {
    case 'text': {
      const tooLong = subtype === 'connect:WhatsApp' && message.text.length > MOST_INBOUND_CHARACTERS;
      const dropped = tooLong ? { dropped: 'too_long' as const } : {};
      return { ...said, contentType: 'text/plain', content: message.text, ...dropped };
    }
    case 'attachment':
      return {
        ...said,
        contentType: message.contentType ?? 'image/jpeg',
        content: '',
        fileName: message.name,
      };
    case 'interactive':
      return { ...said, contentType: INTERACTIVE_RESPONSE, content: interactiveAnswer(message.title) };
    case 'location':
    case 'contact_card':
      return { ...said, contentType: 'text/plain', content: `[${message.kind}]`, dropped: 'unsupported' };
    case 'reaction':
      return { ...said, contentType: 'text/plain', content: message.emoji, dropped: 'unsupported' };
  }
}

/** Source: Amazon Connect Administrator Guide, "Interactive messages", the response of a list picker. */
function interactiveAnswer(title: string): string {
  const content = { title, actionName: title };
  return JSON.stringify({ templateType: 'ListPicker', version: '1.0', action: title, data: { content } });
}
