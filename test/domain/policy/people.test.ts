import { expect, test } from '@jest/globals';
import {
  boundsCrossed,
  countriesFor,
  isAdmin,
  isUndecided,
  type Person,
  refusePerson,
} from '../../../src/domain/policy/people.ts';
import type { PeopleRule } from '../../../src/domain/policy/policy.ts';

const someone = (changes: Partial<Person> = {}): Person => ({
  ...{ id: 'U1', isBot: false, isGuest: false, isForeign: false, isDeactivated: false, isUnknown: false },
  ...{ isListed: true, names: [], unsure: [], ...changes },
});

const SUPPORT: PeopleRule = { who: ['S1'], channels: ['sms'], countries: ['US'], conversations: ['C1'] };
const SALES: PeopleRule = { who: ['S2'], channels: ['voice'] };
const ALL: PeopleRule = { who: 'everybody' };

test.each<[string, Partial<Person>, PeopleRule[] | undefined, ReturnType<typeof refusePerson>]>([
  ['no rules, on the list', {}, undefined, undefined],
  ['no rules, not on the list', { isListed: false }, undefined, 'not_listed'],
  ['named by a rule, whatever the list says', { names: ['S1'], isListed: false }, [SUPPORT], undefined],
  ["nobody's", {}, [SUPPORT, SALES], 'not_named'],
  ['everybody', {}, [SUPPORT, ALL], undefined],
  ['no rule at all names anybody', {}, [], 'not_named'],
  ['a guest, though named', { isGuest: true, names: ['S1'] }, [SUPPORT], 'guest'],
])('%s', (_, person, people, refusal) => {
  expect(refusePerson(someone(person), people ? { people } : {})).toBe(refusal);
});

test('the first rule that names a person decides', () => {
  const both = someone({ names: ['S1', 'S2'] });
  const given = { channel: 'voice', placeId: 'C2' } as const;
  const crossed = (people: PeopleRule[]) => boundsCrossed(both, { people }, given).map(({ what }) => what);
  expect(crossed([SUPPORT, SALES])).toEqual(['channel', 'conversation']);
  expect(crossed([SALES, SUPPORT])).toEqual([]);
  expect(countriesFor(both, { people: [SUPPORT, SALES] })).toEqual(['US']);
  expect(countriesFor(both, { people: [SALES, SUPPORT] })).toBeUndefined();
});

test.each<[string, Partial<Person>, PeopleRule[] | undefined, boolean]>([
  ['no rules', { unsure: ['S1'] }, undefined, false],
  ['the group of a later rule', { names: ['S1'], unsure: ['S2'] }, [SUPPORT, SALES], false],
  ['the group of an earlier rule', { names: ['S2'], unsure: ['S1'] }, [SUPPORT, SALES], true],
  ['a group, where no rule names them', { unsure: ['S2'] }, [SUPPORT, SALES], true],
  ['a group that no rule names', { unsure: ['S9'] }, [SUPPORT, ALL], false],
])('what Slack did not answer: %s', (_, person, people, undecided) => {
  expect(isUndecided(someone(person), people ? { people } : {})).toBe(undecided);
});

test('admins are named, by themselves or by their group', () => {
  expect(isAdmin(someone({ names: ['S9'] }), { admins: ['U9', 'S9'] })).toBe(true);
  expect(isAdmin(someone({ names: ['S1'] }), { admins: ['U9', 'S9'] })).toBe(false);
});
