import type { CountryCode } from 'libphonenumber-js/max';
import type { ReachOutSettings } from '../kernel/settings.ts';
import { countryOf } from '../phone/phone-number.ts';
import { isAllowedCountry } from './countries.ts';
import { type Person, type PersonRefusal, refusePerson } from './people.ts';
import type { Obstacle } from './places.ts';

/** What is known when the policy is asked; what is left out, it has no say about. */
export interface Question {
  person?: Person;
  /** E.164. */
  recipient?: string;
  obstacle?: Obstacle;
}

/** Why something may not be, by the rule that says so. */
export type Refusal =
  | { rule: 'people'; reason: PersonRefusal }
  | { rule: 'countries'; country?: CountryCode }
  | { rule: 'places'; reason: Obstacle };

/** allow, or what stands against it; of several refusals the first is the weightiest. */
export type Verdict = { kind: 'allow' } | { kind: 'refuse'; refusals: Refusal[] };

type Rule = (question: Question, settings: ReachOutSettings) => Refusal | undefined;

/** One after the other, weightiest first. A new rule is a file beside this one and a line here. */
const RULES: Rule[] = [
  ({ person }) => {
    const reason = person && refusePerson(person);
    return reason && { rule: 'people', reason };
  },
  ({ recipient }, { allowedCountries }) => {
    const country = recipient === undefined ? undefined : countryOf(recipient);
    if (recipient === undefined || isAllowedCountry(country, allowedCountries)) return undefined;
    return { rule: 'countries', ...(country && { country }) };
  },
  ({ obstacle }) => obstacle && { rule: 'places', reason: obstacle },
];

/** Who may contact whom, and from where. Pure; asked when a reach-out is requested and when its start is due. */
export function decide(question: Question, settings: ReachOutSettings): Verdict {
  const refusals = RULES.flatMap((rule) => rule(question, settings) ?? []);
  return refusals.length > 0 ? { kind: 'refuse', refusals } : { kind: 'allow' };
}
