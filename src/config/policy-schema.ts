import { type CountryCode, isSupportedCountry } from 'libphonenumber-js/max';
import * as z from 'zod';
import { CHANNEL_NAMES, type Channel } from '../domain/channels/registry.ts';
import { isState } from '../domain/phone/states.ts';
import { DEFAULT_POLICY, type OpeningHours, type Policy, WEEKDAYS } from '../domain/policy/policy.ts';

const { hours: HOURS, show: SHOW } = DEFAULT_POLICY;

const ids = (what: string, pattern: RegExp) =>
  z.array(z.string(`must hold ${what}`).regex(pattern, `must be ${what}`), `must be a list of ${what}`);

const userIds = ids('a user id (U… or W…) or a user group id (S…)', /^[UWS][A-Z0-9]+$/);
const approvers = userIds.min(1, 'must name somebody');
const placeId = z
  .string('must be a channel id (C… or G…)')
  .regex(/^[CG][A-Z0-9]+$/, 'must be a channel id (C… or G…)');

const channels = z
  .array(
    z.enum(CHANNEL_NAMES as [Channel, ...Channel[]], `must be one of ${CHANNEL_NAMES.join(', ')}`),
    `must be a list of ${CHANNEL_NAMES.join(', ')}`,
  )
  .min(1, 'must name a channel');

const COUNTRY = 'must be an ISO country code, such as US or GB';
const countries = z.array(
  z
    .string(COUNTRY)
    .refine((code) => isSupportedCountry(code), COUNTRY)
    .transform((code) => code as CountryCode),
  'must be a list of ISO country codes',
);

const stance = z.enum(['ask', 'refuse', 'allow'], 'must be one of ask, refuse, allow');

const whole = (least: number, most: number) => {
  const message = `must be a whole number from ${least} to ${most}`;
  return z.int(message).min(least, message).max(most, message);
};

const SPAN = 'must be two times of one day, such as "08:00-21:00", the later one at most 24:00';
const span = z.string(SPAN).transform((text, ctx) => {
  const [, from = '', to = ''] = /^(\d\d:\d\d)\s*[-–]\s*(\d\d:\d\d)$/.exec(text.trim()) ?? [];
  const open = { from: minutesOf(from), to: minutesOf(to) };
  if (open.from < open.to) return open;
  ctx.addIssue(SPAN);
  return z.NEVER;
});

/** After midnight; NaN for what is no time. */
function minutesOf(text: string): number {
  const [hours, minutes] = text.split(':').map(Number);
  if (hours === undefined || minutes === undefined || minutes > 59) return Number.NaN;
  const all = hours * 60 + minutes;
  return all <= 24 * 60 ? all : Number.NaN;
}

const days = z
  .array(z.enum(WEEKDAYS, `must be one of ${WEEKDAYS.join(', ')}`), 'must be a list of days')
  .min(1, 'must name a day');
const DATE = 'must be a date, such as 2026-12-25';
const holidays = z.array(z.iso.date(DATE), 'must be a list of dates');

const openingHours = { outside: stance, open: span, days, holidays };
const PLACE = 'must be an ISO country, or a state of the United States or Canada, such as FR or US-FL';

const places = z
  .record(
    z.string().refine((key) => isSupportedCountry(key) || isState(key), PLACE),
    z.strictObject(openingHours, 'must hold open, days, outside or holidays').partial(),
    'must be a map of countries',
  )
  .transform((all) => all as Record<string, Partial<OpeningHours>>);

const hours = z
  .strictObject(
    {
      outside: stance.default(HOURS.outside),
      open: span.default(HOURS.open),
      days: days.default([...HOURS.days]),
      holidays: holidays.default([]),
      channels: channels.default([...HOURS.channels]),
      places: places.default({}),
    },
    'must be a map',
  )
  .default({ ...HOURS, days: [...HOURS.days], holidays: [], channels: [...HOURS.channels], places: {} });

const limit = { most: whole(1, 1_000_000), hours: whole(1, 24 * 366) };
const limits = z
  .strictObject(
    {
      recipient: z
        .strictObject({
          ...limit,
          beyond: z.enum(['ask', 'refuse'], 'must be one of ask, refuse').default('ask'),
        })
        .optional(),
      person: z.strictObject(limit).optional(),
      workspace: z.strictObject(limit).optional(),
    },
    'must be a map',
  )
  .default({});

const people = z.array(
  z.strictObject(
    {
      who: z.union(
        [z.literal('everybody'), userIds],
        'must be everybody, or a list of users and user groups',
      ),
      channels: channels.optional(),
      countries: countries.optional(),
      conversations: z.array(placeId, 'must be a list of channel ids').optional(),
    },
    'must be a map with who',
  ),
  'must be a list of rules',
);

const approval = z
  .strictObject(
    {
      when: z
        .strictObject(
          {
            channels: channels.optional(),
            countries_other_than: countries.optional(),
            first_contact: z.literal(true, 'must be true, or be left out').optional(),
            more_than: whole(1, 1_000_000).optional(),
          },
          'must be a map',
        )
        .default({}),
      by: approvers,
      in: placeId,
      lapses_after_minutes: whole(1, 60 * 24 * 30).default(60),
    },
    'must be a map with by and in',
  )
  .transform(({ when, by, in: place, lapses_after_minutes: lapsesAfterMinutes }) => ({
    when: {
      channels: when.channels,
      countriesOtherThan: when.countries_other_than,
      firstContact: when.first_contact,
      moreThan: when.more_than,
    },
    by,
    in: place,
    lapsesAfterMinutes,
  }));

const show = z
  .strictObject(
    {
      message: z.boolean('must be true or false').default(SHOW.message),
      numbers: userIds.optional(),
      shared_conversations: stance.default(SHOW.sharedConversations),
    },
    'must be a map',
  )
  .default({ message: SHOW.message, shared_conversations: SHOW.sharedConversations })
  .transform(({ message, numbers, shared_conversations: sharedConversations }) => ({
    message,
    numbers,
    sharedConversations,
  }));

/** The policy file. Every key is optional. */
export const policySchema = z
  .strictObject(
    {
      admins: userIds.default([]),
      people: people.optional(),
      hours,
      limits,
      approvals: z.array(approval, 'must be a list of rules').default([]),
      show,
      keep_days: whole(1, 36_500).optional(),
    },
    'must hold keys, such as admins, people or hours',
  )
  .transform(({ keep_days: keepDays, ...rest }): Policy => withoutUndefined({ ...rest, keepDays }) as Policy);

/** A key that is left out is absent, not undefined. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(entries.map(([key, one]) => [key, withoutUndefined(one)]));
}
