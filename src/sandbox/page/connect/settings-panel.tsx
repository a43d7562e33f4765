import type { SandboxState } from '../../page-api.ts';
import { useAct } from '../state/sandbox.tsx';
import { Choice } from '../ui/choice.tsx';
import { Printed } from '../ui/printed.tsx';
import { Switch } from '../ui/switch.tsx';

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
  const { events } = settings;
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
      <section className="panel-section">
        <h3>The app’s process</h3>
        <p className="panel-text">
          {app.state}, {app.mode === 'socket' ? 'Socket Mode' : 'HTTP'}
          {app.crashes > 0 ? `, crashed ${app.crashes} times` : ''}
        </p>
        <div className="button-row">
          {APP_BUTTONS.filter(({ when }) => when.some((one) => one === app.state)).map(({ label, does }) => (
            <button
              key={does}
              type="button"
              className="button"
              onClick={() => void act({ type: 'app', do: does })}
            >
              {label}
            </button>
          ))}
        </div>
        {app.stderr.length > 0 ? (
          <details>
            <summary>What it printed last</summary>
            <Printed label="What the app printed last">{app.stderr.join('\n')}</Printed>
          </details>
        ) : null}
      </section>
      <section className="panel-section">
        <h3>Start over</h3>
        <p className="panel-text">Conversations, contacts and the app’s database begin anew.</p>
        <div className="button-row">
          <button type="button" className="button button-danger" onClick={() => void act({ type: 'reset' })}>
            Reset the sandbox
          </button>
        </div>
      </section>
    </div>
  );
}

const APP_BUTTONS = [
  { does: 'start', label: 'Start', when: ['stopped', 'crashed'] },
  { does: 'restart', label: 'Restart', when: ['running'] },
  { does: 'pause', label: 'Freeze', when: ['running'] },
  { does: 'resume', label: 'Go on', when: ['paused'] },
  { does: 'kill', label: 'Kill', when: ['running', 'paused'] },
  { does: 'stop', label: 'Stop', when: ['running'] },
] as const satisfies readonly { does: string; label: string; when: readonly string[] }[];

/** A value that was set otherwise, over the API, shows too. */
function withCurrent(options: Record<string, string>, value: number): Record<string, string> {
  return value in options ? options : { ...options, [value]: String(value) };
}
