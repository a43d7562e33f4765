import type { ArrivalFacts, Sent } from '../domain/doctor/slack/judge-arrivals.ts';

/** What Slack has sent since the start, kept in memory. */
export interface Arrivals {
  /** A payload that was taken. */
  note(body: object): void;
  facts(): ArrivalFacts;
}

export function createArrivals(now: () => Date): Arrivals {
  const startedAt = now();
  const lastAt: Partial<Record<Sent, Date>> = {};
  return {
    note(body) {
      lastAt[kindOf(body)] = now();
    },
    facts: () => ({ startedAt, lastAt, now: now() }),
  };
}

function kindOf(body: object): Sent {
  if ('command' in body) return 'commands';
  return 'event' in body ? 'events' : 'interactions';
}
