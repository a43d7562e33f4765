import { useId } from 'react';
import type { OpenView } from '../../slack/index.ts';
import { useAct } from '../state/sandbox.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ModalView } from './modal-view.tsx';

export type ModalStackProps = { views: readonly OpenView[]; appName: string; device: 'desktop' | 'phone' };

/** A person's modals: the topmost shows, those below come back when it is closed. */
export function ModalStack({ views, appName, device }: ModalStackProps) {
  const act = useAct();
  const id = useId();
  const top = views.at(-1);
  if (!top) return null;
  const close = (all: boolean) => void act({ type: 'close', as: top.user, ...(all ? { all } : {}) });
  return (
    <Dialog key={top.root_view_id} labelledBy={id} className="modal" onCancel={() => close(false)}>
      <ModalView
        key={top.id}
        view={top}
        titleId={id}
        appName={appName}
        device={device}
        stacked={views.length > 1}
        onClose={close}
      />
    </Dialog>
  );
}
