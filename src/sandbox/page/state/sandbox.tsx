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
import { type Acted, Acts } from './acts.ts';
import { type Connection, Store } from './store.ts';

type Sandbox = {
  state: SandboxState;
  requests: readonly RequestRow[];
  connection: Connection;
};

type Act = <A extends SandboxAction>(action: A) => Promise<Acted<A['type']>>;

const SandboxContext = createContext<Sandbox | undefined>(undefined);
const ActContext = createContext<Act | undefined>(undefined);

/** Shows `children` once there is a state, and keeps it current. */
export function SandboxProvider({ children, waiting }: { children: ReactNode; waiting: ReactNode }) {
  const [{ store, act }] = useState(enter);
  useEffect(() => store.connect(), [store]);
  const { state, requests, connection } = useSyncExternalStore(store.subscribe, store.read);
  if (!state) return waiting;
  return (
    <ActContext value={act}>
      <SandboxContext value={{ state, requests, connection }}>{children}</SandboxContext>
    </ActContext>
  );
}

function enter(): { store: Store; act: Act } {
  const store = new Store();
  const acts = new Acts();
  return {
    store,
    async act(action) {
      const acted = await acts.act(action);
      if (acted.ok) await store.reached(acted.seq);
      return acted;
    },
  };
}

export function useSandbox(): Sandbox {
  const sandbox = use(SandboxContext);
  if (!sandbox) throw new Error('useSandbox outside of SandboxProvider');
  return sandbox;
}

/** Does something, and resolves once the page shows what came of it; what went wrong is said to the person. */
export function useAct(): Act {
  const say = useSay();
  const act = use(ActContext);
  if (!act) throw new Error('useAct outside of SandboxProvider');
  return useCallback(
    async (action) => {
      const acted = await act(action);
      if (!acted.ok) say(acted.error.message);
      return acted;
    },
    [act, say],
  );
}
