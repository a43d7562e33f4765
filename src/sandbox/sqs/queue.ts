import { randomUUID } from 'node:crypto';
import type { Clock } from '../connect/clock.ts';
import { type MessageAttributes, md5, type StoredMessage } from './message.ts';
import { SqsError } from './sqs-error.ts';

/** AWS's bound on messages of a standard queue that are in flight at once. */
const MAX_IN_FLIGHT = 120_000;

export type QueueSettings = {
  visibilityTimeoutSeconds: number;
  waitTimeSeconds: number;
  delaySeconds: number;
  /** Where a message goes that was received `maxReceiveCount` times and not deleted. */
  redrive?: { deadLetterQueue: string; maxReceiveCount: number } | undefined;
  /** JSON: whom besides its owner the queue lets in. */
  policy?: string | undefined;
};

export type Queue = {
  readonly name: string;
  settings: QueueSettings;
  send(
    body: string,
    options?: { delaySeconds?: number; attributes?: MessageAttributes | undefined },
  ): StoredMessage;
  /** Takes in a message that another queue has given up. */
  adopt(message: StoredMessage): void;
  receive(max: number, visibilityTimeoutSeconds?: number): StoredMessage[];
  /** Throws ReceiptHandleIsInvalid; an outdated receipt deletes nothing, silently, as in AWS. */
  remove(receipt: string): void;
  /** Throws ReceiptHandleIsInvalid or MessageNotInflight. */
  changeVisibility(receipt: string, seconds: number): void;
  messages(): StoredMessage[];
  inFlight(): StoredMessage[];
  purge(): void;
};

/** A standard queue. `onVisible` is called whenever a message may have become receivable. */
export function createQueue(
  name: string,
  settings: QueueSettings,
  {
    clock,
    onVisible,
    onDead,
  }: { clock: Clock; onVisible: () => void; onDead: (message: StoredMessage) => void },
): Queue {
  const messages = new Map<string, StoredMessage>();
  const alarms = new Map<string, () => void>();

  function hide(message: StoredMessage, seconds: number): void {
    message.visibleAt = clock.now() + seconds * 1000;
    silence(message.id);
    if (seconds > 0) alarms.set(message.id, clock.after(seconds * 1000, onVisible));
  }

  function silence(id: string): void {
    alarms.get(id)?.();
    alarms.delete(id);
  }

  function forget(id: string): void {
    silence(id);
    messages.delete(id);
  }

  function find(receipt: string): StoredMessage | undefined {
    const [id] = Buffer.from(receipt, 'base64url').toString().split('|');
    if (!id || !/^[0-9a-f-]{36}$/.test(id)) {
      throw new SqsError('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.');
    }
    const message = messages.get(id);
    return message?.receipt === receipt ? message : undefined;
  }

  const isInFlight = (message: StoredMessage) =>
    message.receipt !== undefined && message.visibleAt > clock.now();
  const inFlight = () => [...messages.values()].filter(isInFlight);

  const queue: Queue = {
    name,
    settings,
    send(body, { delaySeconds = queue.settings.delaySeconds, attributes } = {}) {
      const at = clock.now();
      const message: StoredMessage = {
        id: randomUUID(),
        body,
        md5: md5(body),
        attributes,
        sentAt: at,
        firstReceivedAt: undefined,
        receiveCount: 0,
        visibleAt: at,
        receipt: undefined,
      };
      messages.set(message.id, message);
      if (delaySeconds > 0) hide(message, delaySeconds);
      else onVisible();
      return message;
    },
    adopt(message) {
      messages.set(message.id, { ...message, visibleAt: clock.now(), receipt: undefined });
      onVisible();
    },
    receive(max, visibilityTimeoutSeconds = queue.settings.visibilityTimeoutSeconds) {
      const received: StoredMessage[] = [];
      const now = clock.now();
      for (const message of messages.values()) {
        if (received.length >= max) break;
        if (message.visibleAt > now) continue;
        if (message.receiveCount >= (queue.settings.redrive?.maxReceiveCount ?? Number.POSITIVE_INFINITY)) {
          forget(message.id);
          onDead(message);
          continue;
        }
        message.receiveCount += 1;
        message.firstReceivedAt ??= now;
        message.receipt = Buffer.from(`${message.id}|${randomUUID()}`).toString('base64url');
        hide(message, visibilityTimeoutSeconds);
        received.push(message);
      }
      if (messages.size > MAX_IN_FLIGHT && inFlight().length > MAX_IN_FLIGHT) {
        throw new SqsError('OverLimit', 'Too many messages in flight.');
      }
      return received.map((message) => ({ ...message }));
    },
    remove(receipt) {
      const message = find(receipt);
      if (message) forget(message.id);
    },
    changeVisibility(receipt, seconds) {
      const message = find(receipt);
      if (!message || !isInFlight(message)) {
        throw new SqsError('MessageNotInflight', 'The message referred to is not in flight.');
      }
      hide(message, seconds);
      if (seconds === 0) onVisible();
    },
    messages: () => [...messages.values()].map((message) => ({ ...message })),
    inFlight,
    purge() {
      for (const id of [...messages.keys()]) forget(id);
    },
  };
  return queue;
}
