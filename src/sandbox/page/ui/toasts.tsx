import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react';
import { CloseIcon } from './icons.tsx';

type Toast = { id: number; text: string };

const SayContext = createContext<(text: string) => void>(() => {});

/** Says something about the sandbox itself, such as that it cannot be reached. */
export function useSay(): (text: string) => void {
  return use(SayContext);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Toast[]>([]);
  const say = useCallback((text: string) => {
    const toast = { id: Date.now() + Math.random(), text };
    setToasts((before) => [...before.filter((one) => one.text !== text), toast].slice(-3));
    setTimeout(() => setToasts((before) => before.filter((one) => one.id !== toast.id)), 8_000);
  }, []);
  const list = useMemo(
    () =>
      toasts.map(({ id, text }) => (
        <div className="toast" key={id}>
          <p>{text}</p>
          <button
            type="button"
            className="icon-button"
            aria-label="Dismiss"
            onClick={() => setToasts((before) => before.filter((one) => one.id !== id))}
          >
            <CloseIcon />
          </button>
        </div>
      )),
    [toasts],
  );
  return (
    <SayContext value={say}>
      {children}
      <div className="toasts" role="status">
        {list}
      </div>
    </SayContext>
  );
}
