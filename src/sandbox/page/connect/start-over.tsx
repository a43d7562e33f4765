import { useState } from 'react';
import { useRoute } from '../state/route.ts';
import { useAct } from '../state/sandbox.tsx';
import { useConfirm } from '../ui/confirm.tsx';

const plain = (text: string) => ({ type: 'plain_text', text });

const QUESTION = {
  title: plain('Reset the sandbox?'),
  text: plain('All conversations and contacts are lost, and the app forgets what it has done.'),
  confirm: plain('Reset'),
  deny: plain('Keep it'),
  style: 'danger',
};

export function StartOver() {
  const act = useAct();
  const [, go] = useRoute();
  const [resetting, setResetting] = useState(false);
  const { ask, dialog } = useConfirm(QUESTION);
  const reset = async () => {
    setResetting(true);
    const { ok } = await act({ type: 'reset' });
    if (ok) go({ thread: undefined, contact: undefined });
    setResetting(false);
  };
  return (
    <section className="panel-section">
      <h3>Start over</h3>
      <p className="panel-text">Conversations, contacts and the app’s database begin anew.</p>
      <button
        type="button"
        className="button button-danger"
        disabled={resetting}
        aria-busy={resetting}
        onClick={() => ask(() => void reset())}
      >
        {resetting ? <span className="spinner" aria-hidden="true" /> : null}
        Reset the sandbox
      </button>
      {dialog}
    </section>
  );
}
