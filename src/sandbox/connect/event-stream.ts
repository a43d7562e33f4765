import type { Clock } from './clock.ts';
import type { Contact } from './contact/contact.ts';
import {
  buildContactEvent,
  type ContactEvent,
  type ContactEventType,
  type EventShape,
} from './contact/contact-event.ts';
import { type DeliverySettings, deliveryLine, RELIABLE } from './delivery-line.ts';
import { emitter } from './emitter.ts';
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

/** Events kept for whoever comes later. */
const MAX_RECENT = 500;

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
  settings: initial,
}: {
  seed: Seed;
  clock: Clock;
  random: () => number;
  newId: () => string;
  settings: EventSettings;
}): EventStream {
  const listeners = emitter<ContactEvent>();
  let settings = initial;
  let recent: ContactEvent[] = [];
  const line = deliveryLine<ContactEvent>({
    clock,
    random,
    settings: () => settings,
    deliver(event) {
      recent.push(event);
      if (recent.length > MAX_RECENT * 2) recent = recent.slice(-MAX_RECENT);
      listeners.emit(event);
    },
  });

  return {
    recent: () => recent.slice(-MAX_RECENT),
    emit: (contact, type) =>
      line.send(buildContactEvent(contact, type, { seed, shape: settings, id: newId(), at: clock.now() })),
    onEvent: (listener) => listeners.subscribe(listener),
    deliverTo: (sink, queue) =>
      listeners.subscribe((event) => {
        sink.send(queue, JSON.stringify(event));
      }),
    configure(changes) {
      settings = { ...settings, ...changes };
      line.settingsChanged();
    },
    settings: () => ({ ...settings }),
  };
}
