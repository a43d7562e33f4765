import type { AppStatus } from '../../page-api.ts';
import { APP_STATES } from '../app-states.ts';

const FIRST_STEP = '/reach-out +1 206 555 0152 sms Hi there';

export type FirstStepProps = { appName: string; app: AppStatus['state']; onTry: (line: string) => void };

/** What a newcomer does first, once the app runs; gone as soon as there is a contact. */
export function FirstStep({ appName, app, onTry }: FirstStepProps) {
  if (app !== 'running') {
    return (
      <section className="first-step" aria-label="First step">
        <h2>
          {appName} is {APP_STATES[app]}
        </h2>
        <p>Your first step shows here when it runs.</p>
      </section>
    );
  }
  return (
    <section className="first-step" aria-label="First step">
      <h2>New here? Reach a customer</h2>
      <ol className="steps">
        <li>
          Type <code className="code">{FIRST_STEP}</code> below and press Enter.
        </li>
        <li>Check the form that opens, and send it.</li>
        <li>
          Watch its card and thread here. On the side of Amazon Connect you play the customer: answer, reply,
          or let something go wrong.
        </li>
      </ol>
      <button type="button" className="button button-primary" onClick={() => onTry(FIRST_STEP)}>
        Do the first step for me
      </button>
      <p className="first-step-note">
        Nothing leaves this machine: the app is the real one, Slack and Amazon Connect are simulated.
      </p>
    </section>
  );
}
