import { tzOffset } from '@date-fns/tz';
import { WEEKDAYS, type Weekday } from '../policy.ts';

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

/** What a clock and a calendar show in a zone. */
export interface ClockThere {
  /** 2026-12-25. */
  date: string;
  day: Weekday;
  /** After midnight. */
  minute: number;
}

/** What is shown at a moment, in milliseconds since 1970, in an IANA zone. */
export function clockThere(zone: string, at: number): ClockThere {
  return readClock(at + offsetAt(zone, at));
}

/** How far a zone is ahead of UTC at a moment, in milliseconds. */
export function offsetAt(zone: string, at: number): number {
  return tzOffset(zone, new Date(at)) * MINUTE_MS;
}

/** What a clock shows that is so many milliseconds past its own 1970. */
export function readClock(shown: number): ClockThere {
  const date = new Date(shown);
  return {
    date: date.toISOString().slice(0, 10),
    day: WEEKDAYS[(date.getUTCDay() + 6) % 7] ?? 'mon',
    minute: date.getUTCHours() * 60 + date.getUTCMinutes(),
  };
}
