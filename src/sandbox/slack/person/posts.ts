import { randomUUID } from 'node:crypto';
import { findDirectMessage } from '../conversations.ts';
import type { Ack } from '../delivery/delivery.ts';
import { addMessage, addReaction, deleteMessage } from '../messages.ts';
import type { Message } from '../types.ts';
import { type Actor, conversationOf, ImpossibleAction, messageOf, typed } from './actor.ts';
import { withEmojiCodes } from './emoji-codes.ts';

export function post(
  actor: Actor,
  reference: string,
  text: string,
  { threadTs, raw = false }: { threadTs?: string; raw?: boolean } = {},
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

export function react(actor: Actor, reference: string, ts: string, name: string): Message {
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

export function removeMessage(actor: Actor, reference: string, ts: string): void {
  const { context, person } = actor;
  const conversation = conversationOf(actor, reference, { archived: true });
  const message = messageOf(actor, conversation.id, ts);
  const isTheirs = message.user === person.id || message.visible_to === person.id;
  if (!isTheirs && !person.is_admin)
    throw new ImpossibleAction('Only its author or an admin can delete a message');
  deleteMessage(context.workspace, message);
}

export function openHome(actor: Actor): Promise<Ack | undefined> {
  const { context, person } = actor;
  if (!context.options.appHome.hasHome) throw new ImpossibleAction('The app has no Home tab');
  const conversation = conversationOf(actor, 'app');
  return context.sendEvent({
    type: 'app_home_opened',
    user: person.id,
    channel: conversation.id,
    tab: 'home',
  });
}
