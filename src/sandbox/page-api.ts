import type {
  Contact,
  ContactEvent,
  EventSettings,
  MessageSettings,
  WorldActionType,
} from './connect/index.ts';
import type { AgentSeed, FlowSeed, PhoneNumberSeed, QueueSeed } from './connect/seed.ts';
import type { AppFunction, Conversation, Message, OpenView, PersonRecord, UserGroup } from './slack/index.ts';
import type { InstalledApp, Team } from './slack/types.ts';

/*
 * The contract between the page and the sandbox's server, over JSON:
 *
 * GET  /api/stream          Server-Sent Events, each a `StreamEvent`. The first is the whole state, unless the browser
 *                           comes back soon enough (Last-Event-ID) to be told only what it missed.
 * GET  /api/state           `SandboxState`.
 * POST /api/act             a `SandboxAction`; answers `ActAnswer`. Who does more before there is an answer names each in
 *                           the header Act-Id, and in Act-After the one before it, which is taken up first, whichever
 *                           request arrives first.
 * GET  /api/requests        `RequestRow[]`, oldest first; `?since=ID` those after it.
 * GET  /api/requests/ID     `RequestDetail`.
 * GET  /api/app-log         `{lines: string[]}`, what the app printed last.
 * GET  /api/about           `SandboxAbout`.
 *
 * `applyChange` (page-state.ts) keeps a state true to the stream. Nothing here may import anything of Node's.
 */

export * from './page-actions.ts';
export type { FaultRequest } from './page-faults.ts';

export type SlashCommand = { command: string; description: string; usageHint: string };
type Shortcut = {
  type: 'global' | 'message';
  callbackId: string;
  name: string;
  description: string;
};

/** A step of the app, as Workflow Builder offers it. */
export type WorkflowStep = Pick<AppFunction, 'title' | 'description' | 'inputs'> & { callbackId: string };

/** Something that Slack itself tells one person, such as a command that timed out. */
export type Notice = { id: number; at: number; user: string; conversation?: string; text: string };

export type ContactCard = {
  contact: Contact;
  /** What can be done to it now. */
  possible: WorldActionType[];
  /** Of a chat: whether it is streamed, and the name under which the app is in it. */
  chat?: { streamed: boolean; participant?: string };
};

/** Something that was said or that happened in a streamed chat, as it was published. */
export type ChatMessage = {
  id: string;
  /** Epoch ms. */
  at: number;
  contactId: string;
  /** Who, and what: `CUSTOMER` `MESSAGE`. */
  role: string;
  what: string;
  /** The body, and the attributes around it. */
  body: unknown;
  attributes: Readonly<Record<string, string>>;
};

/** A fault that waits for its request. */
export type ArmedFault = {
  id: string;
  service: 'slack' | 'connect' | 'qconnect' | 'sqs';
  kind: string;
  /** The method or operation; `*` for all. */
  target: string;
  left: number | 'always';
  /** Further terms for people, such as `#support` or `3000 ms`; may be empty. */
  detail: string;
};

export type SandboxSettings = {
  /** Contacts live by themselves where nobody acts. */
  autopilot: boolean;
  quotas: boolean;
  slackLatencyMs: number;
  connectLatencyMs: number;
  events: EventSettings;
  /** How streamed chats come through SNS. */
  messages: MessageSettings;
};

/** Something that may be wrong with the set-up, as doctor would find it. */
export type MistakeState = {
  id: string;
  area: 'Slack' | 'Amazon Connect' | 'Pipeline' | 'App';
  title: string;
  isMade: boolean;
};

/** The app's own process. */
export type AppStatus = {
  /** crashed: it ended by itself and is started again at `nextStartAt` · stopped: by hand. */
  state: 'starting' | 'running' | 'paused' | 'stopping' | 'stopped' | 'crashed';
  mode: 'http' | 'socket';
  pid?: number;
  /** Where it answers, once it has run. */
  url?: string;
  /** Epoch ms of the last change of state. */
  since: number;
  /** How often it has crashed since the sandbox began. */
  crashes: number;
  nextStartAt?: number;
  lastExit?: { at: number; code: number | null; signal: string | null };
  /** The last lines of standard error. */
  stderr: string[];
};

/** The queue of contact events and chat messages between Amazon Connect and the app. */
export type QueueStatus = { waiting: number; inFlight: number; dead: number };

