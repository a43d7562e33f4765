import type { ReachOutState } from './reach-out.ts';

/** What can happen to a reach-out. */
export type StateEvent =
  | 'call' // a call to Amazon Connect is about to go out
  | 'accept' // Amazon Connect answered with a ContactId
  | 'reject' // it answered that no contact was started and that repeating will not help
  | 'postpone' // it answered that no contact was started now; a later call may
  | 'lose' // no answer: a contact may or may not have been started
  | 'expire' // waited too long for its first call
  | 'refuse' // the policy refuses it, now that its start is due
  | 'give_up' // the time in which an unknown outcome may be repeated is over
  | 'break' // the work on it failed too often
  | 'cancel' // the requester changed their mind
  | 'end'; // the contact ended

/** Every transition there is; what is not here does not happen. */
export const TRANSITIONS: Record<ReachOutState, Partial<Record<StateEvent, ReachOutState>>> = {
  requested: { call: 'starting', expire: 'failed', refuse: 'failed', cancel: 'cancelled', break: 'failed' },
  starting: {
    call: 'starting',
    accept: 'started',
    reject: 'failed',
    postpone: 'requested',
    lose: 'unknown',
    give_up: 'unresolved',
    break: 'unresolved',
  },
  unknown: { call: 'starting', give_up: 'unresolved', break: 'unresolved' },
  started: { end: 'ended' },
  ended: {},
  failed: {},
  cancelled: {},
  unresolved: {},
};

export function transition(state: ReachOutState, event: StateEvent): ReachOutState | undefined {
  return TRANSITIONS[state][event];
}

export function isFinal(state: ReachOutState): boolean {
  return Object.keys(TRANSITIONS[state]).length === 0;
}
