import { type Actor, ENGINE, type Entry } from '../kernel/actor.ts';
import type { ReachOut } from './reach-out.ts';
import { isFinal, type StateEvent, transition } from './states.ts';

/** A reach-out as it is to be stored, with what the audit trail says of the change. */
export interface Applied {
  reachOut: ReachOut;
  entries: Entry[];
}

/** Nothing to account for. */
export function unaccounted(reachOut: ReachOut): Applied {
  return { reachOut, entries: [] };
}

/** A change that a person can see. */
export function visibly(reachOut: ReachOut): ReachOut {
  return { ...reachOut, version: reachOut.version + 1 };
}

/** Changes the state, with its audit entry; what cannot happen in this state changes nothing. */
export function enter(
  reachOut: ReachOut,
  event: StateEvent,
  now: Date,
  detail: Record<string, unknown> = {},
  actor: Actor = ENGINE,
): Applied {
  const state = transition(reachOut.state, event);
  if (!state) return unaccounted(reachOut);
  const entered = { ...reachOut, state, ...(isFinal(state) && { endedAt: now }) };
  return { reachOut: visibly(entered), entries: [{ actor, action: event, detail }] };
}
