import { expect, test } from '@jest/globals';
import { STATES, ZONES } from '../../../src/domain/phone/places-data.ts';
import { statesOf } from '../../../src/domain/phone/states.ts';
import { zonesOf } from '../../../src/domain/phone/zones.ts';

/** Of each state and province, the zones whose clocks are used in it. Source: IANA, zone1970.tab and its comments. */
const CLOCKS: Record<string, string> = {
  'US-AK': 'Anchorage Juneau Adak Honolulu',
  'US-AL': 'Chicago',
  'US-AR': 'Chicago',
  'US-AZ': 'Phoenix Denver',
  'US-CA': 'Los_Angeles',
  'US-CO': 'Denver',
  'US-CT': 'New_York',
  'US-DC': 'New_York',
  'US-DE': 'New_York',
  'US-FL': 'New_York Chicago',
  'US-GA': 'New_York',
  'US-HI': 'Honolulu',
  'US-IA': 'Chicago',
  'US-ID': 'Boise Denver Los_Angeles',
  'US-IL': 'Chicago',
  'US-IN': 'New_York Chicago',
  'US-KS': 'Chicago Denver',
  'US-KY': 'New_York Chicago',
  'US-LA': 'Chicago',
  'US-MA': 'New_York',
  'US-MD': 'New_York',
  'US-ME': 'New_York',
  'US-MI': 'New_York Chicago',
  'US-MN': 'Chicago',
  'US-MO': 'Chicago',
  'US-MS': 'Chicago',
  'US-MT': 'Denver',
  'US-NC': 'New_York',
  'US-ND': 'Chicago Denver North_Dakota/Center',
  'US-NE': 'Chicago Denver',
  'US-NH': 'New_York',
  'US-NJ': 'New_York',
  'US-NM': 'Denver',
  'US-NV': 'Los_Angeles Boise Denver',
  'US-NY': 'New_York',
  'US-OH': 'New_York',
  'US-OK': 'Chicago',
  'US-OR': 'Los_Angeles Denver',
  'US-PA': 'New_York',
  'US-RI': 'New_York',
  'US-SC': 'New_York',
  'US-SD': 'Chicago Denver North_Dakota/Center',
  'US-TN': 'Chicago New_York',
  'US-TX': 'Chicago Denver',
  'US-UT': 'Denver',
  'US-VA': 'New_York',
  'US-VT': 'New_York',
  'US-WA': 'Los_Angeles',
  'US-WI': 'Chicago',
  'US-WV': 'New_York',
  'US-WY': 'Denver',
  'CA-AB': 'Edmonton',
  'CA-BC': 'Vancouver Edmonton Fort_Nelson',
  'CA-MB': 'Winnipeg',
  'CA-NB': 'Halifax',
  'CA-NL': 'St_Johns Halifax Puerto_Rico',
  'CA-NS&CA-PE': 'Halifax',
  'CA-NT&CA-NU&CA-YT': 'Edmonton Fort_Nelson Vancouver Winnipeg Toronto',
  'CA-ON': 'Toronto Winnipeg',
  'CA-QC': 'Toronto Halifax',
  'CA-SK': 'Regina',
};

/** Area codes of +1 outside the two countries, and their clocks. Source: NANPA. */
const ISLANDS = `242 Nassau, 246 Barbados, 264 Anguilla, 268 Antigua, 284 Tortola, 340 St_Thomas, 345 Cayman,
  441 Bermuda, 473 Grenada, 649 Grand_Turk, 658 Jamaica, 664 Montserrat, 670 Saipan, 671 Guam, 684 Pago_Pago,
  721 Lower_Princes, 758 St_Lucia, 767 Dominica, 784 St_Vincent, 787 Puerto_Rico, 809 Santo_Domingo,
  829 Santo_Domingo, 849 Santo_Domingo, 868 Port_of_Spain, 869 St_Kitts, 876 Jamaica, 939 Puerto_Rico`;

const AREA_CODES = codesIn(ZONES);

test('knows the zones of all 441 area codes, each of a state, a province or an island', () => {
  expect(AREA_CODES).toHaveLength(441);
  expect(AREA_CODES.filter((code) => statesOf(numberIn(code)).length === 0)).toEqual(
    ISLANDS.split(',').map((line) => line.trim().slice(0, 3)),
  );
});

test.each(Object.entries(CLOCKS))('gives the area codes of %s no clock but %s', (states, clocks) => {
  const codes = AREA_CODES.filter((code) => statesOf(numberIn(code)).join('&') === states);
  const zones = codes.flatMap((code) => zonesOf(numberIn(code)));
  expect(zones.map(shortName).filter((zone) => !clocks.split(' ').includes(zone))).toEqual([]);
  expect(zones.length).toBeGreaterThan(0);
});

test.each(ISLANDS.split(',').map((line) => line.trim().split(' ') as [string, string]))(
  'knows the clock of +1 %s: %s',
  (code, clock) => {
    expect(zonesOf(numberIn(code)).map(shortName)).toEqual([clock]);
  },
);

