import { describe, expect, test } from '@jest/globals';
import { isOurs } from '../../src/slack/ours.ts';

const ME = { teamId: 'T1', botId: 'B1', botUserId: 'U1', workspaceUrl: 'https://x.slack.com/' };
const IN_GRID = { ...ME, enterpriseId: 'E1' };

describe('of a workspace by itself', () => {
  test.each<[string, object, boolean]>([
    ['a command', { api_app_id: 'A1', team_id: 'T1' }, true],
    ['a command of another app', { api_app_id: 'A2', team_id: 'T1' }, false],
    ['a command of another workspace', { api_app_id: 'A1', team_id: 'T2' }, false],
    ['a press', { api_app_id: 'A1', team: { id: 'T1' }, user: { team_id: 'T1' } }, true],
    ['a press of another app', { api_app_id: 'A2', team: { id: 'T1' } }, false],
    ['a press in another workspace', { api_app_id: 'A1', team: { id: 'T2' } }, false],
    ['a press by a person of a partner', { team: { id: 'T1' }, user: { team_id: 'T2' } }, true],
    ['a press that names no workspace, by a stranger', { team: null, user: { team_id: 'T2' } }, false],
    ['a form', { team: { id: 'T1' }, view: { app_installed_team_id: 'T1' } }, true],
    ['a form of another workspace', { team: { id: 'T2' }, view: { app_installed_team_id: 'T2' } }, false],
    ['a form of ours there', { team: { id: 'T1' }, view: { app_installed_team_id: 'T2' } }, false],
    ['an event', { team_id: 'T1', authorizations: [{ team_id: 'T1', enterprise_id: null }] }, true],
    ['an event from a partner, for us', { team_id: 'T2', authorizations: [{ team_id: 'T1' }] }, true],
    ['an event for another workspace', { team_id: 'T1', authorizations: [{ team_id: 'T2' }] }, false],
    ['an event without authorizations', { team_id: 'T2', authorizations: [] }, false],
    ['what names nothing', {}, true],
    ['what names nothing that can be read', { api_app_id: 7, team: 'T2', user: [] }, true],
    ['an organisation, where we are in none', { team_id: 'T2', enterprise_id: 'E1' }, false],
  ])('%s', (_, payload, ours) => {
    expect(isOurs(payload, ME, 'A1')).toBe(ours);
  });
});

describe('of a workspace in an organisation', () => {
  test.each<[string, object, boolean]>([
    ['a command in a sister workspace', { team_id: 'T2', enterprise_id: 'E1' }, true],
    ['a press in a sister workspace', { team: { id: 'T2', enterprise_id: 'E1' } }, true],
    ['a press where the app is everywhere', { team: null, enterprise: { id: 'E1' } }, true],
    ['an event in a sister workspace', { authorizations: [{ team_id: 'T2', enterprise_id: 'E1' }] }, true],
    ['a command of another organisation', { team_id: 'T2', enterprise_id: 'E2' }, false],
    ['a press of another organisation', { team: { id: 'T2' }, enterprise: { id: 'E2' } }, false],
    ['another app of the organisation', { api_app_id: 'A2', team_id: 'T1', enterprise_id: 'E1' }, false],
  ])('%s', (_, payload, ours) => {
    expect(isOurs(payload, IN_GRID, 'A1')).toBe(ours);
  });
});

test('where Slack does not say which app this is, the workspace decides', () => {
  expect(isOurs({ api_app_id: 'A2', team_id: 'T1' }, ME, undefined)).toBe(true);
  expect(isOurs({ api_app_id: 'A2', team_id: 'T2' }, ME, undefined)).toBe(false);
});
