import { afterEach, describe, expect, test } from '@jest/globals';
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
  const person = await createPeople(clientOf(slack), { teamId: seedIds.team }, listed).find(asked);
  expect(person.id).toBe(asked);
  expect(refusePerson(person)).toBeUndefined();
});

test.each<[string, string[], string[], string]>([
  ['of other workspaces only', [ELSEWHERE], [LOCAL], 'other_team'],
  ['of no workspace', [], [], 'other_team'],
  ['not listed', [seedIds.team], ['W0OTHER001', seedIds.supportGroup], 'not_listed'],
])('%s', async (_, teams, listed, reason) => {
  const slack = await startGrid({ teams });
  const person = await createPeople(clientOf(slack), { teamId: seedIds.team }, listed).find(LOCAL);
  expect(refusePerson(person)).toBe(reason);
});

/** Slack gives both accounts by themselves; only the workspace's names the other. */
async function startApart({ knows = LOCAL, group = [] as string[] } = {}) {
  const state = defaultSeed();
  const grid = { enterprise_id: 'E0GRID0001', enterprise_name: 'Grid', teams: [seedIds.team] };
  const [like] = state.people.filter(({ id }) => id === seedIds.grace);
  for (const id of [LOCAL, GLOBAL]) {
    const other = id === LOCAL ? GLOBAL : LOCAL;
    const enterprise_user = { ...grid, id: id === knows ? other : id };
    if (like) state.people.push({ ...like, id, team_id: seedIds.team, enterprise_user });
  }
  state.userGroups[0]?.users.push(...group);
  return startSlack({ state });
}

test.each<[asked: string, knows: string, listed: string[], group: string[], isListed: boolean]>([
  [GLOBAL, LOCAL, [LOCAL], [], true],
  [LOCAL, GLOBAL, [GLOBAL], [], true],
  [GLOBAL, LOCAL, [seedIds.grace, LOCAL], [], true],
  [GLOBAL, LOCAL, [seedIds.supportGroup], [LOCAL], true],
  [LOCAL, GLOBAL, [seedIds.supportGroup], [GLOBAL], true],
  [GLOBAL, LOCAL, [seedIds.grace, 'U0NOBODY', 'W0NOBODY'], [], false],
  [LOCAL, GLOBAL, [seedIds.supportGroup], [], false],
])('%s, whose other id only %s names, beside the listed %j, with %j in the group: %p', async (...row) => {
  const [asked, knows, listed, group, isListed] = row;
  const slack = await startApart({ knows, group });
  const person = await createPeople(clientOf(slack), { teamId: seedIds.team }, listed).find(asked);
  expect(refusePerson(person)).toBe(isListed ? undefined : 'not_listed');
});

describe('of several groups, what Slack tells decides', () => {
  const OTHER_GROUP = 'S0OTHER001';
  /** Lookups of groups are answered in the order of the list. */
  const find = async (listed: string[], who: string, fails: number) => {
    const state = defaultSeed();
    state.userGroups.push({
      ...(state.userGroups[0] as (typeof state.userGroups)[0]),
      id: OTHER_GROUP,
      users: [seedIds.grid],
    });
    const slack = await startSlack({ state });
    for (let n = 0; n < fails; n++)
      slack.fault({ method: 'usergroups.users.list', kind: 'error', error: 'internal_error' });
    return createPeople(clientOf(slack), { teamId: seedIds.team }, listed)
      .find(who)
      .then(refusePerson, () => 'no answer');
  };
  test.each<[string, string[], string, number, string | undefined]>([
    ['the first fails, the second has them', [seedIds.supportGroup, OTHER_GROUP], seedIds.grid, 1, undefined],
    ['a group that is gone, and one that has them', ['S0GONE', OTHER_GROUP], seedIds.grid, 0, undefined],
    [
      'the first fails, the second has them not',
      [seedIds.supportGroup, OTHER_GROUP],
      seedIds.grace,
      1,
      'no answer',
    ],
    ['one is gone, the other has them not', ['S0GONE', OTHER_GROUP], seedIds.grace, 0, 'not_listed'],
    ['all fail', [seedIds.supportGroup, OTHER_GROUP], seedIds.grid, 2, 'no answer'],
    ['all fail, but they may not anyway', [seedIds.supportGroup, OTHER_GROUP], seedIds.guest, 2, 'guest'],
    ['none fails, and none has them', [seedIds.supportGroup, OTHER_GROUP], seedIds.grace, 0, 'not_listed'],
  ])('%s', async (_, listed, who, fails, expected) => {
    expect(await find(listed, who, fails)).toBe(expected);
  });
});

test('whoever is listed by name needs no group, and nobody else is guessed about', async () => {
  const slack = await startGrid();
  slack.fault({ method: 'usergroups.users.list', kind: 'http_500', times: 2 });
  const people = createPeople(clientOf(slack), { teamId: seedIds.team }, [GLOBAL, seedIds.supportGroup]);
  expect(refusePerson(await people.find(LOCAL))).toBeUndefined();
  await expect(people.find(seedIds.grace)).rejects.toThrow();
});

test.each(['user_not_found', 'users_not_found', 'user_not_visible'])('%s is a refusal', async (error) => {
  const slack = await startSlack();
  slack.fault({ method: 'users.info', kind: 'error', error });
  expect(
    refusePerson(await createPeople(clientOf(slack), { teamId: seedIds.team }, []).find(seedIds.ada)),
  ).toBe('unknown');
});

test.each(['ratelimited', 'internal_error', 'invalid_auth'])('%s is no answer', async (error) => {
  const slack = await startSlack();
  slack.fault({ method: 'users.info', kind: 'error', error });
  const people = createPeople(clientOf(slack), { teamId: seedIds.team }, []);
  await expect(people.find(seedIds.ada)).rejects.toThrow();
  expect(refusePerson(await people.find(seedIds.ada))).toBeUndefined();
});

test('Slackbot is a bot, though Slack says otherwise', async () => {
  const state = defaultSeed();
  const [like] = state.people.filter(({ id }) => id === seedIds.grace);
  if (like) state.people.push({ ...like, id: 'USLACKBOT', name: 'slackbot' });
  const slack = await startSlack({ state });
  const person = await createPeople(clientOf(slack), { teamId: seedIds.team }, []).find('USLACKBOT');
  expect(refusePerson(person)).toBe('bot');
});
