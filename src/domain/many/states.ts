import type { Actor, Entry } from '../kernel/actor.ts';
import { type AppliedList, isOver, type List, type ListState } from './list.ts';

/** What can happen to a list. */
export type ListEvent =
  | 'report' // its file was read
  | 'return' // its form comes back
  | 'start'
  | 'schedule'
  | 'ask_approval'
  | 'approve'
  | 'approve_for_later'
  | 'decline'
  | 'lapse' // nobody has decided in time
  | 'begin' // its time has come
  | 'pause'
  | 'resume'
  | 'stop'
  | 'cancel'
  | 'finish'; // nothing of it is to go any more

/** Every transition there is; what is not here does not happen. */
export const LIST_TRANSITIONS: Record<ListState, Partial<Record<ListEvent, ListState>>> = {
  reading: { report: 'reported', return: 'returned' },
  reported: {
    start: 'running',
    schedule: 'scheduled',
    ask_approval: 'awaiting_approval',
    cancel: 'cancelled',
  },
  scheduled: {
    start: 'running',
    begin: 'running',
    schedule: 'scheduled',
    ask_approval: 'awaiting_approval',
    cancel: 'cancelled',
  },
  awaiting_approval: {
    approve: 'running',
    approve_for_later: 'scheduled',
    decline: 'declined',
    lapse: 'lapsed',
    cancel: 'cancelled',
  },
  running: { pause: 'paused', stop: 'stopped', finish: 'done', ask_approval: 'awaiting_approval' },
  paused: { resume: 'running', stop: 'stopped' },
  returned: {},
  stopped: {},
  done: {},
  cancelled: {},
  declined: {},
  lapsed: {},
};

export function mayHappen({ state }: Pick<List, 'state'>, event: ListEvent): boolean {
  return LIST_TRANSITIONS[state][event] !== undefined;
}

/** Changes the state, with its audit entry; what cannot happen in this state changes nothing. */
export function enterList(
  list: List,
  event: ListEvent,
  now: Date,
  actor: Actor,
  detail: Record<string, unknown> = {},
): AppliedList {
  const state = LIST_TRANSITIONS[list.state][event];
  if (!state) return { list, entries: [] };
  const entered = { ...list, state, ...(isOver({ state }) && { endedAt: now }) };
  return { list: entered, entries: [entryOf(list, event, actor, detail)] };
}

/** What the audit trail says of something about a list. */
export function entryOf(
  { id }: Pick<List, 'id'>,
  event: string,
  actor: Actor,
  detail: Record<string, unknown> = {},
): Entry {
  return { actor, action: `list_${event}`, detail: { list: id, ...detail } };
}
