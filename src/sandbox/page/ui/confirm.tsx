import { type ReactNode, useId, useState } from 'react';
import { type Json, objectAt, stringAt } from '../../slack/json.ts';
import { plainOf, TextObject } from '../block-kit/text-object.tsx';
import { Dialog } from './dialog.tsx';

type Confirmation = { ask: (act: () => void) => void; dialog: ReactNode };

/** Asks first, where the element has a confirm object: https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
export function useConfirm(confirm: Json | undefined): Confirmation {
  const [act, setAct] = useState<(() => void) | undefined>();
  const id = useId();
  if (!confirm) return { ask: (now) => now(), dialog: null };
  const close = () => setAct(undefined);
  const dialog = act ? (
    <Dialog labelledBy={id} className="confirm" onCancel={close}>
      <h2 id={id}>{plainOf(objectAt(confirm, 'title'))}</h2>
      <div className="confirm-text">
        <TextObject object={objectAt(confirm, 'text')} />
      </div>
      <div className="dialog-actions">
        <button type="button" className="button" onClick={close}>
          {plainOf(objectAt(confirm, 'deny')) || 'Cancel'}
        </button>
        <button
          type="button"
          className={`button button-${stringAt(confirm, 'style') ?? 'primary'}`}
          onClick={() => {
            close();
            act();
          }}
        >
          {plainOf(objectAt(confirm, 'confirm')) || 'Yes'}
        </button>
      </div>
    </Dialog>
  ) : null;
  return { ask: (next) => setAct(() => next), dialog };
}
