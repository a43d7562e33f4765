import { randomUUID } from 'node:crypto';
import { type Chat, customParticipant, isFleeting } from './chat/chat.ts';
import { type ChatBook, chatBook } from './chat/chat-book.ts';
import { type ItemDraft, itemsOfStep } from './chat/items-of-step.ts';
import { type MessageSettings, type MessageStream, messageStream } from './chat/message-stream.ts';
import { type ClientTokens, clientTokens } from './client-tokens.ts';
import type { Clock } from './clock.ts';
import type { WorldAction } from './contact/actions.ts';
import { applyAction, type Step } from './contact/apply-action.ts';
import type { Contact } from './contact/contact.ts';
import type { ContactEventType } from './contact/contact-event.ts';
import { type ContactBook, contactBook } from './contact-book.ts';
import { type Counters, newCounters } from './counters.ts';
import { type Emitter, emitter } from './emitter.ts';
import { type EventSettings, type EventStream, eventStream } from './event-stream.ts';
import { destinationOf, keywordIn } from './opt-outs.ts';
import type { RequestLogEntry } from './request-log.ts';
import { type Seed, topicArn } from './seed.ts';
import type { TemplateBook } from './template-book.ts';

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
  readonly chats: ChatBook;
  /** What streamed chats say, through SNS. */
  readonly messages: MessageStream;
  readonly changes: Emitter<Change>;
  readonly counters: Counters;
  /** Since when destinations have opted out, by `destinationOf`: messages to them are accepted and silently dropped. */
  readonly optedOut: Map<string, number>;
  readonly forgetTokensOfEndedContacts: boolean;
  readonly templates: TemplateBook | undefined;
  /** Whether Connect may publish to a topic, by its ARN. */
  readonly canPublish: (topicArn: string) => boolean;
  /** What a second chat with the same person, on the same channel and number, comes to. */
  secondChat: SecondChat;
  /** Puts a new contact on the book and emits its events. */
  begin(contact: Contact): Contact;
  /** Throws ResourceNotFoundException or ActionNotPossible. */
  act(id: string, action: WorldAction, by: ActionSource): Contact;
  /** Changes data that are not part of the state: attributes, tags. */
  update(id: string, changes: Partial<Contact>, ...events: ContactEventType[]): Contact;
  /** Something that happens in a chat besides what is done to its contact. */
  tell(chat: Chat, ...drafts: ItemDraft[]): void;
};

/** Undocumented: a contact of its own, a ConflictException, or the same contact with one message more. */
export type SecondChat = 'another' | 'conflict' | 'same';

export type SimulationOptions = {
  seed: Seed;
  clock: Clock;
  random: () => number;
  newId?: () => string;
  maxContacts: number;
  eventSettings: EventSettings;
  messageSettings: MessageSettings;
  secondChat: SecondChat;
  openChatsAtOnce: boolean;
  forgetTokensOfEndedContacts: boolean;
  templates: TemplateBook | undefined;
  canPublish?: ((topicArn: string) => boolean) | undefined;
};

function textOf(action: WorldAction): string | undefined {
  if (action.type === 'customerReply') return action.text;
  return action.type === 'customerSends' && action.message.kind === 'text' ? action.message.text : undefined;
}

export function createSimulation(options: SimulationOptions): Simulation {
  const { clock, random, newId = randomUUID } = options;
  const seed = structuredClone(options.seed);
  const book = contactBook(options.maxContacts);
  const changes = emitter<Change>();
  const events = eventStream({ seed, clock, random, newId, settings: options.eventSettings });
  const chats = chatBook(options.maxContacts);
  const messages = messageStream({ seed, clock, random, newId, settings: options.messageSettings });
  const optedOut = new Map<string, number>();
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
    if (way === 'out') optedOut.set(destination, clock.now());
    else optedOut.delete(destination);
    for (const chat of book.list()) {
      if (chat.state === 'ended' || destinationOf(chat.subtype, chat.customer.address) !== destination)
        continue;
      settle({ ...chat, customerStopped: way === 'out' }, 'update', by);
    }
  }

  function record(chat: Chat, drafts: readonly ItemDraft[]): void {
    for (const draft of drafts) {
      const item = { ...draft, id: draft.id ?? newId(), at: draft.at ?? clock.now() };
      if (!isFleeting(item)) chat.items.push(item);
      messages.publish(item, chat);
    }
  }

  /** A chat goes on with the contact that follows; a custom participant leaves as an agent joins, and at the end. */
  function follow(before: Contact, step: Step, action: WorldAction): void {
    if (before.channel !== 'CHAT') return;
    const chat = chats.of(before);
    const participant = customParticipant(chat, clock.now());
    const { contact, successor } = step;
    record(chat, itemsOfStep({ chat, contact: before, participant, agentName }, step, action));
    if (successor) chat.contactId = successor.id;
    const goes = action.type === 'agentJoins' || (contact.state === 'ended' && !successor);
    if (participant && goes) participant.leftAt = clock.now();
  }

  const agentName = (id: string) => seed.agents.find((agent) => agent.id === id)?.name ?? '';

  /** What an agent writes is under their name. */
  function named(contact: Contact, action: WorldAction): WorldAction {
    if (action.type !== 'agentSays' || !contact.agent) return action;
    return { displayName: agentName(contact.agent.id), ...action };
  }

  function act(id: string, asked: WorldAction, by: ActionSource): Contact {
    const before = book.require(id);
    const action = named(before, asked);
    const step = applyAction(before, action, clock.now());
    const said = textOf(action);
    const keyword = said === undefined ? undefined : keywordIn(step.contact, said);
    if (action.type === 'customerStops' || keyword) {
      opt(step.contact, keyword === 'start' ? 'in' : 'out', by);
      return book.require(id);
    }
    follow(before, step, action);
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
    chats,
    messages,
    changes,
    counters,
    optedOut,
    secondChat: options.secondChat,
    forgetTokensOfEndedContacts: options.forgetTokensOfEndedContacts,
    templates: options.templates,
    canPublish: options.canPublish ?? ((arn) => seed.topics.some((name) => topicArn(seed, name) === arn)),
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
    tell(chat, ...drafts) {
      record(chat, drafts);
      const contact = book.get(chat.contactId);
      if (contact) settle(contact, 'update', 'api');
    },
  };
}
