import { useMemo } from 'react';
import { DirectoryContext } from './block-kit/directory.ts';
import { ConnectPanel } from './connect/connect-panel.tsx';
import { directoryFor, playable } from './slack/people.tsx';
import { Workspace } from './slack/workspace.tsx';
import { usePreference } from './state/preference.ts';
import { useRoute } from './state/route.ts';
import { useSandbox } from './state/sandbox.tsx';
import { useTheme } from './state/use-theme.ts';
import { TopBar } from './top-bar.tsx';
import { Traffic } from './traffic/traffic.tsx';

/** The whole page: Slack at the left, Amazon Connect at the right, the traffic between them below. */
export function App() {
  const { state, connection } = useSandbox();
  const [route, go] = useRoute();
  const { theme, isDark, setTheme } = useTheme();
  const [device, setDevice] = usePreference<'desktop' | 'phone'>('device', 'desktop');
  const people = playable(state);
  const person = people.find(({ id }) => id === route.as) ?? people[0];
  const { people: everybody, conversations, userGroups, turnedMs } = state;
  const directory = useMemo(
    () => person && directoryFor({ people: everybody, conversations, userGroups, turnedMs }, person),
    [everybody, conversations, userGroups, turnedMs, person],
  );
  if (!person || !directory) return <p className="empty">Nobody is in this workspace.</p>;
  const showsTraffic = route.traffic === 'open';
  return (
    <DirectoryContext value={directory}>
      <div className="page">
        <TopBar
          state={state}
          person={person}
          theme={theme}
          isDark={isDark}
          side={route.side ?? 'slack'}
          showsTraffic={showsTraffic}
          onPerson={(as) => go({ as, thread: undefined })}
          onTheme={setTheme}
          onSide={(side) => go({ side: side === 'slack' ? undefined : side })}
          onTraffic={() => go({ traffic: showsTraffic ? undefined : 'open' })}
        />
        {connection === 'lost' ? (
          <p className="banner banner-wait" role="alert">
            The sandbox can’t be reached. This page goes on as soon as it is back.
          </p>
        ) : null}
        <div className="sides" data-side={route.side ?? 'slack'}>
          <Workspace person={person} device={device} />
          <ConnectPanel device={device} onDevice={setDevice} />
        </div>
        {showsTraffic ? <Traffic onClose={() => go({ traffic: undefined })} /> : null}
      </div>
    </DirectoryContext>
  );
}
