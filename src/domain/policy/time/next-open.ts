import type { OpeningHours } from '../policy.ts';
import { type ClockThere, DAY_MS, MINUTE_MS, offsetAt, readClock } from './clock-there.ts';

/** Why a place is closed. */
export type Closed = 'holiday' | 'day' | 'hour';

/** Why a place is closed at what its clock shows; undefined while it is open. */
export function closedAt(
  { date, day, minute }: ClockThere,
  { open, days, holidays }: OpeningHours,
): Closed | undefined {
  if (holidays.includes(date)) return 'holiday';
  if (!days.includes(day)) return 'day';
  return minute >= open.from && minute < open.to ? undefined : 'hour';
}

/** A place where the recipient may be, and its hours. */
export interface PlaceHours {
  zone: string;
  hours: OpeningHours;
}

/** The first full minute from a moment on at which all places are open; undefined where there is none before `until`. */
export function nextOpen(places: readonly PlaceHours[], from: number, until: number): number | undefined {
  let at = Math.ceil(from / MINUTE_MS) * MINUTE_MS;
  while (at < until) {
    const latest = Math.max(...places.map((place) => nextOpenIn(place, at, until)));
    if (latest === at) return at;
    at = latest;
  }
  return undefined;
}

/** Goes from one change of the zone's offset to the next: between two of them its clock runs evenly. */
function nextOpenIn({ zone, hours }: PlaceHours, from: number, until: number): number {
  let at = from;
  while (at < until) {
    const offset = offsetAt(zone, at);
    const end = evenUntil(zone, at, offset);
    const found = nextOpenShown(at + offset, end + offset, hours);
    if (found !== undefined) return found - offset;
    at = end;
  }
  return until;
}

/** The moment until which the offset stays, a day later at most. Nowhere does it change twice within one. */
function evenUntil(zone: string, from: number, offset: number): number {
  let before = from;
  let after = from + DAY_MS;
  if (offsetAt(zone, after) === offset) return after;
  while (after - before > MINUTE_MS) {
    const middle = before + Math.ceil((after - before) / 2 / MINUTE_MS) * MINUTE_MS;
    if (offsetAt(zone, middle) === offset) before = middle;
    else after = middle;
  }
  return after;
}

/** On a clock that runs evenly from one time that it shows to another. */
function nextOpenShown(from: number, to: number, hours: OpeningHours): number | undefined {
  for (let midnight = Math.floor(from / DAY_MS) * DAY_MS; midnight < to; midnight += DAY_MS) {
    const opens = Math.max(from, midnight + hours.open.from * MINUTE_MS);
    if (opens < to && closedAt(readClock(opens), hours) === undefined) return opens;
  }
  return undefined;
}
