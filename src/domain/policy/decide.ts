import type { ReachOutSettings } from '../kernel/settings.ts';
import { describeNumber } from '../phone/phone-number.ts';
import { refuseCountry } from './countries.ts';
import { type Person, type PersonRefusal, refusePerson } from './people.ts';
import { askAboutSharing, type Obstacle, type Place } from './places.ts';
import type { Question } from './question.ts';
import { askAboutRange } from './ranges.ts';

/** A message in Slack. */
export interface Head {
  placeId: string;
  ts: string;
}

/** What is known when the policy is asked; what is left out, it has no say about. */
export interface Facts {
  person?: Person;
  /** E.164. */
  recipient?: string;
  place?: Place;
  /** Where a conversation with the recipient is open: the head of its thread. */
  openIn?: Head;
}

/** Why something may not be, by the rule that says so. */
export type Refusal =
  | { rule: 'people'; reason: PersonRefusal }
  | { rule: 'countries'; message: string }
  | { rule: 'places'; reason: Obstacle };

/** Whether it may be, after answering these questions, or not; of several refusals the first is the weightiest. */
export type Verdict =
  | { kind: 'allow' }
  | { kind: 'ask'; questions: Question[] }
  | { kind: 'refuse'; refusals: Refusal[] };

type Rule = (
  facts: Facts,
  settings: ReachOutSettings,
) => { refusal?: Refusal | undefined; question?: Question | undefined };

/** One after the other, weightiest first. A new rule is a file beside this one and a line here. */
const RULES: Rule[] = [
  ({ person }) => {
    const reason = person && refusePerson(person);
    return { refusal: reason && { rule: 'people', reason } };
  },
  ({ recipient }, settings) => {
    if (!recipient || !settings.allowedCountries?.length) return {};
    const number = describeNumber(recipient) ?? { e164: recipient, isKnown: false };
    const message = refuseCountry(number, settings);
    return { refusal: message === undefined ? undefined : { rule: 'countries', message } };
  },
  ({ place }) => ({
    refusal: place?.obstacle && { rule: 'places', reason: place.obstacle },
    question: place && askAboutSharing(place),
  }),
  ({ openIn }) => ({ question: openIn && { name: 'open_elsewhere', ...openIn } }),
  ({ recipient }) => ({ question: recipient === undefined ? undefined : askAboutRange(recipient) }),
];

/** Who may contact whom, and from where. Pure; asked when a reach-out is requested and when its start is due. */
export function decide(facts: Facts, settings: ReachOutSettings): Verdict {
  const said = RULES.map((rule) => rule(facts, settings));
  const refusals = said.flatMap(({ refusal }) => refusal ?? []);
  if (refusals.length > 0) return { kind: 'refuse', refusals };
  const questions = said.flatMap(({ question }) => question ?? []);
  return questions.length > 0 ? { kind: 'ask', questions } : { kind: 'allow' };
}
