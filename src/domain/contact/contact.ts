import { isTelling } from './answering-machine.ts';

/**
 * What is known of one contact on Amazon Connect, from contact events and DescribeContact. Times are
 * ISO 8601. Every source only ever adds, and of two times the earlier is kept, so the order in which
 * the news arrives and how often make no difference.
 */
export interface Leg {
  initiatedAt?: string;
  connectedAt?: string;
  /** When it was put into which queue, by the queue's id; by an empty one where that is not told. */
  queues?: Record<string, string>;
  agentAt?: string;
  agentId?: string;
  endedAt?: string;
  endReason?: string;
  answeringMachine?: string;
}

/** A contact and those it was transferred to, by ContactId. */
export interface ContactProgress {
  legs: Record<string, Leg>;
}

/** Where the contact is, for the card. */
export type ContactPhase =
  | 'accepted'
  | 'initiated'
  | 'connected'
  | 'transferred'
  | 'queued'
  | 'with_agent'
  | 'ended';

/** Joins two accounts of the same contact; commutative, associative and idempotent. */
export function mergeProgress(left: ContactProgress, right: ContactProgress): ContactProgress {
  return { legs: mergeRecords(left.legs, right.legs, (one, other) => mergeLegs(one ?? {}, other ?? {})) };
}

const TEXTS = ['initiatedAt', 'connectedAt', 'agentAt', 'agentId', 'endedAt', 'endReason'] as const;

function mergeLegs(left: Leg, right: Leg): Leg {
  const merged: Leg = {};
  for (const key of TEXTS) {
    const value = least(left[key], right[key]);
    if (value !== undefined) merged[key] = value;
  }
  const answeringMachine = mostTelling(left.answeringMachine, right.answeringMachine);
  if (answeringMachine !== undefined) merged.answeringMachine = answeringMachine;
  if (left.queues || right.queues) {
    merged.queues = mergeRecords(
      left.queues ?? {},
      right.queues ?? {},
      (one, other) => least(one, other) ?? '',
    );
  }
  return merged;
}

function mergeRecords<T>(
  left: Record<string, T>,
  right: Record<string, T>,
  merge: (one: T | undefined, other: T | undefined) => T,
): Record<string, T> {
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
  return Object.fromEntries(keys.map((key) => [key, merge(left[key], right[key])]));
}

/** The lesser of two strings; a rule that needs no order of arrival. */
function least(left: string | undefined, right: string | undefined): string | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return left < right ? left : right;
}

function mostTelling(left: string | undefined, right: string | undefined): string | undefined {
  if (isTelling(left) !== isTelling(right)) return isTelling(left) ? left : right;
  return least(left, right);
}

export function hasEnded(progress: ContactProgress | undefined): boolean {
  const legs = Object.values(progress?.legs ?? {});
  return legs.length > 0 && legs.every((leg) => leg.endedAt !== undefined);
}

/**
 * The ContactId that the person is reached under now: of the legs still open the one that began last, as a
 * transfer does that nothing more is known of; when all are over, the one that ended last.
 */
export function livingContactId({
  contact,
  contactId = '',
}: {
  contact?: ContactProgress;
  contactId?: string;
}): string {
  const begun = (id: string, { initiatedAt }: Leg) =>
    `${initiatedAt ?? (id === contactId ? '' : UNTOLD)} ${id}`;
  const open = Object.entries(contact?.legs ?? {}).filter(([, leg]) => !leg.endedAt);
  const [living] = open.sort(([a, one], [b, other]) => (begun(a, one) < begun(b, other) ? 1 : -1));
  return living?.[0] ?? lastEndedId(contact) ?? contactId;
}

/** Comes after every time. */
const UNTOLD = '~';

/** Where the contact is now: of the legs still open, the one that got furthest. */
export function phaseOf(progress: ContactProgress | undefined): ContactPhase {
  if (hasEnded(progress)) return 'ended';
  const legs = Object.values(progress?.legs ?? {});
  const open = legs.filter((leg) => !leg.endedAt);
  if (open.some((leg) => leg.agentAt)) return 'with_agent';
  if (open.some((leg) => leg.queues)) return 'queued';
  if (open.length < legs.length) return 'transferred';
  if (open.some((leg) => leg.connectedAt)) return 'connected';
  return open.some((leg) => leg.initiatedAt) ? 'initiated' : 'accepted';
}

/** The legs' facts as one. */
export interface Summary extends Omit<Leg, 'queues' | 'agentId'> {
  queuedAt?: string;
}

/** The earliest of each time, and of the ends, once all have ended, the last. */
export function summarize(progress: ContactProgress | undefined): Summary {
  const {
    endedAt: _,
    endReason: __,
    agentId: ___,
    queues,
    ...known
  } = Object.values(progress?.legs ?? {}).reduce(mergeLegs, {});
  const queuedAt = Object.values(queues ?? {}).reduce<string | undefined>(least, undefined);
  const last = hasEnded(progress) ? lastEnded(progress) : undefined;
  return {
    ...known,
    ...(queuedAt && { queuedAt }),
    ...(last?.endedAt && { endedAt: last.endedAt }),
    ...(last?.endReason && { endReason: last.endReason }),
  };
}

function lastEnded(progress: ContactProgress | undefined): Leg | undefined {
  const id = lastEndedId(progress);
  return id === undefined ? undefined : progress?.legs[id];
}

/** The ContactId of the leg that ended last; of those that ended together, the one that began last. */
export function lastEndedId(progress: ContactProgress | undefined): string | undefined {
  const legs = Object.entries(progress?.legs ?? {});
  return lastBy(legs, ([id, { endedAt = '', initiatedAt = '' }]) => `${endedAt} ${initiatedAt} ${id}`)?.[0];
}

/** The id of the queue that it waits in now: that of the open leg which was heard of last. Undefined where that is not told. */
export function queueNow(progress: ContactProgress | undefined): string | undefined {
  const open = Object.values(progress?.legs ?? {}).filter(({ endedAt }) => endedAt === undefined);
  const newest = lastBy(open, ({ initiatedAt = '', queues = {} }) =>
    lastBy([initiatedAt, ...Object.values(queues)], (time) => time),
  );
  const named = Object.entries(newest?.queues ?? {}).filter(([id]) => id !== '');
  return lastBy(named, ([id, at]) => `${at} ${id}`)?.[0];
}

/** The id of the agent who has it now, of several the latest. Undefined where that is not told. */
export function agentNow(progress: ContactProgress | undefined): string | undefined {
  const open = Object.values(progress?.legs ?? {}).filter(({ endedAt }) => endedAt === undefined);
  return lastBy(
    open.filter(({ agentAt }) => agentAt),
    ({ agentAt }) => agentAt,
  )?.agentId;
}

function lastBy<T>(all: T[], placeOf: (one: T) => string | undefined): T | undefined {
  const places = all.map((one) => [placeOf(one) ?? '', one] as const);
  return places.sort(([a], [b]) => (a === b ? 0 : a < b ? -1 : 1)).at(-1)?.[1];
}

/** The ids of the agents that the contact and its transfers were connected to. */
export function agentsOf(progress: ContactProgress | undefined): string[] {
  return Object.values(progress?.legs ?? {}).flatMap(({ agentId }) => agentId ?? []);
}
