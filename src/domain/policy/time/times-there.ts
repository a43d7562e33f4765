import { zonesOf } from '../../phone/zones.ts';
import { type ClockThere, clockThere } from './clock-there.ts';

/** What clocks show at a moment where a number may be, each once, the earliest first; none where it isn't known. */
export function timesThere(recipient: string, at: Date): ClockThere[] {
  const shown = zonesOf(recipient).map((zone) => clockThere(zone, at.getTime()));
  const byTime = new Map(shown.map((clock) => [clock.date + String(clock.minute).padStart(4, '0'), clock]));
  return [...byTime].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, clock]) => clock);
}
