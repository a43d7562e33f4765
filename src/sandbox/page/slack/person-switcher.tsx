import type { SandboxState } from '../../page-api.ts';
import type { PersonRecord } from '../../slack/index.ts';
import { timeOfDay } from '../block-kit/slack-date.ts';
import { ChevronIcon } from '../ui/icons.tsx';
import { MenuButton } from '../ui/menu.tsx';
import { Avatar, playable, roleOf } from './people.tsx';

export type PersonSwitcherProps = {
  state: SandboxState;
  person: PersonRecord;
  onSwitch: (id: string) => void;
};

/** Who one is: each has a time zone, a language and rights of their own. */
export function PersonSwitcher({ state, person, onSwitch }: PersonSwitcherProps) {
  const items = playable(state).map((one) => ({
    label: one.real_name,
    detail: `${roleOf(one, state)} · ${place(one.tz)}, ${timeOfDay(Date.now() + state.turnedMs, one)}`,
    checked: one.id === person.id,
    icon: <Avatar id={one.id} name={one.real_name} />,
    onChoose: () => onSwitch(one.id),
  }));
  return (
    <MenuButton named label="Be somebody else" className="person-button" items={items}>
      <Avatar id={person.id} name={person.real_name} />
      <span className="person-text">
        <span className="person-name">
          <span className="visually-hidden">You are </span>
          {person.real_name}
        </span>
        <span className="person-role">
          {roleOf(person, state)} · {place(person.tz)}
        </span>
      </span>
      <ChevronIcon />
    </MenuButton>
  );
}

function place(tz: string): string {
  return (tz.split('/').at(-1) ?? tz).replaceAll('_', ' ');
}
