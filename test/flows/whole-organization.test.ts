import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  defaultSeed,
  type SeveralWorkspaces,
  seedIds,
  startSeveralWorkspaces,
} from '../../src/sandbox/slack/index.ts';
import { installIn, oauthEnvironment } from '../support/installing.ts';
import { openByCommand, reachOut, textOf, told } from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

const ORGANIZATION = { id: 'E0REACHOUT', name: 'Reach Out Group' };
const SISTER = 'T0SISTER01';

/** All of the organization at once; only Pat is of another company. */
function organization() {
  const seed = defaultSeed();
  return {
    ...seed,
    team: { ...seed.team, enterprise: ORGANIZATION, isOrgWide: true },
    people: seed.people.map((one) =>
      one.id === seedIds.partner || one.enterprise_user
        ? one
        : {
            ...one,
            enterprise_user: {
              ...{ id: one.id.replace('U', 'W'), enterprise_id: ORGANIZATION.id },
              ...{ enterprise_name: ORGANIZATION.name, teams: [seed.team.id] },
            },
          },
    ),
  };
}

let several: SeveralWorkspaces;
let world: World;
beforeAll(async () => {
  several = await startSeveralWorkspaces();
  world = await startWorld({
    database: 'postgres',
    env: { ...oauthEnvironment(several), REACH_OUT_ALLOWED_USERS: `${seedIds.supportGroup},${seedIds.grid}` },
    slack: { state: organization() },
  });
  several.join(world.slack);
});
afterAll(async () => {
  await world.stop();
  await several.stop();
});

test('it is installed in all of it at once', async () => {
  const page = await installIn(world, several, world.slack, seedIds.ada);
  expect(page).toContain(`Reach Out is installed in ${ORGANIZATION.name}`);
  expect(page).toContain('Add it to the workspaces');
  expect(await world.sql('select id from reach_out.installation')).toEqual([{ id: ORGANIZATION.id }]);
});

test('who is in a user group is asked with the workspace', async () => {
  const id = await reachOut(world, world.slack.as(seedIds.ada));
  await told(world, id, 'contact_id');
  const [asked] = world.slack.log.entries.filter(({ name }) => name === 'usergroups.users.list');
  expect(asked?.body).toMatchObject({ team_id: seedIds.team });
  expect(await world.sql('select team_id from reach_out.reach_out')).toEqual([{ team_id: ORGANIZATION.id }]);
});

test('somebody of a sister workspace is one of ours', async () => {
  const nadia = world.slack.as(seedIds.grid);
  expect(nadia.record.team_id).toBe(SISTER);
  const id = await reachOut(world, nadia, '+1 206 555 0171 sms From a sister');
  await told(world, id, 'contact_id');
});

test('somebody of another company is not, and is told whom to ask', async () => {
  const pat = world.slack.as(seedIds.partner);
  await openByCommand(world, pat, '+12065550152 sms Hi', '#partners');
  const text = await world.slack.waitFor(() => {
    const shown = JSON.stringify(pat.view?.definition ?? {});
    return shown.includes('is for people of the workspace') && shown;
  });
  expect(text).toContain(`<@${seedIds.ada}>`);
});

test('the Home tab and what is typed are of the organization', async () => {
  const ada = world.slack.as(seedIds.ada);
  await ada.openHome();
  await world.slack.waitFor(() => JSON.stringify(ada.home?.definition ?? {}).includes('0152'));
  await ada.command('#support', '/reach-out status');
  const list = await world.slack.waitFor(() => ada.ephemerals.at(-1));
  expect(textOf(list)).toContain('0152');
});
