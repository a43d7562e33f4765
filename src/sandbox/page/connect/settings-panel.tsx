import type { SandboxState } from '../../page-api.ts';
import { useAct } from '../state/sandbox.tsx';
import { Choice } from '../ui/choice.tsx';
import { Switch } from '../ui/switch.tsx';
import { AppProcess } from './app-process.tsx';
import { StartOver } from './start-over.tsx';

const LATENCIES = { '0': 'At once', '100': '0.1 s', '500': '0.5 s', '2000': '2 s', '10000': '10 s' };
const COPIES = { '0': 'Once', '1': 'Twice', '4': 'Five times' };
const SHUFFLE = { '0': 'In order', '2000': 'Shuffled within 2 s', '10000': 'Shuffled within 10 s' };

export type SettingsPanelProps = {
  state: SandboxState;
  device: 'desktop' | 'phone';
  onDevice: (device: 'desktop' | 'phone') => void;
};

/** How this small world behaves in general, and the life of the app's own process. */
export function SettingsPanel({ state: { settings, app }, device, onDevice }: SettingsPanelProps) {
  const act = useAct();
  const { events, messages } = settings;
  return (
    <div className="panel-body">
      <section className="panel-section">
        <h3>Amazon Connect</h3>
        <Switch
          label="Enforce AWS’s request quotas"
          on={settings.quotas}
          onChange={(quotas) => void act({ type: 'settings', quotas })}
        />
        <Choice
          label="Answers come"
          value={String(settings.connectLatencyMs)}
          options={withCurrent(LATENCIES, settings.connectLatencyMs)}
          onChange={(ms) => void act({ type: 'settings', connectLatencyMs: Number(ms) })}
        />
      </section>
      <section className="panel-section">
        <h3>Contact events</h3>
        <Switch
          label="Hold them back"
          on={events.hold}
          onChange={(hold) => void act({ type: 'settings', events: { hold } })}
        />
        <Choice
          label="Each comes"
          value={String(events.duplicates)}
          options={withCurrent(COPIES, events.duplicates)}
          onChange={(copies) => void act({ type: 'settings', events: { duplicates: Number(copies) } })}
        />
        <Choice
          label="Order"
          value={String(events.shuffleWindowMs)}
          options={withCurrent(SHUFFLE, events.shuffleWindowMs)}
          onChange={(ms) => void act({ type: 'settings', events: { shuffleWindowMs: Number(ms) } })}
        />
      </section>
      <section className="panel-section">
        <h3>Chat messages</h3>
        <Switch
          label="Hold the messages back"
          on={messages.hold}
          onChange={(hold) => void act({ type: 'settings', messages: { hold } })}
        />
        <Switch
          label="Raw message delivery"
          on={messages.raw}
          onChange={(raw) => void act({ type: 'settings', messages: { raw } })}
        />
        <Choice
          label="Each message comes"
          value={String(messages.duplicates)}
          options={withCurrent(COPIES, messages.duplicates)}
          onChange={(copies) => void act({ type: 'settings', messages: { duplicates: Number(copies) } })}
        />
        <Choice
          label="Order of messages"
          value={String(messages.shuffleWindowMs)}
          options={withCurrent(SHUFFLE, messages.shuffleWindowMs)}
          onChange={(ms) => void act({ type: 'settings', messages: { shuffleWindowMs: Number(ms) } })}
        />
      </section>
      <section className="panel-section">
        <h3>Slack</h3>
        <Switch
          label="Type as on a phone (-- becomes —)"
          on={device === 'phone'}
          onChange={(on) => onDevice(on ? 'phone' : 'desktop')}
        />
        <Choice
          label="Answers come"
          value={String(settings.slackLatencyMs)}
          options={withCurrent(LATENCIES, settings.slackLatencyMs)}
          onChange={(ms) => void act({ type: 'settings', slackLatencyMs: Number(ms) })}
        />
      </section>
      <AppProcess app={app} />
      <StartOver />
    </div>
  );
}

/** A value that was set otherwise, over the API, shows too. */
function withCurrent(options: Record<string, string>, value: number): Record<string, string> {
  return value in options ? options : { ...options, [value]: String(value) };
}
