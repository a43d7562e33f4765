import { addToTimeline, removeFromTimeline } from './timeline.ts';
import type { Conversation, Message } from './types.ts';
import type { Workspace } from './workspace.ts';

export type MessageDraft = Omit<Message, 'ts' | 'conversation'>;

/** Put a message into a conversation, or before one person when `visible_to` is set, and tell everybody who listens. */
export function addMessage(workspace: Workspace, conversation: Conversation, draft: MessageDraft): Message {
  const message: Message = { ...draft, ts: workspace.nextTs(), conversation: conversation.id };
  addToTimeline(workspace.timeline(conversation.id), message, workspace.keepMessages);
  if (message.visible_to) {
    workspace.changes.emit({ type: 'ephemeral_posted', user: message.visible_to, message });
  } else {
    workspace.changes.emit({ type: 'message_posted', message });
  }
  return message;
}

/** The app as the author of a message. */
export function authorship({ app }: Workspace): Pick<Message, 'user' | 'bot_id' | 'app_id'> {
  return { user: app.bot_user_id, bot_id: app.bot_id, app_id: app.id };
}

type MessageEdit = Partial<Pick<Message, 'text' | 'blocks' | 'attachments' | 'metadata'>>;

/** Overwrite what `edit` names; a property that is there with the value undefined is removed. */
export function editMessage(
  workspace: Workspace,
  message: Message,
  edit: { [K in keyof MessageEdit]: MessageEdit[K] | undefined },
): void {
  for (const key of ['text', 'blocks', 'attachments', 'metadata'] as const) {
    if (!(key in edit)) continue;
    if (edit[key] === undefined) delete message[key];
    else Object.assign(message, { [key]: edit[key] });
  }
  message.text ??= '';
  message.edited = { user: message.user, ts: workspace.nextTs() };
  workspace.changes.emit({ type: 'message_changed', message });
}

/** A message that heads a thread with replies stays as a tombstone, as in Slack. */
export function deleteMessage(workspace: Workspace, message: Message): void {
  const timeline = workspace.timeline(message.conversation);
  const { conversation, ts } = message;
  if ((timeline.replies.get(ts)?.length ?? 0) > 0) {
    message.subtype = 'tombstone';
    message.text = 'This message was deleted.';
    delete message.blocks;
    delete message.metadata;
    workspace.changes.emit({ type: 'message_changed', message });
    return;
  }
  removeFromTimeline(timeline, message);
  if (message.visible_to) {
    workspace.changes.emit({ type: 'ephemeral_deleted', user: message.visible_to, conversation, ts });
  } else {
    workspace.changes.emit({ type: 'message_deleted', conversation, ts });
  }
}

export function addReaction(workspace: Workspace, message: Message, name: string, user: string): boolean {
  message.reactions ??= [];
  const existing = message.reactions.find((reaction) => reaction.name === name);
  if (existing?.users.includes(user)) return false;
  if (existing) existing.users.push(user);
  else message.reactions.push({ name, users: [user] });
  workspace.changes.emit({ type: 'message_changed', message });
  return true;
}

export function removeReaction(workspace: Workspace, message: Message, name: string, user: string): boolean {
  const reaction = message.reactions?.find((one) => one.name === name);
  if (!reaction?.users.includes(user)) return false;
  reaction.users = reaction.users.filter((one) => one !== user);
  const left = (message.reactions ?? []).filter(({ users }) => users.length > 0);
  if (left.length > 0) message.reactions = left;
  else delete message.reactions;
  workspace.changes.emit({ type: 'message_changed', message });
  return true;
}

export function findMessage(workspace: Workspace, conversation: string, ts: string): Message | undefined {
  return workspace.timeline(conversation).byTs.get(ts);
}

/** The replies of a thread without its head, oldest first. */
export function repliesOf(workspace: Workspace, conversation: string, threadTs: string): readonly Message[] {
  return workspace.timeline(conversation).replies.get(threadTs) ?? [];
}
