import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import type { RequestRow, SandboxAction, SandboxState } from '../../page-api.ts';
import { useSay } from '../ui/toasts.tsx';
import { type Acted, act } from './act.ts';
import { type Connection, Store } from './store.ts';

type Sandbox = {
  state: SandboxState;
  requests: readonly RequestRow[];
  connection: Connection;
};

const SandboxContext = createContext<Sandbox | undefined>(undefined);

/** Shows `children` once there is a state, and keeps it current. */
export function SandboxProvider({ children, waiting }: { children: ReactNode; waiting: ReactNode }) {
  const [store] = useState(() => new Store());
  useEffect(() => store.connect(), [store]);
  const { state, requests, connection } = useSyncExternalStore(store.subscribe, store.read);
  if (!state) return waiting;
  return <SandboxContext value={{ state, requests, connection }}>{children}</SandboxContext>;
}

export function useSandbox(): Sandbox {
  const sandbox = use(SandboxContext);
  if (!sandbox) throw new Error('useSandbox outside of SandboxProvider');
  return sandbox;
}

/** `act`, with what went wrong said to the person. */
export function useAct() {
  const say = useSay();
  return useCallback(
    async <A extends SandboxAction>(action: A): Promise<Acted<A['type']>> => {
      const acted = await act(action);
      if (!acted.ok) say(acted.error.message);
      return acted;
    },
    [say],
  );
}
