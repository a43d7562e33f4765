import type { SandboxState } from '../page-api.ts';
import type { PersonRecord } from '../slack/index.ts';
import { PersonSwitcher } from './slack/person-switcher.tsx';
import type { Theme } from './state/use-theme.ts';
import { InspectIcon, MoonIcon, SunIcon } from './ui/icons.tsx';
import { MenuButton } from './ui/menu.tsx';

export type TopBarProps = {
  state: SandboxState;
  person: PersonRecord;
  theme: Theme;
  isDark: boolean;
  inspecting: boolean;
  onPerson: (id: string) => void;
  onTheme: (theme: Theme) => void;
  onInspect: () => void;
};

const THEMES: Record<Theme, string> = { auto: 'As the system', light: 'Light', dark: 'Dark' };

export function TopBar(props: TopBarProps) {
  const { state, person, theme, isDark, inspecting } = props;
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
        {state.slackApp.name} is {APP_STATES[state.app.state]}
      </p>
      <div className="top-tools">
        <button type="button" className="button" aria-pressed={inspecting} onClick={props.onInspect}>
          <InspectIcon /> Inspector
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

const APP_STATES: Record<SandboxState['app']['state'], string> = {
  starting: 'starting',
  running: 'running',
  paused: 'frozen',
  stopping: 'stopping',
  stopped: 'stopped',
  crashed: 'down: it crashed and starts again',
};
