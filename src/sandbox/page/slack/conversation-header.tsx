import type { SandboxState } from '../../page-api.ts';
import type { Conversation } from '../../slack/index.ts';
import { HashIcon, LockIcon } from '../ui/icons.tsx';
import { ConversationMenu } from './conversation-menu.tsx';
import { ConversationSwitcher } from './conversation-switcher.tsx';
import { hasApp, titleOf } from './people.tsx';

export type ConversationHeaderProps = {
  state: SandboxState;
  conversation: Conversation;
  as: string;
  onSelect: (conversation: string) => void;
};

export function ConversationHeader({ state, conversation, as, onSelect }: ConversationHeaderProps) {
  const { kind, members } = conversation;
  const channel = kind === 'public' || kind === 'private';
  const app = hasApp(state, conversation);
  return (
    <header className="pane-header">
      <ConversationSwitcher state={state} as={as} selected={conversation.id} onSelect={onSelect} />
      <h1>
        {kind === 'public' ? <HashIcon /> : null}
        {kind === 'private' ? <LockIcon /> : null}
        {titleOf(state, conversation, as)}
      </h1>
      {channel ? (
        <p className="pane-note">
          {members.length} members, {app ? `with ${state.slackApp.name}` : `without ${state.slackApp.name}`}
        </p>
      ) : null}
      <ConversationMenu state={state} conversation={conversation} as={as} />
    </header>
  );
}
