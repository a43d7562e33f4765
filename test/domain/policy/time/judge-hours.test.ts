import { expect, test } from '@jest/globals';
import { DEFAULT_POLICY, type HoursRule } from '../../../../src/domain/policy/policy.ts';
import { judgeHours } from '../../../../src/domain/policy/time/judge-hours.ts';

const { hours: DEFAULT } = DEFAULT_POLICY;
const span = (from: string, to: string) => ({ from: minutes(from), to: minutes(to) });
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

const RULE: HoursRule = {
  ...DEFAULT,
  holidays: ['2027-12-25'],
  places: {
    US: { outside: 'refuse', holidays: ['2027-07-05'] },
    'US-FL': { open: span('08:00', '20:00') },
    'CA-PE': { outside: 'refuse', open: span('10:00', '12:00') },
    FR: { open: span('10:00', '20:00'), days: [...WEEKDAYS] },
    DE: { outside: 'allow' },
    JP: { outside: 'refuse', days: [] },
  },
};

const SEATTLE = '+12065550152';
const NEW_YORK = '+12125550152';
const PENSACOLA = '+18505550152';
const MIAMI = '+13055550152';
const HALIFAX = '+19025550152';
const NEWFOUNDLAND = '+17095550152';
const TOLL_FREE = '+18005550152';
const PARIS = '+33639980123';
const BERLIN = '+4915123456789';
const LONDON = '+447700900123';
const KATHMANDU = '+9779841234567';
const CHATHAM = '+6433051234';
const TOKYO = '+819012345678';
const SEOUL = '+821020001234';
const LORD_HOWE_AND_ALL = '+61412345678';
const SAMOA = '+6857212345';

test.each<[string, string, string, HoursRule, string]>([
  // Without a file: 08:00 to 21:00, and a question.
  ['before it opens', NEW_YORK, '2027-01-15T12:59:59Z', DEFAULT, 'ask hour 07:59 → 2027-01-15T13:00:00Z'],
  ['as it opens', NEW_YORK, '2027-01-15T13:00:00Z', DEFAULT, 'open'],
  ['the last minute', NEW_YORK, '2027-01-16T01:59:59Z', DEFAULT, 'open'],
  ['as it closes', NEW_YORK, '2027-01-16T02:00:00Z', DEFAULT, 'ask hour 21:00 → 2027-01-16T13:00:00Z'],
  ['a Sunday', NEW_YORK, '2027-01-17T17:00:00Z', DEFAULT, 'open'],
  // Both changes of daylight saving time, here and there.
  ['clocks go forward', NEW_YORK, '2027-03-14T05:00:00Z', DEFAULT, 'ask hour 00:00 → 2027-03-14T12:00:00Z'],
  ['clocks go back', NEW_YORK, '2027-11-07T04:00:00Z', DEFAULT, 'ask hour 00:00 → 2027-11-07T13:00:00Z'],
  ['forward in London', LONDON, '2027-03-27T23:00:00Z', DEFAULT, 'ask hour 23:00 → 2027-03-28T07:00:00Z'],
  ['back in London', LONDON, '2027-10-30T23:30:00Z', DEFAULT, 'ask hour 00:30 → 2027-10-31T08:00:00Z'],
  // Zones of 30 and 45 minutes.
  ['Kathmandu', KATHMANDU, '2027-01-15T02:14:00Z', DEFAULT, 'ask hour 07:59 → 2027-01-15T02:15:00Z'],
  ['Chatham', CHATHAM, '2027-01-15T18:14:00Z', DEFAULT, 'ask hour 07:59 → 2027-01-15T18:15:00Z'],
  ['Chatham goes back', CHATHAM, '2027-04-03T12:00:00Z', DEFAULT, 'ask hour 01:45 → 2027-04-03T19:15:00Z'],
  // Labrador is half an hour behind the island, so at 08:00 there it is 08:30 in St. John's.
  ['Newfoundland', NEWFOUNDLAND, '2027-01-15T11:30:00Z', DEFAULT, 'ask hour 07:30 → 2027-01-15T12:00:00Z'],
  // The number of a mobile may be anywhere from Christmas Island to Lord Howe, whose clock goes on by 30 minutes.
  [
    'all of Australia',
    LORD_HOWE_AND_ALL,
    '2027-01-15T10:00:00Z',
    DEFAULT,
    'ask hour 21:00 → 2027-01-16T01:30:00Z',
  ],
  [
    'where area codes span zones',
    PENSACOLA,
    '2027-01-15T13:30:00Z',
    DEFAULT,
    'ask hour 07:30 → 2027-01-15T14:00:00Z',
  ],
  [
    'and one of them has closed',
    PENSACOLA,
    '2027-01-16T02:30:00Z',
    DEFAULT,
    'ask hour 21:30 → 2027-01-16T14:00:00Z',
  ],
  [
    'the day has begun there',
    SAMOA,
    '2027-01-15T11:30:00Z',
    DEFAULT,
    'ask hour 00:30 → 2027-01-15T19:00:00Z',
  ],
  // Places.
  ['a country refuses', SEATTLE, '2027-01-15T15:00:00Z', RULE, 'refuse hour 07:00 → 2027-01-15T16:00:00Z'],
  ['a state inherits that', MIAMI, '2027-01-16T01:00:00Z', RULE, 'refuse hour 20:00 → 2027-01-16T13:00:00Z'],
  ['and its neighbour is open', NEW_YORK, '2027-01-16T01:00:00Z', RULE, 'open'],
  [
    'a holiday of the country',
    MIAMI,
    '2027-07-05T14:00:00Z',
    RULE,
    'refuse holiday 10:00 → 2027-07-06T12:00:00Z',
  ],
  ['instead of the others', MIAMI, '2027-12-25T15:00:00Z', RULE, 'open'],
  ['by the date there', LONDON, '2027-12-25T00:00:00Z', RULE, 'ask holiday 00:00 → 2027-12-26T08:00:00Z'],
  ['not by the date here', SEOUL, '2027-12-24T16:00:00Z', RULE, 'ask holiday 01:00 → 2027-12-25T23:00:00Z'],
  ['the weekend', PARIS, '2027-01-15T19:30:00Z', RULE, 'ask hour 20:30 → 2027-01-18T09:00:00Z'],
  ['a Saturday', PARIS, '2027-01-16T12:00:00Z', RULE, 'ask day 13:00 → 2027-01-18T09:00:00Z'],
  [
    'it may be either of two provinces',
    HALIFAX,
    '2027-01-15T16:30:00Z',
    RULE,
    'refuse hour 12:30 → 2027-01-16T14:00:00Z',
  ],
  ['a country that is always open', BERLIN, '2027-01-15T02:00:00Z', RULE, 'open'],
  ['a country that never opens', TOKYO, '2027-01-15T02:00:00Z', RULE, 'refuse day 11:00 → never'],
  // Nobody knows where it is.
  ['toll-free', TOLL_FREE, '2027-01-15T17:00:00Z', DEFAULT, 'ask unknown'],
  ['toll-free, where that is refused', TOLL_FREE, '2027-01-15T17:00:00Z', RULE, 'refuse unknown'],
  [
    'toll-free, whatever the hour',
    TOLL_FREE,
    '2027-01-15T17:00:00Z',
    { ...DEFAULT, outside: 'allow' },
    'open',
  ],
  ['a channel without hours', NEW_YORK, '2027-01-15T07:00:00Z', { ...DEFAULT, channels: ['voice'] }, 'open'],
  [
    'around the clock',
    NEW_YORK,
    '2027-01-15T07:00:00Z',
    { ...DEFAULT, open: span('00:00', '24:00') },
    'open',
  ],
])('%s: %s at %s', (_, recipient, at, rule, expected) => {
  expect(judged(recipient, at, rule)).toBe(expected);
});

