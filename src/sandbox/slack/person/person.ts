import { isMember } from '../conversations.ts';
import type { Ack } from '../delivery/delivery.ts';
import type { SandboxContext } from '../sandbox-context.ts';
import type { Conversation, Message, OpenView, PersonRecord, StoredFile } from '../types.ts';
import { stackOf, topView } from '../views.ts';
import { choose, fill, type Place, press } from './actions.ts';
import { type Actor, conversationOf, ImpossibleAction } from './actor.ts';
import { type CommandResult, command } from './command.ts';
import type { ActionResult } from './dispatch.ts';
import { edit, openHome, type PostOptions, post, react, removeMessage, unreact } from './posts.ts';
import { globalShortcut, messageShortcut, type ShortcutResult } from './shortcuts.ts';
import { close, type SubmitResult, submit } from './submit.ts';
import { type SuggestResult, suggest } from './suggest.ts';
import { type PersonFile, upload } from './upload.ts';
import type { InputValue } from './value.ts';

/**
 * A person who uses Slack. Conversations are named by id, by name (`#support`) or `app`, the direct message with the
 * app. What a person cannot do (an option that is not there, a conversation they are not in) throws ImpossibleAction.
 */
export type Person = {
  readonly id: string;
  readonly record: PersonRecord;
  /** Type a slash command and wait for the ack; the modal may come before or after it. */
  command: (conversation: string, line: string, options?: { threadTs?: string }) => Promise<CommandResult>;
  globalShortcut: (callbackId: string) => Promise<ShortcutResult>;
  messageShortcut: (callbackId: string, conversation: string, ts: string) => Promise<ShortcutResult>;
  post: (conversation: string, text: string, options?: PostOptions) => Message;
  /** Their own message. */
  edit: (conversation: string, ts: string, text: string, options?: { raw?: boolean }) => Message;
  /** The topmost open modal. */
  readonly view: OpenView | undefined;
  readonly views: readonly OpenView[];
  readonly home: OpenView | undefined;
  /** The conversations that this person is in. */
  readonly conversations: readonly Conversation[];
  /** What this person sees there, replies included, oldest first. */
  messages: (conversation: string) => readonly Message[];
  /** Ephemeral messages that this person sees, oldest first. */
  readonly ephemerals: readonly Message[];
  fill: (
    actionId: string,
    text: string | null,
    options?: Place & { pressEnter?: boolean },
  ) => Promise<ActionResult>;
  choose: (
    actionId: string,
    value: InputValue,
    options?: Place & { confirm?: boolean },
  ) => Promise<ActionResult>;
  press: (actionId: string, options?: Place & { confirm?: boolean }) => Promise<ActionResult>;
  suggest: (actionId: string, query: string, place?: Place) => Promise<SuggestResult>;
  /** Pick a file; a file_input then takes its id. */
  upload: (file: PersonFile) => StoredFile;
  submit: () => Promise<SubmitResult>;
  /** Close the topmost modal, or `all` of them by its cross. */
  close: (options?: { all?: boolean }) => Promise<void>;
  react: (conversation: string, ts: string, name: string) => Message;
  unreact: (conversation: string, ts: string, name: string) => Message;
  /** Admins may delete whatever they see; anybody their own, and what only they see. */
  deleteMessage: (conversation: string, ts: string) => void;
  /** Open the app's Home tab; the event goes out when the app subscribes to it. */
  openHome: () => Promise<Ack | undefined>;
};

export type PersonOptions = { device?: 'desktop' | 'phone' };

export function createPerson(
  context: SandboxContext,
  person: PersonRecord,
  { device = 'desktop' }: PersonOptions,
): Person {
  if (person.deleted) throw new ImpossibleAction(`${person.name} is deactivated`);
  const { workspace } = context;
  const actor: Actor = { context, person, device, suggested: new Map() };
  return {
    id: person.id,
    record: person,
    command: (conversation, line, options) => command(actor, conversation, line, options),
    globalShortcut: (callbackId) => globalShortcut(actor, callbackId),
    messageShortcut: (callbackId, conversation, ts) => messageShortcut(actor, callbackId, conversation, ts),
    post: (conversation, text, options) => post(actor, conversation, text, options),
    edit: (conversation, ts, text, options) => edit(actor, conversation, ts, text, options),
    get view() {
      return topView(workspace, person.id);
    },
    get views() {
      return stackOf(workspace, person.id);
    },
    get home() {
      return workspace.homes.get(person.id);
    },
    get conversations() {
      return [...workspace.conversations.values()].filter((one) => isMember(one, person.id));
    },
    messages: (reference) =>
      workspace
        .timeline(conversationOf(actor, reference, { archived: true }).id)
        .messages.filter(({ visible_to }) => !visible_to || visible_to === person.id),
    get ephemerals() {
      return [...workspace.conversations.keys()]
        .flatMap((id) => workspace.timeline(id).messages.filter(({ visible_to }) => visible_to === person.id))
        .sort((a, b) => (a.ts < b.ts ? -1 : 1));
    },
    fill: (actionId, text, options) => fill(actor, actionId, text, options),
    choose: (actionId, value, options) => choose(actor, actionId, value, options),
    press: (actionId, options) => press(actor, actionId, options),
    suggest: (actionId, query, place) => suggest(actor, actionId, query, place),
    upload: (file) => upload(actor, file),
    submit: () => submit(actor),
    close: (options) => close(actor, options),
    react: (conversation, ts, name) => react(actor, conversation, ts, name),
    unreact: (conversation, ts, name) => unreact(actor, conversation, ts, name),
    deleteMessage: (conversation, ts) => removeMessage(actor, conversation, ts),
    openHome: () => openHome(actor),
  };
}
