import { useRoute } from '../state/route.ts';
import { useAct, useSandbox } from '../state/sandbox.tsx';
import { Switch } from '../ui/switch.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { ContactList } from './contact-list.tsx';
import { EventList } from './event-list.tsx';
import { FaultPanel } from './fault-panel.tsx';
import { SettingsPanel } from './settings-panel.tsx';

export type ConnectPanelProps = {
  device: 'desktop' | 'phone';
  onDevice: (device: 'desktop' | 'phone') => void;
};

/** The Amazon Connect side: everything that is not Slack. */
export function ConnectPanel({ device, onDevice }: ConnectPanelProps) {
  const { state } = useSandbox();
  const [route, go] = useRoute();
  const act = useAct();
  const { account, settings } = state;
  const wrong = state.faults.length + state.mistakes.filter(({ isMade }) => isMade).length;
  const active = state.contacts.filter(({ contact }) => contact.state !== 'ended').length;
  return (
    <aside className="connect" aria-label="Amazon Connect">
      <header className="pane-header">
        <div>
          <h2>Amazon Connect</h2>
          <p className="pane-note">
            {account.instanceAlias}, {account.region}
          </p>
        </div>
        <Switch
          label="Autopilot"
          title="Customers and agents act by themselves where you do not"
          on={settings.autopilot}
          onChange={(autopilot) => void act({ type: 'settings', autopilot })}
        />
      </header>
      <Tabs
        label="Amazon Connect"
        selected={route.panel ?? 'contacts'}
        onSelect={(panel) => go({ panel: panel === 'contacts' ? undefined : panel })}
        tabs={[
          { key: 'contacts', label: 'Contacts', count: active, content: () => <ContactList state={state} /> },
          {
            key: 'faults',
            label: 'Faults',
            count: wrong,
            content: () => <FaultPanel state={state} />,
          },
          { key: 'events', label: 'Events', content: () => <EventList state={state} /> },
          {
            key: 'settings',
            label: 'Settings',
            content: () => <SettingsPanel state={state} device={device} onDevice={onDevice} />,
          },
        ]}
      />
    </aside>
  );
}