test.each([
  // 02:30 does not exist, so it opens as the clock goes on to 03:00.
  ['02:30', '2027-03-14T06:00:00Z', '2027-03-14T07:00:00Z'],
  // 01:30 comes twice; between them it is closed again.
  ['01:30', '2027-11-07T05:00:00Z', '2027-11-07T05:30:00Z'],
  ['01:30', '2027-11-07T06:10:00Z', '2027-11-07T06:30:00Z'],
])('opens at %s in New York, asked at %s', (open, at, next) => {
  expect(judged(NEW_YORK, at, { ...DEFAULT, open: span(open, '05:00') })).toMatch(`→ ${next}`);
});

test('opens again where the clock goes back before the time it closed at', () => {
  const rule = { ...DEFAULT, open: span('00:00', '01:30') };
  expect(judged(NEW_YORK, '2027-11-07T05:40:00Z', rule)).toBe('ask hour 01:40 → 2027-11-07T06:00:00Z');
});

test('looks 60 days ahead', () => {
  const days = Array.from({ length: 80 }, (_, day) =>
    new Date(Date.UTC(2027, 0, 15 + day)).toISOString().slice(0, 10),
  );
  const closed = (count: number) => ({ ...DEFAULT, holidays: days.slice(0, count) });
  expect(judged(LONDON, '2027-01-15T00:00:00Z', closed(59))).toMatch('→ 2027-03-15T08:00:00Z');
  expect(judged(LONDON, '2027-01-15T00:00:00Z', closed(60))).toMatch('→ never');
});

function judged(recipient: string, at: string, rule: HoursRule): string {
  const verdict = judgeHours({ recipient, channel: 'sms', at: new Date(at) }, rule);
  if (verdict.kind === 'open') return 'open';
  if (verdict.kind === 'unknown') return `${verdict.outside} unknown`;
  const { minute } = verdict.there;
  const clock = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
  const next = verdict.next?.at.replace('.000', '') ?? 'never';
  return `${verdict.outside} ${verdict.why} ${clock} → ${next}`;
}

function minutes(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}
