import { randomUUID } from 'node:crypto';
import type { Ack } from '../delivery/delivery.ts';
import { addMessage, addReaction } from '../messages.ts';
import type { SandboxContext } from '../sandbox-context.ts';
import type { Message, OpenView, PersonRecord } from '../types.ts';
import { stackOf, topView } from '../views.ts';
import { type ActionResult, choose, fill, type Place, press } from './actions.ts';
import { type Actor, conversationOf, ImpossibleAction, messageOf, typed } from './actor.ts';
import { type CommandResult, command } from './command.ts';
import { globalShortcut, messageShortcut, type ShortcutResult } from './shortcuts.ts';
import { close, type SubmitResult, submit } from './submit.ts';
import { type SuggestResult, suggest } from './suggest.ts';
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
  /** Write a message; `raw` sends the text as it is, with Slack's own markup such as `<tel:…|…>`. */
  post: (conversation: string, text: string, options?: { threadTs?: string; raw?: boolean }) => Message;
  /** The topmost open modal. */
  readonly view: OpenView | undefined;
  readonly views: readonly OpenView[];
  readonly home: OpenView | undefined;
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
  submit: () => Promise<SubmitResult>;
  /** Close the topmost modal, or `all` of them by its cross. */
  close: (options?: { all?: boolean }) => Promise<void>;
  react: (conversation: string, ts: string, name: string) => Message;
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
    get view() {
      return topView(workspace, person.id);
    },
    get views() {
      return stackOf(workspace, person.id);
    },
    get home() {
      return workspace.homes.get(person.id);
    },
    get ephemerals() {
      return [...workspace.conversations.keys()]
        .flatMap((id) => workspace.timeline(id).messages.filter(({ visible_to }) => visible_to === person.id))
        .sort((a, b) => (a.ts < b.ts ? -1 : 1));
    },
    fill: (actionId, text, options) => fill(actor, actionId, text, options),
    choose: (actionId, value, options) => choose(actor, actionId, value, options),
    press: (actionId, options) => press(actor, actionId, options),
    suggest: (actionId, query, place) => suggest(actor, actionId, query, place),
    submit: () => submit(actor),
    close: (options) => close(actor, options),
    react: (conversation, ts, name) => react(actor, conversation, ts, name),
    openHome: () => openHome(actor),
  };
}

function post(
  actor: Actor,
  reference: string,
  text: string,
  { threadTs, raw = false }: { threadTs?: string; raw?: boolean } = {},
): Message {
  const { context, person } = actor;
  const conversation = conversationOf(actor, reference);
  const head = threadTs ? messageOf(actor, conversation.id, threadTs) : undefined;
  const thread_ts = head ? (head.thread_ts ?? head.ts) : undefined;
  const message = addMessage(context.workspace, conversation, {
    user: person.id,
    text: raw ? text : typed(actor, text),
    client_msg_id: randomUUID(),
    blocks: [
      {
        type: 'rich_text',
        block_id: 'typed',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
      },
    ],
    ...(thread_ts ? { thread_ts } : {}),
  });
  if (conversation.members.includes(context.workspace.app.bot_user_id)) {
    const channelTypes = { public: 'channel', private: 'group', im: 'im', mpim: 'mpim' } as const;
    const { ts, user, client_msg_id, blocks } = message;
    void context.sendEvent({
      type: 'message',
      user,
      text: message.text,
      ts,
      client_msg_id,
      blocks,
      team: person.team_id,
      channel: conversation.id,
      channel_type: channelTypes[conversation.kind],
      event_ts: ts,
      ...(thread_ts ? { thread_ts } : {}),
    });
  }
  return message;
}

function react(actor: Actor, reference: string, ts: string, name: string): Message {
  const { context, person } = actor;
  const conversation = conversationOf(actor, reference);
  const message = messageOf(actor, conversation.id, ts);
  addReaction(context.workspace, message, name, person.id);
  void context.sendEvent({
    type: 'reaction_added',
    user: person.id,
    reaction: name,
    item_user: message.user,
    item: { type: 'message', channel: conversation.id, ts },
  });
  return message;
}

function openHome(actor: Actor): Promise<Ack | undefined> {
  const { context, person } = actor;
  const conversation = conversationOf(actor, 'app');
  return context.sendEvent({
    type: 'app_home_opened',
    user: person.id,
    channel: conversation.id,
    tab: 'home',
  });
}
