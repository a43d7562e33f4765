import type { SandboxState } from '../page-api.ts';
import type { PersonRecord } from '../slack/index.ts';
import { APP_STATES } from './app-states.ts';
import { PersonSwitcher } from './slack/person-switcher.tsx';
import type { Theme } from './state/use-theme.ts';
import { InspectIcon, MoonIcon, SunIcon } from './ui/icons.tsx';
import { MenuButton } from './ui/menu.tsx';
import { WorldClock } from './world-clock.tsx';

export type Side = 'slack' | 'connect';

export type TopBarProps = {
  state: SandboxState;
  person: PersonRecord;
  theme: Theme;
  isDark: boolean;
  /** The one that shows where both do not fit. */
  side: Side;
  showsTraffic: boolean;
  onPerson: (id: string) => void;
  onTheme: (theme: Theme) => void;
  onSide: (side: Side) => void;
  onTraffic: () => void;
};

const THEMES: Record<Theme, string> = { auto: 'As the system', light: 'Light', dark: 'Dark' };
const SIDES: Record<Side, string> = { slack: 'Slack', connect: 'Amazon Connect' };

export function TopBar(props: TopBarProps) {
  const { state, person, theme, isDark, side, showsTraffic } = props;
  return (
    <header className="top-bar">
      <p className="brand">
        <span className="brand-mark" aria-hidden="true">
          ↗
        </span>
        <strong>Sandbox workspace</strong>
      </p>
      <p className={`app-status app-${state.app.state}`} role="status">
        <span className="dot" aria-hidden="true" />
        <span className="app-status-text">
          {state.slackApp.name} is {APP_STATES[state.app.state]}
        </span>
      </p>
      <fieldset className="side-switch">
        <legend className="visually-hidden">Side</legend>
        {(Object.keys(SIDES) as Side[]).map((one) => (
          <button
            key={one}
            type="button"
            className="button button-small"
            aria-pressed={one === side}
            onClick={() => props.onSide(one)}
          >
            {SIDES[one]}
          </button>
        ))}
      </fieldset>
      <div className="top-tools">
        <WorldClock turnedMs={state.turnedMs} viewer={person} />
        <button
          type="button"
          className="button"
          aria-label="Slack and AWS traffic"
          aria-pressed={showsTraffic}
          onClick={props.onTraffic}
        >
          <InspectIcon /> <span className="where-wide">Slack and AWS traffic</span>
        </button>
        <MenuButton
          label="Light or dark"
          className="icon-button"
          items={(Object.keys(THEMES) as Theme[]).map((one) => ({
            label: THEMES[one],
            checked: one === theme,
            onChoose: () => props.onTheme(one),
          }))}
        >
          {isDark ? <MoonIcon /> : <SunIcon />}
        </MenuButton>
        <PersonSwitcher state={state} person={person} onSwitch={props.onPerson} />
      </div>
    </header>
  );
}
