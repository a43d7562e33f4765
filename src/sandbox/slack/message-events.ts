import { appIsMember } from './conversations.ts';
import type { Json } from './json.ts';
import { messageJson } from './message-json.ts';
import type { SandboxContext } from './sandbox-context.ts';
import type { Conversation, Message } from './types.ts';

/*
 * What Slack tells an app that subscribes to messages: of everything in the conversations that its bot is in, its own
 * posts, edits and reactions included. Ephemeral messages are told to nobody.
 * https://docs.slack.dev/reference/events/message
 */

const CHANNEL_TYPES = { public: 'channel', private: 'group', im: 'im', mpim: 'mpim' } as const;

export function tellPosted(context: SandboxContext, message: Message): void {
  send(context, message, { ...messageJson(context.workspace, message), ...broadcastOf(context, message) });
}

/** `before` is the message as it was; taken by `asItIs`. */
export function tellEdited(context: SandboxContext, message: Message, before: Json): void {
  const now = messageJson(context.workspace, message);
  send(context, message, change(context, 'message_changed', { message: now, previous_message: before }));
}

/** A head with replies stays as a tombstone, which Slack tells as an edit. */
export function tellDeleted(context: SandboxContext, message: Message, before: Json): void {
  const deleted = { deleted_ts: message.ts, previous_message: before };
  if (message.subtype === 'tombstone') tellEdited(context, message, before);
  else send(context, message, change(context, 'message_deleted', deleted));
}

export function tellReaction(
  context: SandboxContext,
  message: Message,
  { name, user, added }: { name: string; user: string; added: boolean },
): void {
  const conversation = context.workspace.conversations.get(message.conversation);
  if (!conversation || message.visible_to || !appIsMember(context.workspace, conversation)) return;
  void context.sendEvent({
    type: added ? 'reaction_added' : 'reaction_removed',
    user,
    reaction: name,
    item_user: message.user,
    item: { type: 'message', channel: message.conversation, ts: message.ts },
  });
}

/** A message before it is changed. */
export function asItIs({ workspace }: SandboxContext, message: Message): Json {
  return structuredClone(messageJson(workspace, message));
}

function send(context: SandboxContext, message: Message, event: Json): void {
  const conversation = context.workspace.conversations.get(message.conversation);
  if (!conversation || message.visible_to || !appIsMember(context.workspace, conversation)) return;
  void context.sendEvent({ ...event, ...placeOf(conversation), event_ts: event.ts });
}

function placeOf({ id, kind }: Conversation): Json {
  return { channel: id, channel_type: CHANNEL_TYPES[kind] };
}

function change({ workspace }: SandboxContext, subtype: string, what: Json): Json {
  return { type: 'message', subtype, hidden: true, ts: workspace.nextTs(), ...what };
}

/** A reply that is shown in the conversation too comes with its head. */
function broadcastOf({ workspace }: SandboxContext, message: Message): Json {
  if (!message.reply_broadcast || !message.thread_ts) return {};
  const head = workspace.timeline(message.conversation).byTs.get(message.thread_ts);
  return { subtype: 'thread_broadcast', ...(head ? { root: messageJson(workspace, head) } : {}) };
}
