import type { Block } from '../blocks/block.ts';
import type { Channel } from '../channels/registry.ts';
import type { ReachOutSettings } from '../kernel/settings.ts';
import { maskPhoneNumber } from '../phone/mask-phone-number.ts';
import { describeNumber } from '../phone/phone-number.ts';
import { approvalFor, type NeededApproval } from './approvals.ts';
import { type Blocked, refuseBlocked, refuseOptedOut } from './blocked.ts';
import { refuseCountry } from './countries.ts';
import { type Going, heedHours } from './hours.ts';
import { saidOfLimits, type UsedLimit, type UsedUp } from './limits.ts';
import type { OptOut } from './opt-outs.ts';
import {
  type Bound,
  boundsCrossed,
  countriesFor,
  type Person,
  type PersonRefusal,
  refusePerson,
} from './people.ts';
import { askAboutSharing, type Place, type PlaceRefusal } from './places.ts';
import type { Policy } from './policy.ts';
import type { OpenConversation, Question } from './question.ts';
import { askAboutRange } from './ranges.ts';
import type { OutsideHours } from './time/judge-hours.ts';

/**
 * What is known when the policy is asked. A rule has no say about what is undefined, so whoever asks gives each fact,
 * or leaves it out by name.
 */
export interface Facts {
  person: Person | undefined;
  /** E.164. */
  recipient: string | undefined;
  channel: Channel | undefined;
  /** What the do-not-contact list has of the recipient. */
  blocks: Block[] | undefined;
  /** What AWS's own list says of the recipient. */
  optOut: OptOut | undefined;
  placeId: string | undefined;
  place: Place | undefined;
  /** With the recipient. */
  open: OpenConversation | undefined;
  /** The limits that leave no room. */
  usedUp: UsedUp | undefined;
  /** Nobody here has reached the recipient before. */
  isFirstContact: boolean | undefined;
  /** Of the list that it belongs to. */
  rows: number | undefined;
  goes: Going | undefined;
}

/** What the rules are: those of the environment, and those of the policy file. */
export interface Rulebook {
  settings: ReachOutSettings;
  policy: Policy;
}

/** Why something may not be, by the rule that says so. */
export type Refusal =
  | { rule: 'people'; reason: PersonRefusal }
  | { rule: 'bounds'; bound: Bound }
  | { rule: 'countries'; message: string }
  | { rule: 'blocked'; block: Blocked }
  | { rule: 'opted_out'; since?: string }
  | { rule: 'places'; reason: PlaceRefusal }
  | { rule: 'limits'; limit: UsedLimit }
  | { rule: 'hours'; closed: OutsideHours };

/**
 * Whether it may be, after answering these questions and once somebody else has approved of it, or not; of several
 * refusals the first is the weightiest.
 */
export type Verdict =
  | { kind: 'allow'; approval?: NeededApproval }
  | { kind: 'ask'; questions: Question[]; approval?: NeededApproval }
  | { kind: 'refuse'; refusals: Refusal[] };

/** What one rule says. */
export interface Said {
  refusals?: Refusal[];
  question?: Question | undefined;
  approval?: NeededApproval | undefined;
}

type Rule = (facts: Facts, rulebook: Rulebook) => Said;

/** One after the other, weightiest first. A new rule is a file beside this one and a line here. */
const RULES: Rule[] = [
  ({ person }, { policy }) => {
    const reason = person && refusePerson(person, policy);
    return reason ? { refusals: [{ rule: 'people', reason }] } : {};
  },
  ({ person, ...facts }, { policy }) => ({
    refusals: person ? boundsCrossed(person, policy, facts).map((bound) => ({ rule: 'bounds', bound })) : [],
  }),
  ({ person, recipient }, { settings, policy }) => {
    const own = countriesFor(person, policy);
    const allowed = own ?? settings.allowedCountries;
    if (!recipient || !allowed?.length) return {};
    const number = describeNumber(recipient) ?? { e164: recipient, isKnown: false };
    const list = own && 'the countries that the policy allows this account';
    const message = refuseCountry(number, { ...settings, allowedCountries: allowed }, list);
    return message === undefined ? {} : { refusals: [{ rule: 'countries', message }] };
  },
  ({ blocks, channel }) => {
    const block = blocks && refuseBlocked(blocks, channel);
    return block ? { refusals: [{ rule: 'blocked', block }] } : {};
  },
  ({ optOut }) => {
    const optedOut = optOut && refuseOptedOut(optOut);
    return optedOut ? { refusals: [{ rule: 'opted_out', ...optedOut }] } : {};
  },
  ({ place }, { policy }) => {
    const { question, isRefused } = place ? askAboutSharing(place, policy.show) : {};
    const reason = place?.obstacle ?? (isRefused && 'shared');
    return { refusals: reason ? [{ rule: 'places', reason }] : [], question };
  },
  ({ recipient, usedUp }, { policy }) => {
    if (!recipient || !usedUp) return {};
    const { refused, question } = saidOfLimits(policy.limits, usedUp, maskPhoneNumber(recipient));
    return { refusals: refused.map((limit) => ({ rule: 'limits', limit })), question };
  },
  ({ recipient, channel, goes }, { policy }) => {
    if (!recipient || !channel || !goes) return {};
    const { refused, question } = heedHours(recipient, channel, goes, policy.hours);
    return { refusals: refused ? [{ rule: 'hours', closed: refused }] : [], question };
  },
  ({ open }) => ({ question: open && { name: 'open_elsewhere', ...open } }),
  ({ recipient }) => ({ question: recipient === undefined ? undefined : askAboutRange(recipient) }),
  ({ recipient, channel, isFirstContact, rows = 1 }, { policy }) => ({
    approval:
      recipient && channel ? approvalFor({ recipient, channel, isFirstContact, rows }, policy) : undefined,
  }),
];

/** Who may contact whom, and from where. Pure; asked when a reach-out is requested and when its start is due. */
export function decide(facts: Facts, rulebook: Rulebook): Verdict {
  const said = RULES.map((rule) => rule(facts, rulebook));
  const refusals = said.flatMap((one) => one.refusals ?? []);
  if (refusals.length > 0) return { kind: 'refuse', refusals };
  const questions = said.flatMap(({ question }) => question ?? []);
  const approval = said.find((one) => one.approval)?.approval;
  const needed = approval && { approval };
  return questions.length > 0 ? { kind: 'ask', questions, ...needed } : { kind: 'allow', ...needed };
}
