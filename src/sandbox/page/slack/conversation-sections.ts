import type { SandboxState } from '../../page-api.ts';
import { conversationsOf, joinableBy } from '../../page-state.ts';
import type { Conversation } from '../../slack/index.ts';
import { hasApp, isAppConversation, mayJoin } from './people.tsx';

export type ConversationSection = { title: string; list: Conversation[] };

/** The conversations that a person can go to, as Slack groups them; without groups that are empty. */
export function conversationSections(state: SandboxState, as: string): ConversationSection[] {
  const mine = conversationsOf(state, as);
  const direct = mine.filter(({ kind }) => kind === 'im' || kind === 'mpim');
  return [
    { title: 'Apps', list: direct.filter((one) => isAppConversation(state, one)) },
    { title: 'Channels', list: mine.filter(({ kind }) => kind === 'public' || kind === 'private') },
    { title: 'Direct messages', list: direct.filter((one) => !isAppConversation(state, one)) },
    { title: 'Can be joined', list: mayJoin(state, as) ? joinableBy(state, as) : [] },
  ].filter(({ list }) => list.length > 0);
}

/** What makes a conversation different for the app; nothing for most. */
export function noteOf(state: SandboxState, conversation: Conversation): string | undefined {
  const isChannel = conversation.kind === 'public' || conversation.kind === 'private';
  if (conversation.is_archived) return 'archived';
  if (conversation.is_ext_shared) return 'shared';
  return isChannel && !hasApp(state, conversation) ? 'no app' : undefined;
}
