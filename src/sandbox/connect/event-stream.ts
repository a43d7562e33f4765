import type { Clock } from './clock.ts';
import type { Contact } from './contact/contact.ts';
import {
  buildContactEvent,
  type ContactEvent,
  type ContactEventType,
  type EventShape,
} from './contact/contact-event.ts';
import { emitter } from './emitter.ts';
import type { Seed } from './seed.ts';

/** How events come: their shape, and what best-effort delivery does to them. */
export type EventSettings = EventShape & {
  /** How many times more each event is delivered. */
  duplicates: number;
  /** Events are gathered this long (ms) and come out shuffled; 0 keeps their order. */
  shuffleWindowMs: number;
  /** Held events wait until this is false again, as when EventBridge is late. */
  hold: boolean;
};

export const DEFAULT_EVENT_SETTINGS: EventSettings = {
  detailType: 'Amazon Connect Contact Event',
  epochTimestamps: false,
  channelCase: 'upper',
  disconnectReason: 'string',
  duplicates: 0,
  shuffleWindowMs: 0,
  hold: false,
};

/** Where events can be sent; the simulated SQS is one. */
export type EventSink = { send(queue: string, body: string): unknown };

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
  let waiting: ContactEvent[] = [];
  let recent: ContactEvent[] = [];
  let windowOpen = false;

  function release(): void {
    windowOpen = false;
    if (settings.hold) return;
    const events = settings.shuffleWindowMs > 0 ? shuffled(waiting, random) : waiting;
    waiting = [];
    for (const event of events) {
      recent.push(event);
      listeners.emit(event);
    }
    if (recent.length > MAX_RECENT * 2) recent = recent.slice(-MAX_RECENT);
  }

  return {
    recent: () => recent.slice(-MAX_RECENT),
    emit(contact, type) {
      const event = buildContactEvent(contact, type, { seed, shape: settings, id: newId(), at: clock.now() });
      for (let copy = 0; copy <= settings.duplicates; copy++) waiting.push(event);
      if (settings.shuffleWindowMs === 0) return release();
      if (windowOpen) return;
      windowOpen = true;
      clock.after(settings.shuffleWindowMs, release);
    },
    onEvent: (listener) => listeners.subscribe(listener),
    deliverTo: (sink, queue) =>
      listeners.subscribe((event) => {
        sink.send(queue, JSON.stringify(event));
      }),
    configure(changes) {
      settings = { ...settings, ...changes };
      if (!settings.hold && !windowOpen) release();
    },
    settings: () => ({ ...settings }),
  };
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
