import { type Chat, type ChatItem, EVENTS } from './chat.ts';

type Receipts = { deliveredAt?: number | undefined; readAt?: number | undefined };

/** An item as a transcript has it. Source: Amazon Connect Participant Service, Item. */
export function presentItem(item: ChatItem, receipts: Receipts = {}): object {
  const { deliveredAt, readAt } = receipts;
  const hasReceipt = deliveredAt !== undefined || readAt !== undefined;
  return {
    AbsoluteTime: time(item.at),
    Content: item.content,
    ContentType: item.contentType,
    Id: item.id,
    Type: item.type,
    ParticipantId: item.participantId,
    DisplayName: item.displayName ?? '',
    ParticipantRole: item.role,
    ContactId: item.contactId,
    Attachments: item.attachment && [
      {
        AttachmentId: item.attachment.id,
        AttachmentName: item.attachment.name,
        ContentType: item.attachment.contentType,
        Status: 'APPROVED',
      },
    ],
    MessageMetadata: hasReceipt
      ? {
          MessageId: item.id,
          Receipts: [{ DeliveredTimestamp: time(deliveredAt), ReadTimestamp: time(readAt) }],
        }
      : undefined,
  };
}

/** An item as it is streamed: the same, and the chain that it belongs to. Source: "Amazon SNS payload". */
export function streamedBody(item: ChatItem, chat: Chat): object {
  const messageId = item.content?.startsWith('{"messageId"') ? JSON.parse(item.content).messageId : undefined;
  const at = time(item.at);
  const receipt = item.contentType === EVENTS.read ? { ReadTimestamp: at } : { DeliveredTimestamp: at };
  const metadata = messageId ? { MessageMetadata: { MessageId: messageId, Receipts: [receipt] } } : {};
  return { ...presentItem(item), InitialContactId: chat.id, ...metadata };
}

const time = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString());
