import { channelOf } from '../../domain/channels/registry.ts';
import { inUnits } from '../../domain/intake/text-limits.ts';
import { maskNumbers } from '../../domain/phone/mask-numbers.ts';
import type { Blocked } from '../../domain/policy/blocked.ts';
import type { Refusal } from '../../domain/policy/decide.ts';
import type { UsedLimit } from '../../domain/policy/limits.ts';
import type { Bound, PersonRefusal } from '../../domain/policy/people.ts';
import type { PlaceRefusal } from '../../domain/policy/places.ts';
import { duration, escapeText, slackDate } from '../text.ts';
import { blockedText, optedOutText } from './blocks.ts';
import { hoursRefusalText } from './hours.ts';

/** Also read by others, on a card. */
const PEOPLE: Record<PersonRefusal, (ask: string) => string> = {
  unknown: (ask) => `Reach Out can't see this account in Slack. Ask ${ask}.`,
  bot: () => 'Reach Out is for people, not for bots.',
  guest: (ask) => `Guests can't use Reach Out. Ask ${ask}.`,
  other_team: (ask) => `Reach Out is for people of the workspace it is installed in. Ask ${ask}.`,
  deactivated: () => "This account is deactivated, so it can't use Reach Out.",
  not_listed: (ask) => `This account isn't on the list of people who may use Reach Out. Ask ${ask}.`,
  not_named: (ask) => `No rule of the policy lets this account use Reach Out. Ask ${ask}.`,
};

const PLACES: Record<PlaceRefusal, string> = {
  shared: "Other organizations can read this conversation, which the policy doesn't allow. Choose another.",
  archived: 'This conversation is archived. Choose another.',
  not_a_member: "Reach Out isn't in this conversation. Choose another, or type /invite @Reach Out in it.",
  hidden:
    "Reach Out isn't in this conversation. Choose another, or, if it's a channel, type /invite @Reach Out in it.",
  group_message: "Reach Out can't be invited into a group message. Choose another conversation.",
  direct_message: "Reach Out can't be in a direct message between people. Choose another conversation.",
};

/** Said as an error where the refusal stands beside it. */
export const CHOOSE_ANOTHER = "Reach Out still can't post in this one.";

/** `again`: where there is no button that stays. */
export function unidentifiedText(
  whatWasNot: 'sent' | 'changed' | 'looked at',
  again = 'Press the button again',
): string {
  return `Slack couldn't be asked just now whether you may use Reach Out, so nothing was ${whatWasNot}. ${again} in a moment.`;
}

/** Why something may not be, and what to do or whom to ask; `isKept`: for a card, which is read later. */
export function refusalText(refusal: Refusal, ask: string, isKept = false): string {
  switch (refusal.rule) {
    case 'people':
      return PEOPLE[refusal.reason](ask);
    case 'bounds':
      return boundText(refusal.bound, ask);
    case 'places':
      return PLACES[refusal.reason];
    case 'countries':
      return refusal.message;
    case 'limits':
      return limitText(refusal.limit, isKept);
    case 'blocked':
      return blockedText(isKept ? inMarkup(refusal.block) : refusal.block, ask);
    case 'opted_out':
      return optedOutText(refusal, ask);
    case 'hours':
      return hoursRefusalText(refusal.closed, ask);
  }
}

/** What an admin wrote is only text there. A mark that is escaped would part the digits of a number. */
function inMarkup({ reason, ...block }: Blocked): Blocked {
  return { ...block, ...(reason && { reason: escapeText(maskNumbers(reason)) }) };
}

/** Also read by others, on a card. */
function boundText(bound: Bound, ask: string): string {
  switch (bound.what) {
    case 'channel': {
      const allowed = bound.channels.map((channel) => channelOf(channel).label).join(', ');
      return `For this account, the policy allows ${allowed}. Choose that, or ask ${ask}.`;
    }
    case 'conversation':
      return `For this account, the policy doesn't allow Reach Out in this conversation. Choose another, or ask ${ask}.`;
  }
}

const WHOSE: Record<UsedLimit['of'], string> = {
  recipient: 'to one number',
  person: 'by one person',
  workspace: 'by all together',
};

function limitText({ of, most, hours, freeAt, inSeconds }: UsedLimit, isKept: boolean): string {
  const when = isKept
    ? `after ${slackDate(new Date(freeAt), '{date_short_pretty} at {time}')}`
    : `in ${duration(Math.ceil(inSeconds / 60) * 60)}`;
  return `That is all the policy allows: ${inUnits(most, 'reach-out')} ${WHOSE[of]} in ${inUnits(hours, 'hour')}. The next can go ${when}.`;
}
