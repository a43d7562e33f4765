import * as z from 'zod';
import type { Contact } from './connect/index.ts';
import { connectActions, eventSettings, messageSettings } from './page-connect-actions.ts';
import { faultSchema, id, milliseconds, text } from './page-faults.ts';
import type {
  Ack,
  ActionResult,
  CommandResult,
  Message,
  ShortcutResult,
  SubmitResult,
  SuggestResult,
} from './slack/index.ts';

/*
 * What the page can ask the sandbox to do: `POST /api/act` with one of these as JSON. Nothing here may import
 * anything of Node's, because the page is bundled with it.
 */

const json = z.record(z.string(), z.unknown());

/** Who does it, and on what: a phone changes dashes and quotes while one types. */
const person = { as: id, device: z.enum(['desktop', 'phone']).exactOptional() };

/** Where an element is: in a message, in the Home tab, or (without either) in the person's topmost modal. */
const place = {
  conversation: id.exactOptional(),
  ts: id.exactOptional(),
  home: z.boolean().exactOptional(),
  blockId: id.exactOptional(),
};

/** Answers the confirmation dialog of an element that has one; yes when left out. */
const confirm = z.boolean().exactOptional();

/** What a person does in Slack. Conversations are named by id, name or `app`, the direct message with the app. */
const personActions = [
  z.object({ type: z.literal('post'), ...person, conversation: id, text, threadTs: id.exactOptional() }),
  z.object({
    type: z.literal('command'),
    ...person,
    conversation: id,
    line: text,
    threadTs: id.exactOptional(),
  }),
  z.object({ type: z.literal('globalShortcut'), ...person, callbackId: id }),
  z.object({ type: z.literal('messageShortcut'), ...person, callbackId: id, conversation: id, ts: id }),
  z.object({
    type: z.literal('fill'),
    ...person,
    ...place,
    actionId: id,
    text: text.nullable(),
    pressEnter: z.boolean().exactOptional(),
  }),
  z.object({
    type: z.literal('choose'),
    ...person,
    ...place,
    actionId: id,
    value: z.union([text, z.number(), z.array(text), z.null()]),
    confirm,
  }),
  z.object({ type: z.literal('press'), ...person, ...place, actionId: id, confirm }),
  z.object({ type: z.literal('suggest'), ...person, ...place, actionId: id, query: text }),
  z.object({ type: z.literal('submit'), ...person }),
  z.object({ type: z.literal('close'), ...person, all: z.boolean().exactOptional() }),
  z.object({ type: z.literal('react'), ...person, conversation: id, ts: id, name: id }),
  z.object({ type: z.literal('openHome'), ...person }),
  z.object({ type: z.literal('deleteMessage'), ...person, conversation: id, ts: id }),
] as const;

/** What an admin of the workspace, or Slack itself, does. */
const workspaceActions = [
  z.object({ type: z.literal('member'), conversation: id, user: id, member: z.boolean() }),
  z.object({ type: z.literal('archive'), conversation: id, archived: z.boolean() }),
  z.object({ type: z.literal('dismissNotice'), id: z.number().int() }),
  /** Runs the app's step in a workflow; whoever runs it hears how that ended. */
  z.object({ type: z.literal('runStep'), as: id.exactOptional(), callbackId: id, inputs: json }),
  z.object({ type: z.literal('sockets'), do: z.enum(['refresh', 'cut']) }),
  /** Sends a logged delivery to the app again; `request` is its id in the list of traffic. */
  z.object({ type: z.literal('redeliver'), request: z.number().int() }),
] as const;

const faultActions = [
  z.object({ type: z.literal('addFault'), fault: faultSchema }),
  z.object({ type: z.literal('removeFault'), id }),
  z.object({ type: z.literal('clearFaults') }),
  /** Makes a mistake in the set-up, or mends it; all of them without an id. */
  z.object({ type: z.literal('mistake'), id: id.exactOptional(), made: z.boolean() }),
] as const;

/** A year. */
const MOST_MINUTES = 366 * 24 * 60;

const sandboxActions = [
  z.object({
    type: z.literal('settings'),
    autopilot: z.boolean().exactOptional(),
    /** Whether AWS's request quotas are in force. */
    quotas: z.boolean().exactOptional(),
    slackLatencyMs: milliseconds.exactOptional(),
    connectLatencyMs: milliseconds.exactOptional(),
    events: eventSettings.exactOptional(),
    messages: messageSettings.exactOptional(),
  }),
  /** `pause` freezes the process, so that Slack's deadlines run out; `kill` gives it no chance to tidy up. */
  z.object({
    type: z.literal('app'),
    do: z.enum(['start', 'stop', 'restart', 'kill', 'pause', 'resume']),
  }),
  /** The clock of the world, forward by so many minutes. */
  z.object({ type: z.literal('turnClock'), minutes: z.number().int().min(1).max(MOST_MINUTES) }),
  /** As it is outside. */
  z.object({ type: z.literal('turnClockBack') }),
  /** Everything anew: workspace, contacts, the clock and the app's database. */
  z.object({ type: z.literal('reset') }),
  z.object({ type: z.literal('clearRequests') }),
] as const;

export const actionSchema = z.discriminatedUnion('type', [
  ...personActions,
  ...workspaceActions,
  ...connectActions,
  ...faultActions,
  ...sandboxActions,
]);

export type { WorldRequest } from './page-connect-actions.ts';
export type SandboxAction = z.infer<typeof actionSchema>;
export type ActionType = SandboxAction['type'];
/** One action by its name. */
export type ActionOf<T extends ActionType> = Extract<SandboxAction, { type: T }>;

type Done = Record<string, never>;

/** What each action comes to. */
export type ActionResults = {
  post: Message;
  command: CommandResult;
  globalShortcut: ShortcutResult;
  messageShortcut: ShortcutResult;
  fill: ActionResult;
  choose: ActionResult;
  press: ActionResult;
  suggest: SuggestResult;
  submit: SubmitResult;
  close: Done;
  react: Message;
  openHome: { ack?: Ack };
  deleteMessage: Done;
  member: Done;
  archive: Done;
  dismissNotice: Done;
  runStep: { executionId: string };
  sockets: Done;
  redeliver: { ack: Ack };
  contact: Contact;
  /** Nothing where Connect hears nothing of it, such as STOP. */
  writeAgain: { contact?: Contact };
  participant: Contact;
  contactEvent: Done;
  addFault: { id: string };
  removeFault: Done;
  clearFaults: Done;
  mistake: Done;
  settings: Done;
  app: Done;
  turnClock: Done;
  turnClockBack: Done;
  reset: Done;
  clearRequests: Done;
};

/** `invalid`: 400 · `impossible`: 409, nobody could do that now · `unknown`: 404, no such thing · `failed`: 500. */
export type ActError = { code: 'invalid' | 'impossible' | 'unknown' | 'failed'; message: string };

/** The JSON that `POST /api/act` answers with. What came of it is in each state from the number `seq` on. */
export type ActAnswer<T extends ActionType = ActionType> =
  | { ok: true; result: ActionResults[T]; seq: number }
  | { ok: false; error: ActError };
