import type { Clock } from './clock.ts';
import type { Contact } from './contact/contact.ts';
import {
  buildContactEvent,
  type ContactEvent,
  type ContactEventType,
  type EventShape,
} from './contact/contact-event.ts';
import { type DeliverySettings, deliveryLine, RELIABLE } from './delivery-line.ts';
import type { Seed } from './seed.ts';

/** How events come: their shape, and what best-effort delivery does to them. */
export type EventSettings = EventShape & DeliverySettings;

export const DEFAULT_EVENT_SETTINGS: EventSettings = {
  detailType: 'Amazon Connect Contact Event',
  epochTimestamps: false,
  channelCase: 'upper',
  disconnectReason: 'string',
  ...RELIABLE,
};

/** Where events can be sent; the simulated SQS is one. */
export type EventSink = {
  send(queue: string, body: string, attributes?: Record<string, unknown>): unknown;
};

export type EventStream = {
  /** The last 500 delivered, oldest first. */
  recent(): ContactEvent[];
  emit(contact: Contact, type: ContactEventType): void;
  onEvent(listener: (event: ContactEvent) => void): () => void;
  deliverTo(sink: EventSink, queue: string): () => void;
  configure(changes: Partial<EventSettings>): void;
  settings(): EventSettings;
};

export function eventStream({
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
  settings: EventSettings;
}): EventStream {
  const line = deliveryLine<ContactEvent, EventSettings>({ clock, random, settings });

  return {
    recent: () => line.recent(),
    emit: (contact, type) =>
      line.send(
        buildContactEvent(contact, type, { seed, shape: line.settings(), id: newId(), at: clock.now() }),
      ),
    onEvent: (listener) => line.subscribe(listener),
    deliverTo: (sink, queue) =>
      line.subscribe((event) => {
        sink.send(queue, JSON.stringify(event));
      }),
    configure: (changes) => line.configure(changes),
    settings: () => line.settings(),
  };
}
