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
  | 'ask_approval' // the policy lets it go only once somebody else has approved of it
  | 'approve' // somebody who may has approved of it
  | 'approve_for_later' // the same, before the time that it is to be sent at
  | 'decline' // somebody who may has declined it
  | 'lapse' // nobody has decided in time
  | 'defer' // the policy lets it go later, not now
  | 'reschedule' // another time was named
  | 'send_now' // it is not to wait for its time any longer
  | 'cancel' // somebody who may took it back
  | 'end' // the contact ended
  | 'write_again'; // the customer wrote again, which is a new contact

/** Every transition there is; what is not here does not happen. */
export const TRANSITIONS: Record<ReachOutState, Partial<Record<StateEvent, ReachOutState>>> = {
  scheduled: {
    call: 'starting',
    expire: 'failed',
    refuse: 'failed',
    ask_approval: 'awaiting_approval',
    defer: 'scheduled',
    reschedule: 'scheduled',
    send_now: 'requested',
    cancel: 'cancelled',
    break: 'failed',
  },
  awaiting_approval: {
    approve: 'requested',
    approve_for_later: 'scheduled',
    decline: 'failed',
    lapse: 'failed',
    cancel: 'cancelled',
    break: 'failed',
  },
  requested: {
    call: 'starting',
    expire: 'failed',
    refuse: 'failed',
    ask_approval: 'awaiting_approval',
    defer: 'scheduled',
    cancel: 'cancelled',
    break: 'failed',
  },
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
  ended: { write_again: 'started' },
  failed: {},
  cancelled: {},
  unresolved: {},
};

export function transition(state: ReachOutState, event: StateEvent): ReachOutState | undefined {
  return TRANSITIONS[state][event];
}

/** Whether nothing comes of it any more unless the customer writes again. */
export function isFinal(state: ReachOutState): boolean {
  return Object.keys(TRANSITIONS[state]).every((event) => event === 'write_again');
}
