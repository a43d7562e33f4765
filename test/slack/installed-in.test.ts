import { expect, test } from '@jest/globals';
import { installationIds } from '../../src/slack/installed-in.ts';

const event = (installed: object, more: object = {}) => ({
  team_id: 'T9',
  authorizations: [installed],
  ...more,
});

test.each<[string, unknown, string[]]>([
  ['a command', { team_id: 'T1', is_enterprise_install: 'false' }, ['T1']],
  [
    'a command in an organization',
    { team_id: 'T1', enterprise_id: 'E1', is_enterprise_install: 'false' },
    ['T1', 'E1'],
  ],
  [
    'the same where the app is everywhere',
    { team_id: 'T1', enterprise_id: 'E1', is_enterprise_install: 'true' },
    ['E1', 'T1'],
  ],
  ['a press', { team: { id: 'T1' }, user: { team_id: 'T2' }, is_enterprise_install: false }, ['T1']],
  [
    'a press where the app is everywhere',
    { team: { id: 'T1' }, enterprise: { id: 'E1' }, is_enterprise_install: true },
    ['E1', 'T1'],
  ],
  [
    'the same, in no workspace',
    { team: null, enterprise: { id: 'E1' }, user: { team_id: 'T1' }, is_enterprise_install: true },
    ['E1', 'T1'],
  ],
  [
    'a form that another installation has opened (Slack Connect)',
    { team: { id: 'T2' }, view: { app_installed_team_id: 'T1' } },
    ['T1'],
  ],
  [
    'a form of an app that is everywhere',
    {
      team: { id: 'T1' },
      enterprise: { id: 'E1' },
      view: { app_installed_team_id: 'E1' },
      is_enterprise_install: true,
    },
    ['E1'],
  ],
  ['an event', event({ team_id: 'T1', enterprise_id: null, is_enterprise_install: false }), ['T1']],
  [
    'an event from a partner (Slack Connect)',
    event({ team_id: 'T1', enterprise_id: null }, { enterprise_id: 'E9' }),
    ['T1', 'E9'],
  ],
  [
    'an event where the app is everywhere',
    event({ team_id: null, enterprise_id: 'E1', is_enterprise_install: true }),
    ['E1'],
  ],
  [
    'the same with a workspace',
    event({ team_id: 'T1', enterprise_id: 'E1', is_enterprise_install: true }),
    ['E1', 'T1'],
  ],
  ['a press that names no workspace', { team: null, user: { team_id: 'T2' } }, ['T2']],
  ['what names nothing', {}, []],
  ['what is nothing', null, []],
  ['what cannot be read', { team_id: 7, team: 'T1', authorizations: 'T1', view: [] }, []],
])('%s', (_, payload, ids) => {
  expect(installationIds(payload)).toEqual(ids);
});
