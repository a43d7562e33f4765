import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type OpeningHours, WEEKDAYS } from '../../../../src/domain/policy/policy.ts';
import { nextOpen, type PlaceHours } from '../../../../src/domain/policy/time/next-open.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const zone = fc.constantFrom(
  ...['America/New_York', 'America/St_Johns', 'America/Los_Angeles', 'America/Phoenix', 'America/Havana'],
  ...[
    'Europe/London',
    'Africa/Cairo',
    'Asia/Beirut',
    'Asia/Kathmandu',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
  ],
  ...['Australia/Eucla', 'Pacific/Chatham', 'Pacific/Auckland', 'Pacific/Apia', 'Pacific/Honolulu'],
);

/** Most of them in the hours when clocks are changed. */
const minuteOfDay = fc.oneof(fc.integer({ min: 0, max: 240 }), fc.integer({ min: 0, max: 1440 }));

const hours: fc.Arbitrary<OpeningHours> = fc.record({
  outside: fc.constant('ask' as const),
  open: fc
    .tuple(minuteOfDay, minuteOfDay)
    .filter(([from, to]) => from < to)
    .map(([from, to]) => ({ from, to })),
  days: fc.oneof(fc.constant(WEEKDAYS), fc.subarray([...WEEKDAYS])),
  holidays: fc.array(
    fc
      .integer({ min: 0, max: 400 })
      .map((day) => new Date(Date.UTC(2027, 0, day)).toISOString().slice(0, 10)),
    { maxLength: 3 },
  ),
});

const opening: fc.Arbitrary<PlaceHours> = fc.record({ zone, hours });

/** Most of them around a change of the clocks. */
const moment = fc
  .tuple(
    fc.constantFrom(
      '2027-03-14',
      '2027-03-28',
      '2027-04-04',
      '2027-09-26',
      '2027-10-03',
      '2027-10-31',
      '2027-11-07',
      '2027-07-01',
    ),
    fc.integer({ min: -12 * HOUR_MS, max: 12 * HOUR_MS }),
  )
  .map(([date, shift]) => Date.parse(date) + shift);

test('finds the first minute at which all are open, by a clock that is read otherwise', () => {
  fc.assert(
    fc.property(fc.array(opening, { minLength: 1, maxLength: 3 }), moment, (places, from) => {
      const until = from + 20 * HOUR_MS;
      const found = nextOpen(places, from, until);
      expect(found).toBe(firstOpen(places, from, until));
    }),
    { numRuns: 300 },
  );
});

/** Minute by minute. */
function firstOpen(places: PlaceHours[], from: number, until: number): number | undefined {
  const openings = places.map(({ zone: timeZone, hours }) => ({ hours, clock: clockOf(timeZone) }));
  for (let at = Math.ceil(from / MINUTE_MS) * MINUTE_MS; at < until; at += MINUTE_MS)
    if (openings.every(({ hours, clock }) => isOpen(clock.format(at), hours))) return at;
  return undefined;
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone, year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  });
}

/** Of `2027-03-14 08:00`. */
function isOpen(shown: string, { open, days, holidays }: OpeningHours): boolean {
  const [date = '', time = ''] = shown.split(' ');
  const day = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][new Date(date).getUTCDay()];
  const minute = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const isDay = days.some((name) => name === day) && !holidays.includes(date);
  return isDay && minute >= open.from && minute < open.to;
}
