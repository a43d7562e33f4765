import { createHash } from 'node:crypto';

/** Since 2025 a message may have 1 MiB, a batch as much in all. */
export const MAX_MESSAGE_BYTES = 1_048_576;

export type MessageAttributes = Record<string, unknown>;

export type StoredMessage = {
  readonly id: string;
  readonly body: string;
  readonly md5: string;
  readonly attributes: MessageAttributes | undefined;
  /** Epoch ms. */
  readonly sentAt: number;
  firstReceivedAt: number | undefined;
  receiveCount: number;
  /** Epoch ms from which it can be received (again). */
  visibleAt: number;
  /** Of the latest receive; earlier receipts no longer delete. */
  receipt: string | undefined;
};

export function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

/** The system attributes a receive may ask for, all as strings. */
export function systemAttributes(message: StoredMessage, names: readonly string[]): Record<string, string> {
  const all: Record<string, string> = {
    SenderId: 'AIDASANDBOXSENDER0000',
    SentTimestamp: String(message.sentAt),
    ApproximateReceiveCount: String(message.receiveCount),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt ?? message.sentAt),
  };
  if (names.includes('All')) return all;
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
}
