import { CHANNELS, type Channel } from '../../domain/channels/registry.ts';
import { inUnits } from '../../domain/intake/text-limits.ts';
import { countryName } from '../../domain/phone/country-name.ts';
import type {
  ApprovalRule,
  HoursRule,
  Ids,
  Limit,
  OpeningHours,
  PeopleRule,
  Policy,
  Stance,
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
  const others = Object.entries(places).map(([place, own]) => `${place}: ${openText({ ...hours, ...own })}`);
  const of = others.length > 0 ? ` ${others.join('; ')}.` : '';
  return [`Hours, by the recipient's clock${which}: ${openText(hours)}.${of}`];
}

function openText(hours: OpeningHours): string {
  const { days, holidays, outside } = hours;
  const on = days.length < Object.keys(DAYS).length ? ` on ${days.map((day) => DAYS[day]).join(', ')}` : '';
  const off = holidays.length > 0 ? `, but for ${inUnits(holidays.length, 'holiday')}` : '';
  return `${spanText(hours)}${on}${off}, else ${STANCES[outside]}`;
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
    countriesOtherThan && `countries other than ${countriesOtherThan.map(countryName).join(', ')}`,
    firstContact && 'the first contact with a number',
    moreThan !== undefined && `lists of more than ${moreThan}`,
  ].filter(Boolean);
  const what = causes.length > 0 ? causes.join(' and ') : 'everything';
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
