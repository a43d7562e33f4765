import type { Chat, CustomParticipant } from './chat/chat.ts';
import type { MessageSettings } from './chat/message-stream.ts';
import type { Published } from './chat/sns.ts';
import type { Clock } from './clock.ts';
import type { WorldAction, WorldActionType } from './contact/actions.ts';
import type { Contact, TranscriptEntry } from './contact/contact.ts';
import type { ContactEvent, ContactEventType } from './contact/contact-event.ts';
import type { Counters } from './counters.ts';
import type { EventSettings, EventSink } from './event-stream.ts';
import type { Fault, FaultOrder } from './faults.ts';
import type { OperationName } from './operation-names.ts';
import type { Quotas } from './quotas.ts';
import type { RequestLogEntry } from './request-log.ts';
import type { Seed } from './seed.ts';
import type { Credentials } from './sigv4.ts';
import type { Change, SecondChat } from './simulation.ts';
import type { Snapshot } from './snapshot.ts';
import type { TemplateBook } from './template-book.ts';
import type { World } from './world.ts';

export type SimulatedConnectOptions = {
  /** 0, the default, takes a free one. */
  port?: number;
  /** Parts of the simulated account that differ from the default. */
  seed?: Partial<Seed>;
  /** Who may sign; `SANDBOX_CREDENTIALS` when left out. */
  credentials?: readonly Credentials[];
  /** AWS's default quotas when left out. */
  quotas?: Quotas | 'off';
  /** Fixed time before every answer, in ms. */
  latencyMs?: number;
  clock?: Clock;
  /** From 0 to 1, for faults by chance, shuffled events and the autopilot. */
  random?: () => number;
  newId?: () => string;
  events?: Partial<EventSettings>;
  /** How streamed chats come through SNS. */
  messages?: Partial<MessageSettings>;
  /** What a second StartOutboundChatContact to a person with an open chat does; `another` when left out. */
  secondChat?: SecondChat;
  autopilot?: boolean;
  /** Where the templates are that chats are started with; any is taken when left out. */
  templates?: TemplateBook;
  /** Whether Connect may publish to a topic, by its ARN; to those of the seed when left out. */
  canPublish?: (topicArn: string) => boolean;
  /** Chats connect to their flow when they start (default); otherwise by `world.open`. */
  openChatsAtOnce?: boolean;
  /** Chats expire and unanswered calls end when their time is up (default). */
  naturalEnds?: boolean;
  /** As an older manual said: a token whose contact has ended starts another one. */
  forgetTokensOfEndedContacts?: boolean;
  /** Contacts kept; the oldest ended go first. Default 20,000. */
  maxContacts?: number;
  /** Requests kept in the log. Default 1,000. */
  maxRequests?: number;
  snapshot?: Snapshot;
};

export type SimulatedConnect = {
  /** For AWS_ENDPOINT_URL_CONNECT. */
  readonly url: string;
  readonly port: number;
  readonly seed: Seed;
  readonly credentials: readonly Credentials[];
  stop(): Promise<void>;

  contacts(): Contact[];
  contact(id: string): Contact | undefined;
  readonly world: World;
  /** Any action by name, as buttons do; throws ActionNotPossible. */
  act(id: string, action: WorldAction): Contact;
  possible(id: string): WorldActionType[];
  autopilot(on: boolean): void;
  isAutopilotOn(): boolean;

  fault(order: FaultOrder): Fault;
  faults(): Fault[];
  cancelFault(id: number): void;
  clearFaults(): void;
  /** Lets IAM deny an operation, or allow it again. */
  deny(operation: OperationName, isDenied: boolean): void;
  isDenied(operation: OperationName): boolean;
  setQuotas(quotas: Quotas | 'off'): void;
  setSecondChat(way: SecondChat): void;
  setLatency(ms: number): void;
  latency(): number;
  /** AWS's clock before the machine's, by which signatures are judged and answers dated; in ms. */
  setClockAhead(ms: number): void;
  clockAhead(): number;

  onEvent(listener: (event: ContactEvent) => void): () => void;
  /** The last 500 delivered, oldest first. */
  recentEvents(): ContactEvent[];
  deliverEventsTo(sink: EventSink, queue: string): () => void;
  configureEvents(changes: Partial<EventSettings>): void;
  eventSettings(): EventSettings;
  /** An event of any type for a contact as it stands, for what the world actions do not cover. */
  emitEvent(id: string, type: ContactEventType): void;

  /** What is streamed, as it is delivered; repetitions included. */
  onMessage(listener: (published: Published) => void): () => void;
  /** The last 500 delivered, oldest first. */
  recentMessages(): Published[];
  /** Subscribes a queue to a topic, to every one when none is named, raw or in an envelope as the settings say. */
  deliverMessagesTo(sink: EventSink, queue: string, topicArn?: string): () => void;
  configureMessages(changes: Partial<MessageSettings>): void;
  messageSettings(): MessageSettings;
  /** The chat that a contact belongs to: its stream, its custom participants, all that was said and happened. */
  chat(contactId: string): Chat | undefined;
  /** The custom participant that is in the chat of a contact now. */
  participant(contactId: string): CustomParticipant | undefined;
  /** What stands on a customer's phone, oldest first: all that reached them, and what they sent themselves. */
  phone(number: string, subtype?: string): TranscriptEntry[];

  subscribe(listener: (change: Change) => void): () => void;
  requests(): RequestLogEntry[];
  clearRequests(): void;
  counters(): Counters;
  /** Contacts started under each ClientToken; any number above 1 is somebody contacted twice. */
  contactsPerToken(): Map<string, number>;
  /** Resolves with the probe's first truthy answer; rejects after `timeoutMs` (default 20,000). */
  waitFor<T>(probe: () => T, options?: { timeoutMs?: number }): Promise<Exclude<T, undefined | null | false>>;
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;
};
