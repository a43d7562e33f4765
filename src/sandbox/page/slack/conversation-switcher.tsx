import type { SandboxState } from '../../page-api.ts';
import { MenuIcon } from '../ui/icons.tsx';
import { MenuButton } from '../ui/menu.tsx';
import { conversationSections, noteOf } from './conversation-sections.ts';
import { titleOf } from './people.tsx';

export type ConversationSwitcherProps = {
  state: SandboxState;
  as: string;
  selected: string;
  onSelect: (conversation: string) => void;
};

/** In place of the sidebar, where that does not fit. */
export function ConversationSwitcher({ state, as, selected, onSelect }: ConversationSwitcherProps) {
  const items = conversationSections(state, as)
    .flatMap(({ list }) => list)
    .map((one) => {
      const note = noteOf(state, one);
      return {
        key: one.id,
        label: titleOf(state, one, as),
        ...(note ? { detail: note } : {}),
        checked: one.id === selected,
        onChoose: () => onSelect(one.id),
      };
    });
  return (
    <div className="conversation-switcher">
      <MenuButton label="Conversations" className="icon-button" align="start" items={items}>
        <MenuIcon />
      </MenuButton>
    </div>
  );
}
