import { zonesOf } from '../../domain/phone/zones.ts';
import type { ClockThere } from '../../domain/policy/time/clock-there.ts';
import { timesThere } from '../../domain/policy/time/times-there.ts';

/** What clocks show where a number may be: "Tue 08:00 Pacific Time", "Mon 23:00 to Tue 02:00". */
export function timeThereText(recipient: string, at: Date): string | undefined {
  const times = timesThere(recipient, at);
  const [first, last] = [times[0], times.at(-1)];
  if (!first || !last) return undefined;
  if (first !== last) return `${shown(first)} to ${shown(last)}`;
  const names = new Set(zonesOf(recipient).map((zone) => zoneName(zone, at)));
  return names.size === 1 ? `${shown(first)} ${[...names][0]}` : shown(first);
}

function shown({ day, minute }: ClockThere): string {
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60].map((n) => String(n).padStart(2, '0'));
  return `${day[0]?.toUpperCase()}${day.slice(1)} ${hours}:${minutes}`;
}

/** "Pacific Time". Source: Unicode CLDR, generic names. */
function zoneName(timeZone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longGeneric' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}
