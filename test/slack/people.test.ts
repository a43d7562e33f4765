import { afterEach, expect, test } from '@jest/globals';
import { refusePerson } from '../../src/domain/policy/people.ts';
import { defaultSeed, seedIds } from '../../src/sandbox/slack/index.ts';
import { createPeople } from '../../src/slack/people.ts';
import { clientOf, startSlack, stopAll } from '../sandbox/slack/support.ts';

afterEach(stopAll);

const LOCAL = 'U0GRID0001';
const GLOBAL = 'W0GRID0001';
const ELSEWHERE = 'T0OTHER001';

/** A workspace of Enterprise Grid, with one person of several workspaces beside the others. */
async function startGrid({
  teams = [seedIds.team],
  group = [],
}: {
  teams?: string[];
  group?: string[];
} = {}) {
  const state = defaultSeed();
  const enterprise_user = { id: GLOBAL, enterprise_id: 'E0GRID0001', enterprise_name: 'Grid', teams };
  const [like] = state.people.filter(({ id }) => id === seedIds.grace);
  if (like) state.people.push({ ...like, id: LOCAL, team_id: ELSEWHERE, enterprise_user });
  state.userGroups[0]?.users.push(...group);
  return startSlack({ state });
}

test.each<[asked: string, listed: string[], group: string[]]>([
  [LOCAL, [LOCAL], []],
  [LOCAL, [GLOBAL], []],
  [GLOBAL, [LOCAL], []],
  [GLOBAL, [GLOBAL], []],
  [LOCAL, [seedIds.supportGroup], [GLOBAL]],
  [GLOBAL, [seedIds.supportGroup], [LOCAL]],
  [GLOBAL, ['U0SOMEBODY', seedIds.supportGroup], [GLOBAL]],
  [LOCAL, [], []],
])('%s is one person with the listed %j, with %j in the group', async (asked, listed, group) => {
  const slack = await startGrid({ group });
  const person = await createPeople(clientOf(slack), seedIds.team, listed).find(asked);
  expect(person.id).toBe(asked);
  expect(refusePerson(person)).toBeUndefined();
});

test.each<[string, string[], string[], string]>([
  ['of other workspaces only', [ELSEWHERE], [LOCAL], 'other_team'],
  ['of no workspace', [], [], 'other_team'],
  ['not listed', [seedIds.team], ['W0OTHER001', seedIds.supportGroup], 'not_listed'],
])('%s', async (_, teams, listed, reason) => {
  const slack = await startGrid({ teams });
  const person = await createPeople(clientOf(slack), seedIds.team, listed).find(LOCAL);
  expect(refusePerson(person)).toBe(reason);
});

test('whoever is listed by name needs no group, and nobody else is guessed about', async () => {
  const slack = await startGrid();
  slack.fault({ method: 'usergroups.users.list', kind: 'http_500', times: 2 });
  const people = createPeople(clientOf(slack), seedIds.team, [GLOBAL, seedIds.supportGroup]);
  expect(refusePerson(await people.find(LOCAL))).toBeUndefined();
  await expect(people.find(seedIds.grace)).rejects.toThrow();
});

test.each(['user_not_found', 'users_not_found', 'user_not_visible'])('%s is a refusal', async (error) => {
  const slack = await startSlack();
  slack.fault({ method: 'users.info', kind: 'error', error });
  expect(refusePerson(await createPeople(clientOf(slack), seedIds.team, []).find(seedIds.ada))).toBe(
    'unknown',
  );
});

test.each(['ratelimited', 'internal_error', 'invalid_auth'])('%s is no answer', async (error) => {
  const slack = await startSlack();
  slack.fault({ method: 'users.info', kind: 'error', error });
  const people = createPeople(clientOf(slack), seedIds.team, []);
  await expect(people.find(seedIds.ada)).rejects.toThrow();
  expect(refusePerson(await people.find(seedIds.ada))).toBeUndefined();
});