/** The simulated account: what the page needs to name things. */
export type Account = {
  instanceAlias: string;
  region: string;
  flows: readonly FlowSeed[];
  queues: readonly QueueSeed[];
  phoneNumbers: readonly PhoneNumberSeed[];
  agents: readonly AgentSeed[];
};

export type SandboxState = {
  /** Names one life of the sandbox's server; sequence numbers count within it. */
  run: string;
  /** Number of the last change that is in this state. */
  seq: number;
  /** How far the world's clock is ahead of the machine's. */
  turnedMs: number;
  team: Team;
  slackApp: InstalledApp;
  people: PersonRecord[];
  userGroups: UserGroup[];
  commands: SlashCommand[];
  shortcuts: Shortcut[];
  steps: WorkflowStep[];
  /** What the conversation with the app has besides what the app writes there. */
  appHome: { hasHome: boolean; takesMessages: boolean };
  /** All of them: those a person sees are told by `conversationsOf`. */
  conversations: Conversation[];
  /** Of all conversations, by conversation id, replies and ephemeral ones (`visible_to`) included, oldest first. */
  messages: Record<string, Message[]>;
  /** The modals before each person, the topmost last; nobody without one is in it. */
  modals: Record<string, OpenView[]>;
  homes: Record<string, OpenView>;
  notices: Notice[];
  account: Account;
  /** Oldest first. */
  contacts: ContactCard[];
  /** The last contact events, oldest first. */
  contactEvents: ContactEvent[];
  /** What streamed chats said last, oldest first. */
  chatMessages: ChatMessage[];
  faults: ArmedFault[];
  mistakes: MistakeState[];
  settings: SandboxSettings;
  queue: QueueStatus;
  app: AppStatus;
};

export type SandboxChange =
  /** Everything anew; the first of a stream, and whenever the world was replaced. */
  | { type: 'state'; state: SandboxState }
  /** Posted or changed: replaces the one with its ts, or is the newest. */
  | { type: 'message'; message: Message }
  | { type: 'messageDeleted'; conversation: string; ts: string }
  /** The whole stack of a person as it is now; empty when all are closed. */
  | { type: 'modals'; user: string; views: OpenView[] }
  | { type: 'home'; user: string; view: OpenView }
  | { type: 'conversation'; conversation: Conversation }
  | { type: 'notice'; notice: Notice }
  | { type: 'noticeDismissed'; id: number }
  | { type: 'contact'; card: ContactCard }
  | { type: 'contactEvent'; event: ContactEvent }
  | { type: 'chatMessage'; message: ChatMessage }
  | { type: 'faults'; faults: ArmedFault[] }
  | { type: 'mistakes'; mistakes: MistakeState[] }
  | { type: 'settings'; settings: SandboxSettings }
  | { type: 'queue'; queue: QueueStatus }
  | { type: 'clock'; turnedMs: number }
  | { type: 'app'; app: AppStatus }
  /** For the list of traffic; not part of the state. */
  | { type: 'request'; request: RequestRow }
  | { type: 'requestsCleared' };

/** The data of one Server-Sent Event; its id is `run.seq`. */
export type StreamEvent = { seq: number; change: SandboxChange };

/** One line of the traffic. */
export type RequestRow = {
  id: number;
  /** Epoch ms, when it began. */
  at: number;
  direction: 'app_to_slack' | 'slack_to_app' | 'app_to_connect' | 'app_to_qconnect';
  /** A Web API method, a kind of delivery such as `view_submission`, or an operation of Amazon Connect. */
  name: string;
  /** HTTP status; 0 when there was none (time-out, dropped connection). */
  status: number;
  durationMs: number;
  /** Slack's error code, AWS's exception, or why a delivery failed. */
  error?: string;
  /** What validation found. */
  faults: readonly string[];
  /** The kind of the injected fault that was at work. */
  injected?: string;
  /** Whether `redeliver` can send it again. */
  redeliverable: boolean;
};

export type RequestDetail = RequestRow & {
  /** What was sent and what was answered: parsed JSON where it is JSON, otherwise text; null when there was none. */
  body: unknown;
  response: unknown;
  /** A shell command that sends it again. */
  asCurl: string;
};

export type SandboxAbout = {
  name: 'reach-out-sandbox';
  dataDirectory: string;
  appUrl?: string;
  slackUrl: string;
  connectUrl: string;
  qconnectUrl: string;
  sqsUrl: string;
};
