import { randomUUID } from 'node:crypto';
import { findDirectMessage } from '../conversations.ts';
import type { Ack } from '../delivery/delivery.ts';
import type { Json } from '../json.ts';
import { asItIs, tellDeleted, tellEdited, tellPosted, tellReaction } from '../message-events.ts';
import { addMessage, addReaction, deleteMessage, editMessage, removeReaction } from '../messages.ts';
import type { Message } from '../types.ts';
import { viewJson } from '../view-json.ts';
import { type Actor, conversationOf, ImpossibleAction, messageOf, typed } from './actor.ts';
import { withEmojiCodes } from './emoji-codes.ts';

export type PostOptions = {
  threadTs?: string;
  /** Sends the text as it is, with Slack's own markup such as `<tel:…|…>`. */
  raw?: boolean;
  /** A reply that is shown in the conversation too. */
  broadcast?: boolean;
  /** Names of files that go with it. */
  files?: readonly string[];
  /** As `/me` says it. */
  me?: boolean;
};

export function post(
  actor: Actor,
  reference: string,
  text: string,
  { threadTs, raw = false, broadcast = false, files = [], me = false }: PostOptions = {},
): Message {
  const { context, person } = actor;
  const conversation = conversationOf(actor, reference);
  const isWithApp = conversation.id === findDirectMessage(context.workspace, person.id)?.id;
  if (isWithApp && !context.options.appHome.takesMessages)
    throw new ImpossibleAction('Sending messages to this app has been turned off.');
  const head = threadTs ? messageOf(actor, conversation.id, threadTs) : undefined;
  const thread_ts = head ? (head.thread_ts ?? head.ts) : undefined;
  const message = addMessage(context.workspace, conversation, {
    user: person.id,
    text: raw ? text : withEmojiCodes(typed(actor, text)),
    client_msg_id: randomUUID(),
    blocks: typedBlocks(text),
    ...(thread_ts ? { thread_ts } : {}),
    ...(thread_ts && broadcast ? { reply_broadcast: true } : {}),
    ...(me ? { subtype: 'me_message' as const } : {}),
    ...(files.length > 0 ? { subtype: 'file_share' as const, files: files.map(fileOf) } : {}),
  });
  tellPosted(context, message);
  return message;
}

/** Their own message, as it reads from then on. */
export function edit(
  actor: Actor,
  reference: string,
  ts: string,
  text: string,
  { raw = false }: Pick<PostOptions, 'raw'> = {},
): Message {
  const { context, person } = actor;
  const conversation = conversationOf(actor, reference);
  const message = messageOf(actor, conversation.id, ts);
  if (message.user !== person.id) throw new ImpossibleAction('Only its author can edit a message');
  const before = asItIs(context, message);
  const written = raw ? text : withEmojiCodes(typed(actor, text));
  editMessage(context.workspace, message, { text: written, blocks: typedBlocks(text) });
  tellEdited(context, message, before);
  return message;
}

export function react(actor: Actor, reference: string, ts: string, name: string): Message {
  const { context, person } = actor;
  const conversation = conversationOf(actor, reference);
  const message = messageOf(actor, conversation.id, ts);
  if (addReaction(context.workspace, message, name, person.id))
    tellReaction(context, message, { name, user: person.id, added: true });
  return message;
}

export function unreact(actor: Actor, reference: string, ts: string, name: string): Message {
  const { context, person } = actor;
  const conversation = conversationOf(actor, reference);
  const message = messageOf(actor, conversation.id, ts);
  if (!removeReaction(context.workspace, message, name, person.id))
    throw new ImpossibleAction(`${person.name} has not reacted with ${name}`);
  tellReaction(context, message, { name, user: person.id, added: false });
  return message;
}

export function removeMessage(actor: Actor, reference: string, ts: string): void {
  const { context, person } = actor;
  const conversation = conversationOf(actor, reference, { archived: true });
  const message = messageOf(actor, conversation.id, ts);
  const isTheirs = message.user === person.id || message.visible_to === person.id;
  if (!isTheirs && !person.is_admin)
    throw new ImpossibleAction('Only its author or an admin can delete a message');
  const before = asItIs(context, message);
  deleteMessage(context.workspace, message);
  tellDeleted(context, message, before);
}

export function openHome(actor: Actor): Promise<Ack | undefined> {
  const { context, person } = actor;
  if (!context.options.appHome.hasHome) throw new ImpossibleAction('The app has no Home tab');
  const { workspace } = context;
  const conversation = conversationOf(actor, 'app');
  const home = workspace.homes.get(person.id);
  return context.sendEvent({
    type: 'app_home_opened',
    user: person.id,
    channel: conversation.id,
    tab: 'home',
    // Source: Slack, app_home_opened: what the app has published last, if anything.
    ...(home && { view: viewJson(workspace, home) }),
  });
}

function typedBlocks(text: string): Json[] {
  const elements = [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }];
  return [{ type: 'rich_text', block_id: 'typed', elements }];
}

function fileOf(name: string): Json {
  return { id: `F${randomUUID().slice(0, 8).toUpperCase()}`, name, title: name, mode: 'hosted' };
}
