import type { AppStatus } from '../../page-api.ts';
import { useDirectory } from '../block-kit/directory.ts';
import { timeOfDay } from '../block-kit/slack-date.ts';
import { useAct } from '../state/sandbox.tsx';
import { Printed } from '../ui/printed.tsx';

const APP_BUTTONS = [
  { does: 'start', label: 'Start', when: ['stopped', 'crashed'] },
  { does: 'restart', label: 'Restart', when: ['running'] },
  { does: 'pause', label: 'Freeze', when: ['running'] },
  { does: 'resume', label: 'Go on', when: ['paused'] },
  { does: 'kill', label: 'Kill', when: ['running', 'paused'] },
  { does: 'stop', label: 'Stop', when: ['running'] },
] as const satisfies readonly { does: string; label: string; when: readonly string[] }[];

/** The life of the app's own process, and what ends it on purpose. */
export function AppProcess({ app }: { app: AppStatus }) {
  const act = useAct();
  const { viewer } = useDirectory();
  return (
    <section className="panel-section">
      <h3>The app’s process</h3>
      <p className="panel-text">
        {app.state} since {timeOfDay(app.since, viewer, true)},{' '}
        {app.mode === 'socket' ? 'Socket Mode' : 'HTTP'}
        {app.crashes > 0 ? `, crashed ${app.crashes === 1 ? 'once' : `${app.crashes} times`}` : ''}
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
      {app.state === 'running' && app.url ? (
        <p className="panel-text">
          It tells{' '}
          <a className="link" href={`${app.url}/ready`} target="_blank" rel="noreferrer">
            what is missing
          </a>{' '}
          and{' '}
          <a className="link" href={`${app.url}/metrics`} target="_blank" rel="noreferrer">
            what it measures
          </a>
          .
        </p>
      ) : null}
      {app.stderr.length > 0 ? (
        <details>
          <summary>What it printed last</summary>
          <Printed label="What the app printed last">{app.stderr.join('\n')}</Printed>
        </details>
      ) : null}
    </section>
  );
}
