import { CHANNELS, type Channel } from '../../domain/channels/registry.ts';
import { inUnits } from '../../domain/intake/text-limits.ts';
import { countryName } from '../../domain/phone/country-name.ts';
import {
  type ApprovalRule,
  type HoursRule,
  type Ids,
  type Limit,
  type OpeningHours,
  type PeopleRule,
  type Policy,
  type Stance,
  WEEKDAYS,
  type Weekday,
} from '../../domain/policy/policy.ts';
import { mention } from '../text.ts';
import { DAYS, spanText } from './hours.ts';

/** The policy in words, a line a rule, in Slack's markup. */
export function ruleLines(policy: Policy): string[] {
  const { admins, people, hours, limits, approvals, show, keepDays } = policy;
  return [
    `Admins: ${admins.length > 0 ? idsText(admins) : 'nobody'}.`,
    ...(people ? peopleLines(people) : ['Who may use it is up to `REACH_OUT_ALLOWED_USERS`.']),
    ...hoursLines(hours),
    ...limitLines(limits),
    ...approvals.map(approvalLine),
    `Messages ${show.message ? 'stand' : 'do not stand'} in Slack. ${numbersText(show.numbers)}`,
    `Channels that other organizations read: ${STANCES[show.sharedConversations]}.`,
    keepDays === undefined
      ? 'Numbers and texts are kept.'
      : `Numbers and texts are erased ${inUnits(keepDays, 'day')} after the end.`,
  ];
}

const STANCES: Record<Stance, string> = { ask: 'it asks', refuse: 'refused', allow: 'allowed' };

function peopleLines(people: readonly PeopleRule[]): string[] {
  const lines = people.map(({ who, channels, countries, conversations }) => {
    const bounds = [
      channels && channelsText(channels),
      countries && `to ${countries.map(countryName).join(', ')}`,
      conversations && `in ${idsText(conversations)}`,
    ].filter(Boolean);
    const whom = who === 'everybody' ? 'Everybody else' : idsText(who);
    return `${whom}: ${bounds.length > 0 ? bounds.join(', ') : 'without bounds'}.`;
  });
  return people.some(({ who }) => who === 'everybody') ? lines : [...lines, 'Nobody else may use it.'];
}

function hoursLines({ places, ...hours }: HoursRule): string[] {
  if (hours.outside === 'allow' && Object.keys(places).length === 0)
    return ['Hours: anybody may be contacted at any time.'];
  const { channels } = hours;
  const which = channels.length < Object.keys(CHANNELS).length ? ` for ${channelsText(channels)}` : '';
  const others = Object.entries(places).map(([place, own]) => `${place}: ${openText(own)}`);
  const elsewhere = others.length > 0 ? ` Other than that in ${others.join('; ')}.` : '';
  return [`Hours, by the recipient's clock${which}: ${openText(hours)}.${elsewhere}`];
}

/** Of a place what it has of its own. */
function openText({ open, days, holidays = [], outside }: Partial<OpeningHours>): string {
  const isEveryDay = days === undefined || days.length === WEEKDAYS.length;
  return [
    [open && spanText({ open }), !isEveryDay && daysText(days)].filter(Boolean).join(', '),
    holidays.length > 0 && `but for ${inUnits(holidays.length, 'holiday')}`,
    outside && `else ${STANCES[outside]}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** "Monday to Friday", or each by its name. */
function daysText(days: readonly Weekday[]): string {
  const indexes = days.map((day) => WEEKDAYS.indexOf(day)).toSorted((a, b) => a - b);
  const [first = 0] = indexes;
  const isRow = indexes.length > 2 && indexes.every((index, at) => index === first + at);
  const named = indexes.flatMap((index) => WEEKDAYS[index] ?? []).map((day) => DAYS[day]);
  return isRow ? `${named[0]} to ${named.at(-1)}` : named.join(', ');
}

function limitLines({ recipient, person, workspace }: Policy['limits']): string[] {
  const limits = [
    recipient &&
      `${limitText(recipient)} to one number, then ${recipient.beyond === 'ask' ? 'it asks' : 'no more'}`,
    person && `${limitText(person)} by one person`,
    workspace && `${limitText(workspace)} by all together`,
  ].filter(Boolean);
  return [limits.length > 0 ? `At most ${limits.join('; ')}.` : 'No limits.'];
}

function limitText({ most, hours }: Limit): string {
  return `${most} in ${inUnits(hours, 'hour')}`;
}

function approvalLine({ when, by, in: placeId, lapsesAfterMinutes }: ApprovalRule): string {
  const { channels, countriesOtherThan, firstContact, moreThan } = when;
  const causes = [
    channels && channelsText(channels),
    countriesOtherThan && `to countries other than ${countriesOtherThan.map(countryName).join(', ')}`,
    firstContact && 'the first contact with a number',
    moreThan !== undefined && `lists of more than ${moreThan}`,
  ].filter(Boolean);
  const what = causes.length > 0 ? causes.join(', ') : 'everything';
  return `Approval for ${what}: by ${idsText(by)} in ${mention(placeId)}, within ${inUnits(lapsesAfterMinutes, 'minute')}.`;
}

function numbersText(named: Ids | undefined): string {
  if (!named) return 'Full numbers are shown to whoever asked, and admins.';
  return named.length > 0
    ? `Full numbers are shown to ${idsText(named)}.`
    : 'Full numbers are shown to nobody.';
}

function idsText(ids: Ids): string {
  return ids.map(mention).join(', ');
}

function channelsText(channels: readonly Channel[]): string {
  return channels.map((channel) => CHANNELS[channel].label).join(', ');
}
