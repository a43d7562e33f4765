import type { Clock } from '../clock.ts';
import { type DeliverySettings, deliveryLine, RELIABLE } from '../delivery-line.ts';
import type { EventSink } from '../event-stream.ts';
import type { Seed } from '../seed.ts';
import type { Chat, ChatItem } from './chat.ts';
import { streamedBody } from './present-item.ts';
import { notification, type Published, publication, rawAttributes } from './sns.ts';

/** How what is said in streamed chats comes through SNS. */
export type MessageSettings = DeliverySettings & {
  /** Raw message delivery: the body alone, its attributes as the queue message's. Otherwise in SNS's envelope. */
  raw: boolean;
};

export const DEFAULT_MESSAGE_SETTINGS: MessageSettings = { ...RELIABLE, raw: false };

export type MessageStream = {
  /** The last 500 delivered, oldest first, repetitions included. */
  recent(): Published[];
  publish(item: ChatItem, chat: Chat): void;
  onMessage(listener: (published: Published) => void): () => void;
  /** Subscribes a queue to the topic; to every topic when none is named. */
  deliverTo(sink: EventSink, queue: string, topicArn?: string): () => void;
  configure(changes: Partial<MessageSettings>): void;
  settings(): MessageSettings;
};

export function messageStream({
  seed,
  clock,
  random,
  newId,
  settings,
}: {
  seed: Seed;
  clock: Clock;
  random: () => number;
  newId: () => string;
  settings: MessageSettings;
}): MessageStream {
  const line = deliveryLine<Published, MessageSettings>({ clock, random, settings });

  return {
    recent: () => line.recent(),
    publish(item, chat) {
      if (!chat.stream) return;
      const { topicArn } = chat.stream;
      line.send(
        publication(streamedBody(item, chat), { item, chat, seed, topicArn, id: newId(), at: clock.now() }),
      );
    },
    onMessage: (listener) => line.subscribe(listener),
    deliverTo: (sink, queue, topicArn) =>
      line.subscribe((published) => {
        if (topicArn !== undefined && published.topicArn !== topicArn) return;
        if (line.settings().raw) sink.send(queue, published.message, rawAttributes(published));
        else sink.send(queue, JSON.stringify(notification(published, seed)));
      }),
    configure: (changes) => line.configure(changes),
    settings: () => line.settings(),
  };
}
