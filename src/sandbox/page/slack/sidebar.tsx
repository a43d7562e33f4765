import type { ReactNode } from 'react';
import type { SandboxState } from '../../page-api.ts';
import { conversationsOf, joinableBy } from '../../page-state.ts';
import type { Conversation } from '../../slack/index.ts';
import { AppIcon, HashIcon, LockIcon, PersonIcon } from '../ui/icons.tsx';
import { moveByArrows } from '../ui/use-roving.ts';
import { hasApp, isAppConversation, mayJoin, titleOf } from './people.tsx';

export type SidebarProps = {
  state: SandboxState;
  as: string;
  selected: string;
  onSelect: (conversation: string) => void;
};

export function Sidebar({ state, as, selected, onSelect }: SidebarProps) {
  const mine = conversationsOf(state, as);
  const direct = mine.filter(({ kind }) => kind === 'im' || kind === 'mpim');
  const sections: { title: string; list: Conversation[] }[] = [
    { title: 'Apps', list: direct.filter((one) => isAppConversation(state, one)) },
    { title: 'Channels', list: mine.filter(({ kind }) => kind === 'public' || kind === 'private') },
    { title: 'Direct messages', list: direct.filter((one) => !isAppConversation(state, one)) },
    { title: 'Can be joined', list: mayJoin(state, as) ? joinableBy(state, as) : [] },
  ];
  const all = sections.flatMap(({ list }) => list);
  const stop = all.some(({ id }) => id === selected) ? selected : all[0]?.id;
  return (
    <nav className="sidebar" aria-label="Conversations" onKeyDown={(event) => moveByArrows(event)}>
      {sections
        .filter(({ list }) => list.length > 0)
        .map(({ title, list }) => (
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
                    {noteOf(state, conversation)}
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

/** What makes a conversation different for the app. */
function noteOf(state: SandboxState, conversation: Conversation): ReactNode {
  const isChannel = conversation.kind === 'public' || conversation.kind === 'private';
  const note = conversation.is_archived
    ? 'archived'
    : conversation.is_ext_shared
      ? 'shared'
      : isChannel && !hasApp(state, conversation)
        ? 'no app'
        : undefined;
  return note ? <span className="sidebar-note">{note}</span> : null;
}
