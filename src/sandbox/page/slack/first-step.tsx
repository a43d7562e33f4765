export const FIRST_STEP = '/reach-out +1 206 555 0152 sms Hi there';

/** What a newcomer does first; gone as soon as there is a contact. */
export function FirstStep({ onTry }: { onTry: (line: string) => void }) {
  return (
    <section className="first-step" aria-label="First step">
      <h2>New here? Reach a customer</h2>
      <ol className="steps">
        <li>
          Type <code className="code">{FIRST_STEP}</code> below and press Enter.
        </li>
        <li>Check the form that opens, and send it.</li>
        <li>
          Watch its card and thread here. At the right you play the customer: answer, reply, or let something
          go wrong.
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
