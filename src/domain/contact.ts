import type { Channel } from './reach-out.ts';

/**
 * What is known of one contact on Amazon Connect, from contact events and DescribeContact. Times are
 * ISO 8601. Every source only ever adds, and of two times the earlier is kept, so the order in which
 * the news arrives and how often make no difference.
 */
export interface Leg {
  initiatedAt?: string;
  connectedAt?: string;
  queuedAt?: string;
  queueId?: string;
  agentAt?: string;
  endedAt?: string;
  endReason?: string;
  answeringMachine?: string;
}

/** A contact and those it was transferred to, by ContactId. */
export interface ContactProgress {
  legs: Record<string, Leg>;
}

/** Where the contact is, for the card. */
export type ContactPhase = 'accepted' | 'initiated' | 'connected' | 'queued' | 'with_agent' | 'ended';

const TIMES = ['initiatedAt', 'connectedAt', 'queuedAt', 'agentAt', 'endedAt'] as const;
const FACTS = ['queueId', 'endReason', 'answeringMachine'] as const;

function mergeLeg(left: Leg, right: Leg): Leg {
  const merged: Leg = {};
  for (const key of TIMES) {
    const value = least(left[key], right[key]);
    if (value) merged[key] = value;
  }
  for (const key of FACTS) {
    const value = least(left[key], right[key]);
    if (value) merged[key] = value;
  }
  return merged;
}

/** The lesser of two strings; a rule that needs no order of arrival. */
function least(left: string | undefined, right: string | undefined): string | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return left < right ? left : right;
}

/** Joins two accounts of the same contact; commutative, associative and idempotent. */
export function mergeProgress(left: ContactProgress, right: ContactProgress): ContactProgress {
  const legs: Record<string, Leg> = {};
  for (const id of [...new Set([...Object.keys(left.legs), ...Object.keys(right.legs)])].sort()) {
    legs[id] = mergeLeg(left.legs[id] ?? {}, right.legs[id] ?? {});
  }
  return { legs };
}

export function hasEnded(progress: ContactProgress | undefined): boolean {
  const legs = Object.values(progress?.legs ?? {});
  return legs.length > 0 && legs.every((leg) => leg.endedAt !== undefined);
}

/** Where the contact is now: of the legs still open, the one that got furthest. */
export function phaseOf(progress: ContactProgress | undefined): ContactPhase {
  if (hasEnded(progress)) return 'ended';
  const open = Object.values(progress?.legs ?? {}).filter((leg) => !leg.endedAt);
  if (open.some((leg) => leg.agentAt)) return 'with_agent';
  if (open.some((leg) => leg.queuedAt)) return 'queued';
  if (open.some((leg) => leg.connectedAt)) return 'connected';
  return open.some((leg) => leg.initiatedAt) ? 'initiated' : 'accepted';
}

/** The legs' facts as one: the earliest of each time, and of the ends the last. */
export function summarize(progress: ContactProgress | undefined): Leg {
  const legs = Object.values(progress?.legs ?? {});
  const summary = legs.reduce(mergeLeg, {});
  const last = legs
    .filter((leg) => leg.endedAt)
    .sort((a, b) => ((a.endedAt ?? '') < (b.endedAt ?? '') ? 1 : -1))[0];
  if (!hasEnded(progress) || !last) {
    const { endedAt: _, endReason: __, ...open } = summary;
    return open;
  }
  return {
    ...summary,
    ...(last.endedAt && { endedAt: last.endedAt }),
    ...(last.endReason && { endReason: last.endReason }),
  };
}

/** The queues that the contact and its transfers waited in, in the order of waiting. */
export function queuesOf(progress: ContactProgress | undefined): string[] {
  return Object.values(progress?.legs ?? {})
    .filter((leg) => leg.queuedAt && leg.queueId)
    .sort((a, b) => ((a.queuedAt ?? '') < (b.queuedAt ?? '') ? -1 : 1))
    .map((leg) => leg.queueId ?? '');
}

const UNANSWERED: Record<string, 'no_answer' | 'busy' | 'invalid_number' | 'blocked' | 'carrier_problem'> = {
  TELECOM_UNANSWERED: 'no_answer',
  TELECOM_TIMEOUT: 'no_answer',
  TELECOM_ORIGINATOR_CANCEL: 'no_answer',
  TELECOM_BUSY: 'busy',
  TELECOM_NUMBER_INVALID: 'invalid_number',
  TELECOM_POTENTIAL_BLOCKING: 'blocked',
  TELECOM_PROBLEM: 'carrier_problem',
};

export type Ending =
  | { kind: 'no_answer' | 'busy' | 'invalid_number' | 'blocked' | 'carrier_problem' }
  | { kind: 'expired' }
  | { kind: 'ended'; reason?: string; seconds?: number };

/**
 * How an ended contact ended. A call that never connected is told by its disconnect reason; one without
 * a reason was not answered. Seconds count from the connection (voice) or from the start (chat).
 */
export function endingOf(progress: ContactProgress, channel: Channel): Ending {
  const { initiatedAt, connectedAt, endedAt, endReason } = summarize(progress);
  if (channel === 'voice' && !connectedAt) {
    const kind = endReason === undefined ? 'no_answer' : UNANSWERED[endReason];
    if (kind) return { kind };
  }
  if (endReason === 'EXPIRED') return { kind: 'expired' };
  const since = channel === 'voice' ? connectedAt : (initiatedAt ?? connectedAt);
  const seconds =
    since && endedAt ? Math.max(0, Math.round((Date.parse(endedAt) - Date.parse(since)) / 1000)) : undefined;
  return {
    kind: 'ended',
    ...(endReason && { reason: endReason }),
    ...(seconds !== undefined && { seconds }),
  };
}
