import { addDays } from 'date-fns';
import type { Channel } from '../../channels/registry.ts';
import { describeNumber } from '../../phone/phone-number.ts';
import { statesOf } from '../../phone/states.ts';
import { zonesOf } from '../../phone/zones.ts';
import type { HoursRule, OpeningHours, Stance } from '../policy.ts';
import { type ClockThere, clockThere } from './clock-there.ts';
import { type Closed, closedAt, nextOpen, type PlaceHours } from './next-open.ts';

/** As far as reaching out can be put off. */
export const MOST_DAYS_AHEAD = 60;

/** When somebody is to be contacted, and how. */
export interface Moment {
  /** E.164. */
  recipient: string;
  channel: Channel;
  at: Date;
}

/** Why somebody should not be contacted at a moment. Plain data, for it is stored with what it kept from going. */
export type OutsideHours =
  /** Nobody knows what time it is there. */
  | { kind: 'unknown'; outside: Exclude<Stance, 'allow'> }
  | {
      kind: 'closed';
      outside: Exclude<Stance, 'allow'>;
      /** Why, and by which hours, in one of the places where the recipient may be. */
      why: Closed;
      hours: OpeningHours;
      there: ClockThere;
      /** The next minute at which it is open, in ISO 8601 and there; absent where it is not within 60 days. */
      next?: { at: string; there: ClockThere };
    };

/** When it opens next; undefined where it is open, or where that is not known. */
export function whenOpen(hours: { kind: 'open' } | OutsideHours): Date | undefined {
  return hours.kind === 'closed' && hours.next ? new Date(hours.next.at) : undefined;
}

/**
 * Whether somebody may be contacted at a moment, by the recipient's own clock. Where it isn't sure in which zone
 * or state they are, all must be open; the strictest of those that are closed decides.
 */
export function judgeHours(
  { recipient, channel, at }: Moment,
  rule: HoursRule,
): { kind: 'open' } | OutsideHours {
  const all = rule.channels.includes(channel) ? openingHoursOf(recipient, rule) : [];
  const strictestFirst = all.filter(({ outside }) => outside !== 'allow').sort(byStrictness);
  const [strictest] = strictestFirst;
  if (!strictest) return { kind: 'open' };
  const zones = zonesOf(recipient);
  if (zones.length === 0) return { kind: 'unknown', outside: stanceOf(strictest) };
  const places = strictestFirst.flatMap((hours) => zones.map((zone): PlaceHours => ({ zone, hours })));
  for (const { zone, hours } of places) {
    const there = clockThere(zone, at.getTime());
    const why = closedAt(there, hours);
    if (!why) continue;
    const next = nextOpen(places, at.getTime(), addDays(at, MOST_DAYS_AHEAD).getTime());
    return {
      ...{ kind: 'closed', outside: stanceOf(hours), why, hours, there },
      ...(next !== undefined && {
        next: { at: new Date(next).toISOString(), there: clockThere(zone, next) },
      }),
    };
  }
  return { kind: 'open' };
}

/** The hours of each state or country where a number may be, one after the other. */
function openingHoursOf(recipient: string, { places, ...general }: HoursRule): OpeningHours[] {
  const states = statesOf(recipient);
  if (states.length > 0)
    return states.map((state) => ({ ...general, ...places[state.slice(0, 2)], ...places[state] }));
  const country = describeNumber(recipient)?.country;
  return [{ ...general, ...(country && places[country]) }];
}

function byStrictness(a: OpeningHours, b: OpeningHours): number {
  return Number(b.outside === 'refuse') - Number(a.outside === 'refuse');
}

function stanceOf({ outside }: OpeningHours): Exclude<Stance, 'allow'> {
  return outside === 'refuse' ? 'refuse' : 'ask';
}
