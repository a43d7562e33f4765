import { randomUUID } from 'node:crypto';
import { type ClientTokens, clientTokens } from './client-tokens.ts';
import type { Clock } from './clock.ts';
import type { WorldAction } from './contact/actions.ts';
import { applyAction } from './contact/apply-action.ts';
import type { Contact } from './contact/contact.ts';
import type { ContactEventType } from './contact/contact-event.ts';
import { type ContactBook, contactBook } from './contact-book.ts';
import { type Counters, newCounters } from './counters.ts';
import { type Emitter, emitter } from './emitter.ts';
import { type EventSettings, type EventStream, eventStream } from './event-stream.ts';
import { destinationOf, keywordIn } from './opt-outs.ts';
import type { RequestLogEntry } from './request-log.ts';
import type { Seed } from './seed.ts';

/** Who did it: the tester, the app over the API, the autopilot, or a time-out that ran down. */
export type ActionSource = 'hand' | 'api' | 'autopilot' | 'time';

export type Change =
  | { type: 'contact'; contact: Contact; action: WorldAction['type'] | 'start' | 'update'; by: ActionSource }
  | { type: 'request'; request: RequestLogEntry }
  /** The whole world was replaced by a snapshot. */
  | { type: 'restored' }
  /** Faults, quotas, event settings or a switch. */
  | { type: 'settings' };

/** Everything that an operation or a world action works on. */
export type Simulation = {
  readonly seed: Seed;
  readonly clock: Clock;
  readonly random: () => number;
  readonly newId: () => string;
  readonly book: ContactBook;
  readonly tokens: ClientTokens;
  readonly events: EventStream;
  readonly changes: Emitter<Change>;
  readonly counters: Counters;
  /** Destinations that opted out, by `destinationOf`: messages to them are accepted and silently dropped. */
  readonly optedOut: Set<string>;
  readonly forgetTokensOfEndedContacts: boolean;
  /** Puts a new contact on the book and emits its events. */
  begin(contact: Contact): Contact;
  /** Throws ResourceNotFoundException or ActionNotPossible. */
  act(id: string, action: WorldAction, by: ActionSource): Contact;
  /** Changes data that are not part of the state: attributes, tags. */
  update(id: string, changes: Partial<Contact>, ...events: ContactEventType[]): Contact;
};

export type SimulationOptions = {
  seed: Seed;
  clock: Clock;
  random: () => number;
  newId?: () => string;
  maxContacts: number;
  eventSettings: EventSettings;
  openChatsAtOnce: boolean;
  forgetTokensOfEndedContacts: boolean;
};

export function createSimulation(options: SimulationOptions): Simulation {
  const { seed, clock, random, newId = randomUUID } = options;
  const book = contactBook(options.maxContacts);
  const changes = emitter<Change>();
  const events = eventStream({ seed, clock, random, newId, settings: options.eventSettings });
  const optedOut = new Set<string>();
  const counters = newCounters();

  function settle(
    contact: Contact,
    action: WorldAction['type'] | 'start' | 'update',
    by: ActionSource,
  ): Contact {
    book.put(contact);
    changes.emit({ type: 'contact', contact, action, by });
    return contact;
  }

  /** Every open chat with that number on that channel gets nothing from now on, or something again. */
  function opt({ subtype, customer }: Contact, way: 'in' | 'out', by: ActionSource): void {
    const destination = destinationOf(subtype, customer.address);
    if (way === 'out') optedOut.add(destination);
    else optedOut.delete(destination);
    for (const chat of book.list()) {
      if (chat.state === 'ended' || destinationOf(chat.subtype, chat.customer.address) !== destination)
        continue;
      settle({ ...chat, customerStopped: way === 'out' }, 'update', by);
    }
  }

  function act(id: string, action: WorldAction, by: ActionSource): Contact {
    const step = applyAction(book.require(id), action, clock.now());
    const keyword = action.type === 'customerReply' ? keywordIn(step.contact, action.text) : undefined;
    if (action.type === 'customerStops' || keyword) {
      opt(step.contact, keyword === 'start' ? 'in' : 'out', by);
      return book.require(id);
    }
    settle(step.contact, action.type, by);
    for (const type of step.events) events.emit(step.contact, type);
    if (step.successor) {
      settle(step.successor, 'start', by);
      events.emit(step.successor, 'INITIATED');
      if (step.successor.state === 'queued') events.emit(step.successor, 'QUEUED');
    }
    return step.contact;
  }

  return {
    seed,
    clock,
    random,
    newId,
    book,
    tokens: clientTokens(clock),
    events,
    changes,
    counters,
    optedOut,
    forgetTokensOfEndedContacts: options.forgetTokensOfEndedContacts,
    begin(contact) {
      counters.contactsStarted += 1;
      settle(contact, 'start', 'api');
      events.emit(contact, 'INITIATED');
      if (contact.channel === 'VOICE' || !options.openChatsAtOnce) return contact;
      return act(contact.id, { type: 'open' }, 'api');
    },
    act,
    update(id, changed, ...types) {
      const contact = settle({ ...book.require(id), ...changed, updatedAt: clock.now() }, 'update', 'api');
      for (const type of types) events.emit(contact, type);
      return contact;
    },
  };
}
