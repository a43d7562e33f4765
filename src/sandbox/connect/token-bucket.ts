import type { Clock } from './clock.ts';

/** Requests per second in the long run, and how many may come at once. */
export type Quota = { rate: number; burst: number };

export type TokenBucket = { take(): boolean };

/** A full bucket of `burst` tokens that refills at `rate` a second, as AWS throttles its APIs. */
export function tokenBucket(quota: Quota, clock: Clock): TokenBucket {
  let tokens = quota.burst;
  let filledAt = clock.now();
  return {
    take() {
      const now = clock.now();
      tokens = Math.min(quota.burst, tokens + (Math.max(0, now - filledAt) / 1000) * quota.rate);
      filledAt = now;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
