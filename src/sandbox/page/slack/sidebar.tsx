import type { ReactNode } from 'react';
import type { SandboxState } from '../../page-api.ts';
import type { Conversation } from '../../slack/index.ts';
import { AppIcon, HashIcon, LockIcon, PersonIcon } from '../ui/icons.tsx';
import { moveByArrows } from '../ui/use-roving.ts';
import { conversationSections, noteOf } from './conversation-sections.ts';
import { isAppConversation, titleOf } from './people.tsx';

export type SidebarProps = {
  state: SandboxState;
  as: string;
  selected: string;
  onSelect: (conversation: string) => void;
};

export function Sidebar({ state, as, selected, onSelect }: SidebarProps) {
  const sections = conversationSections(state, as);
  const all = sections.flatMap(({ list }) => list);
  const stop = all.some(({ id }) => id === selected) ? selected : all[0]?.id;
  return (
    <nav className="sidebar" aria-label="Conversations" onKeyDown={(event) => moveByArrows(event)}>
      {sections.map(({ title, list }) => (
        <section key={title}>
          <h2>{title}</h2>
          <ul>
            {list.map((conversation) => (
              <li key={conversation.id}>
                <button
                  type="button"
                  className="sidebar-item"
                  aria-current={conversation.id === selected ? 'page' : undefined}
                  tabIndex={conversation.id === stop ? 0 : -1}
                  data-roving=""
                  onClick={() => onSelect(conversation.id)}
                >
                  {iconOf(state, conversation)}
                  <span className="sidebar-name">{titleOf(state, conversation, as)}</span>
                  <Note text={noteOf(state, conversation)} />
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

function iconOf(state: SandboxState, conversation: Conversation): ReactNode {
  if (isAppConversation(state, conversation)) return <AppIcon />;
  if (conversation.kind === 'public') return <HashIcon />;
  return conversation.kind === 'private' ? <LockIcon /> : <PersonIcon />;
}

function Note({ text }: { text: string | undefined }) {
  return text ? <span className="sidebar-note">{text}</span> : null;
}
