import { type ReactNode, useEffect, useRef } from 'react';
import { focusFirst } from '../modal/focus-first.ts';

export type DialogProps = {
  labelledBy: string;
  className?: string;
  /** Esc. */
  onCancel: () => void;
  children: ReactNode;
};

/** The browser's own modal dialog: it keeps the focus in, makes the rest inert and gives the focus back. */
export function Dialog({ labelledBy, className = '', onCancel, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    focusFirst(element);
    return () => {
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`dialog ${className}`}
      aria-labelledby={labelledBy}
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
      onKeyDown={(event) => {
        // Chromium closes on a second Esc whatever `cancel` says; so it never gets to see one.
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onCancel();
      }}
    >
      {children}
    </dialog>
  );
}