test('names no zone that this Node does not know, and no state of an area code that has no zone', () => {
  const zones = new Set(
    ZONES.trim()
      .split('\n')
      .flatMap((line) => line.split(' ')[0]?.split('&') ?? []),
  );
  for (const timeZone of zones) expect(() => new Intl.DateTimeFormat('en', { timeZone })).not.toThrow();
  expect(codesIn(STATES).filter((code) => !AREA_CODES.includes(code))).toEqual([]);
});

test.each([
  ['+12085550152', 'America/Boise America/Denver America/Los_Angeles', 'US-ID'],
  ['+19865550152', 'America/Boise America/Los_Angeles', 'US-ID'],
  ['+13105550152', 'America/Los_Angeles', 'US-CA'],
  ['+18505550152', 'America/Chicago America/New_York', 'US-FL'],
  ['+14485550152', 'America/Chicago America/New_York', 'US-FL'],
  ['+12195550152', 'America/Chicago America/New_York', 'US-IN'],
  ['+17095550152', 'America/Halifax America/Puerto_Rico America/St_Johns', 'CA-NL'],
  ['+19025550152', 'America/Halifax', 'CA-NS CA-PE'],
  ['+17875550152', 'America/Puerto_Rico', ''],
  // Nobody knows where these are.
  ['+18005550152', '', ''],
  ['+15005550152', '', ''],
  ['+80012345678', '', ''],
  ['+870773111632', '', ''],
  ['+881612345678', '', ''],
  // Those of a place, and those that move about in a country with several zones.
  ['+61292345678', 'Australia/Sydney', ''],
  [
    '+61412345678',
    'Australia/Adelaide Australia/Brisbane Australia/Darwin Australia/Eucla Australia/Lord_Howe Australia/Perth Australia/Sydney Indian/Christmas Indian/Cocos',
    '',
  ],
  ['+6433051234', 'Pacific/Chatham', ''],
  ['+64211234567', 'Pacific/Auckland Pacific/Chatham', ''],
  ['+56612212345', 'America/Punta_Arenas', ''],
  ['+212522123456', 'Africa/Casablanca', ''],
  ['+77011234567', 'Asia/Almaty Asia/Aqtobe', ''],
  ['+5511987654321', 'America/Sao_Paulo', ''],
  ['+5592987654321', 'America/Manaus', ''],
  ['+5581987654321', 'America/Noronha America/Recife', ''],
])('knows where %s may be', (e164, zones, states) => {
  expect(zonesOf(e164).join(' ')).toBe(zones);
  expect(statesOf(e164).join(' ')).toBe(states);
});

test('keeps the whole of Russia in mind for its mobile numbers, from Kaliningrad to Kamchatka', () => {
  expect(zonesOf('+79161234567')).toEqual(expect.arrayContaining(['Europe/Kaliningrad', 'Asia/Kamchatka']));
});

/** Of one mobile number in each of 60 countries, how far its clocks are from UTC in January. */
test.each(
  `+33639980123 1, +491512345678 1, +447700900123 0, +353851234567 0, +34612345678 0 1, +351912345678 -1 0,
  +393123456789 1, +41781234567 1, +43664123456 1, +32470123456 1, +31612345678 1, +352628123456 1, +4532123456 1,
  +46701234567 1, +4740612345 1, +358412345678 2, +3546111234 0, +37251234567 2, +37121234567 2, +37061234567 2,
  +48512345678 1, +420601123456 1, +421912123456 1, +36201234567 1, +40712034567 2, +359431234567 2, +306912345678 2,
  +905012345678 3, +380501234567 2, +972502345678 2, +201001234567 2, +212650123456 0, +27711234567 2, +2348021234567 1,
  +254712123456 3, +233231234567 0, +966512345678 3, +971501234567 4, +97450123456 3, +923012345678 5, +918123456789 5.5,
  +9779841234567 5.75, +94712345678 5.5, +8801812345678 6, +66812345678 7, +84912345678 7, +6281234567890 7,
  +639051234567 8, +6581234567 8, +85251234567 8, +8613123456789 8, +886912345678 8, +821020001234 9, +819012345678 9,
  +64211234567 13 13.75, +5491123456789 -3, +573211234567 -5, +51912345678 -5, +56912345678 -5 -3, +50683123456 -6`
    .split(',')
    .map((line) => line.trim().split(/ (.*)/) as [string, string]),
)('knows the clock of %s: %s', (e164, hours) => {
  const january = new Date('2027-01-15T12:00:00Z');
  const ahead = zonesOf(e164).map((timeZone) => {
    const shown = january.toLocaleString('sv-SE', { timeZone });
    return (Date.parse(`${shown.replace(' ', 'T')}Z`) - january.getTime()) / 3_600_000;
  });
  expect([...new Set(ahead)].sort((a, b) => a - b).join(' ')).toBe(hours);
});

function codesIn(lines: string): string[] {
  return [...lines.matchAll(/ 1(\d{3})\b/g)].map(([, code]) => code ?? '').sort();
}

function numberIn(areaCode: string): string {
  return `+1${areaCode}5550152`;
}

function shortName(zone: string): string {
  return zone.slice(zone.indexOf('/') + 1);
}
