import type { SandboxState } from '../../page-api.ts';
import { conversationsOf, joinableBy } from '../../page-state.ts';
import type { Conversation } from '../../slack/index.ts';
import { hasApp, mayJoin } from './people.tsx';

/** The one that the address names, where the person sees it; otherwise the first that the app is in. */
export function currentConversation(
  state: SandboxState,
  as: string,
  wanted: string | undefined,
): Conversation | undefined {
  const mine = conversationsOf(state, as);
  const others = mayJoin(state, as) ? joinableBy(state, as) : [];
  return (
    [...mine, ...others].find(({ id }) => id === wanted) ??
    mine.find((one) => one.kind === 'public' && hasApp(state, one)) ??
    mine[0]
  );
}
