import { SlackError } from './slack-error.ts';
import type { Conversation } from './types.ts';
import type { Workspace } from './workspace.ts';

export function isMember(conversation: Conversation, user: string): boolean {
  return conversation.members.includes(user);
}

export function appIsMember(workspace: Workspace, conversation: Conversation): boolean {
  return isMember(conversation, workspace.app.bot_user_id);
}

/**
 * The conversation as the app may see it: what is private and without the app does not exist for it.
 * @throws SlackError channel_not_found
 */
export function visibleConversation(workspace: Workspace, id: string): Conversation {
  const conversation = workspace.conversations.get(id);
  if (!conversation) throw new SlackError('channel_not_found');
  if (conversation.kind !== 'public' && !appIsMember(workspace, conversation)) {
    throw new SlackError('channel_not_found');
  }
  return conversation;
}

/** The direct message between the app and a person, made on first use as conversations.open does. */
export function openDirectMessage(workspace: Workspace, user: string): Conversation {
  const person = workspace.people.get(user);
  if (!person) throw new SlackError('user_not_found');
  if (person.is_bot) throw new SlackError('cannot_dm_bot');
  if (person.deleted) throw new SlackError('user_disabled');
  const found = findDirectMessage(workspace, user);
  if (found) return found;
  const conversation: Conversation = {
    id: workspace.nextId('D'),
    kind: 'im',
    name: '',
    members: [user, workspace.app.bot_user_id],
  };
  workspace.conversations.set(conversation.id, conversation);
  workspace.changes.emit({ type: 'conversation_changed', conversation });
  return conversation;
}

export function findDirectMessage(workspace: Workspace, user: string): Conversation | undefined {
  for (const conversation of workspace.conversations.values()) {
    if (conversation.kind === 'im' && isMember(conversation, user) && appIsMember(workspace, conversation)) {
      return conversation;
    }
  }
  return undefined;
}

/** By id, by `#name` or by name; for people and for chat.postMessage, which accept all three. */
export function findConversation(workspace: Workspace, reference: string): Conversation | undefined {
  const byId = workspace.conversations.get(reference);
  if (byId) return byId;
  const name = reference.replace(/^#/, '');
  for (const conversation of workspace.conversations.values()) {
    if (name !== '' && conversation.name === name) return conversation;
  }
  return undefined;
}

/** Add or remove a member, the app included; a test's way to invite and to remove. */
export function setMembership(
  workspace: Workspace,
  conversation: Conversation,
  user: string,
  member: boolean,
): void {
  const others = conversation.members.filter((one) => one !== user);
  conversation.members = member ? [...others, user] : others;
  workspace.changes.emit({ type: 'conversation_changed', conversation });
}

/** `channel_name` of slash commands and interactions. */
export function payloadName(conversation: Conversation): string {
  if (conversation.kind === 'im') return 'directmessage';
  if (conversation.kind === 'private') return 'privategroup';
  return conversation.name;
}
