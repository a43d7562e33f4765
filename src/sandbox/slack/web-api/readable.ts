import { appIsMember, visibleConversation } from '../conversations.ts';
import type { SandboxContext } from '../sandbox-context.ts';
import { SlackError } from '../slack-error.ts';
import type { Conversation } from '../types.ts';
import type { Arguments } from './arguments.ts';
import { conversationScope, requireAnyScope } from './scopes.ts';

/** The conversation that `channel` names, when the app may see it and, for history, is in it. */
export function readableConversation(
  { workspace, options }: SandboxContext,
  args: Arguments,
  right: 'read' | 'history',
): Conversation {
  const conversation = visibleConversation(workspace, args.requiredString('channel'));
  requireAnyScope(options, [conversationScope(conversation.kind, right)]);
  if (right === 'history' && !appIsMember(workspace, conversation)) throw new SlackError('not_in_channel');
  return conversation;
}
