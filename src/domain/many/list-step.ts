import { addSeconds, max, min } from 'date-fns';
import { LIST_PARTS, type List, type ListPart, type Progress } from './list.ts';
import { toldOf } from './told.ts';

/** What the work on lists goes by. */
export interface ListRules {
  /** Contacts that are started a second, over all instances. */
  startRate: number;
}

/** What is to be done next about a list. `told`: what its message says then. */
export type ListStep =
  | { kind: 'read' | 'tell' | 'begin' | 'lapse' | 'finish' | 'withdraw' | 'upload' }
  | { kind: 'share'; fileId: string }
  | { kind: 'feed'; most: number }
  | { kind: 'find' | 'sweep'; part: ListPart }
  | { kind: 'post' | 'edit'; part: ListPart; told: string };

/** A step, or when there is one next; null where there is none. */
export type ListAgenda = { step: ListStep } | { dueAt: Date | null };

/** A few seconds' worth of starts wait in the queue, so that a pause or a stop is soon felt. */
const SECONDS_AHEAD = 4;
const LEAST_AHEAD = 4;
const MOST_AHEAD = 50;

/** Seconds between two looks at how its rows come on: while there are more to feed, and otherwise. */
export const FEED_SECONDS = 1;
const LOOK_SECONDS = 3;

/** Seconds until it is looked again whether its key is there. */
const UNREADABLE_SECONDS = 60;

const AT_ONCE = new Date(0);

/** Whether what is next goes by how its rows come on. */
export function needsProgress({ state, feedAt }: Pick<List, 'state' | 'feedAt'>): boolean {
  const wasHeld = feedAt !== undefined && ['declined', 'lapsed', 'cancelled'].includes(state);
  return wasHeld || ['running', 'paused', 'stopped', 'done'].includes(state);
}

/** What is due now, or when something is. Pure. */
export function listAgenda(
  list: List,
  progress: Progress | undefined,
  now: Date,
  rules: ListRules,
): ListAgenda {
  if (list.isUnreadable) return { dueAt: addSeconds(now, UNREADABLE_SECONDS) };
  const waitUntil = new Date(list.waitUntil ?? 0);
  if (waitUntil > now) return { dueAt: waitUntil };
  const all = [...ownSteps(list, progress, rules), ...messageSteps(list, progress)];
  const due = all.find(({ at }) => at <= now);
  if (due?.step) return { step: due.step };
  const times = [...all.map(({ at }) => at), ...looks(list, progress, now)];
  return { dueAt: times.length > 0 ? max([now, min(times)]) : null };
}

interface Planned {
  step: ListStep;
  at: Date;
}

function ownSteps(list: List, progress: Progress | undefined, rules: ListRules): Planned[] {
  const { state, telling, sendAt, approval, posts, result } = list;
  const at = (kind: 'read' | 'tell' | 'begin' | 'lapse' | 'finish' | 'withdraw' | 'upload', at = AT_ONCE) => [
    { step: { kind }, at },
  ];
  if (state === 'reading') return at('read');
  if (telling) return at('tell');
  if (state === 'awaiting_approval' && approval) return at('lapse', new Date(approval.lapsesAt));
  if (state === 'scheduled' && sendAt) return at('begin', new Date(sendAt));
  if (!progress) return [];
  const { waiting, closed, inFlight, uncalled } = progress;
  if (state === 'running') {
    if (waiting + inFlight === 0) return at('finish');
    const most = Math.min(aheadOf(rules) - inFlight, waiting - closed);
    return most > 0 ? [{ step: { kind: 'feed', most }, at: new Date(list.feedAt ?? 0) }] : [];
  }
  if (state === 'stopped' && uncalled > 0) return at('withdraw');
  const isToUpload = (state === 'stopped' || state === 'done') && inFlight === 0 && !result?.outcome;
  if (!isToUpload || !posts.list?.ts) return [];
  const from = new Date(result?.at ?? 0);
  const { fileId } = result ?? {};
  return fileId ? [{ step: { kind: 'share', fileId }, at: from }] : at('upload', from);
}

/** How many may be on their way at a time. */
function aheadOf({ startRate }: ListRules): number {
  return Math.min(MOST_AHEAD, Math.max(LEAST_AHEAD, Math.ceil(startRate * SECONDS_AHEAD)));
}

function messageSteps(list: List, progress: Progress | undefined): Planned[] {
  return LIST_PARTS.flatMap((part) => messageStep(list, part, progress));
}

function messageStep(list: List, part: ListPart, progress: Progress | undefined): Planned[] {
  const posting = list.posts[part];
  const { tries = 0, ts, isAbsent, told: before, refused, at = 0, sweepAt } = posting ?? {};
  if (refused !== undefined) return [];
  const told = toldOf(list, part, progress);
  const from = new Date(at);
  if (ts) {
    const edit = before === told ? [] : [{ step: { kind: 'edit' as const, part, told }, at: from }];
    return [...edit, ...(sweepAt ? [{ step: { kind: 'sweep' as const, part }, at: new Date(sweepAt) }] : [])];
  }
  if (tries > 0 && !isAbsent) return [{ step: { kind: 'find', part }, at: from }];
  return isWanted(list, part) ? [{ step: { kind: 'post', part, told }, at: from }] : [];
}

/** A form that has come back tells it all. */
function isWanted({ state }: List, part: ListPart): boolean {
  return part === 'list_approval'
    ? state === 'awaiting_approval'
    : state !== 'reading' && state !== 'returned';
}

/** When it is looked again how its rows come on. */
function looks({ state }: List, progress: Progress | undefined, now: Date): Date[] {
  if (!progress) return [];
  const { waiting, closed, inFlight, opensAt } = progress;
  if (inFlight > 0) {
    const isFeeding = state === 'running' && waiting > closed;
    return [addSeconds(now, isFeeding ? FEED_SECONDS : LOOK_SECONDS)];
  }
  return state === 'running' && opensAt ? [opensAt] : [];
}
