import { expect, test } from '@jest/globals';
import { judgeAppToken } from '../../../src/domain/doctor/slack/judge-app-token.ts';
import { judgeArrivals, type Sent } from '../../../src/domain/doctor/slack/judge-arrivals.ts';
import {
  type InstallationFacts,
  judgeInstallations,
} from '../../../src/domain/doctor/slack/judge-installations.ts';
import { judgeMembership, judgePlace } from '../../../src/domain/doctor/slack/judge-membership.ts';
import { judgeRequestUrl, type Probe } from '../../../src/domain/doctor/slack/judge-request-url.ts';
import { judgeScopes } from '../../../src/domain/doctor/slack/judge-scopes.ts';

const startedAt = new Date('2026-11-27T10:00:00Z');
const at = (seconds: number) => new Date(startedAt.getTime() + seconds * 1000);

test.each<[Partial<Record<Sent, number>>, seconds: number, says: string, next: string | undefined]>([
  [
    {},
    60,
    'From Slack came no command and no button, form or shortcut and no event since the start 60 s ago.',
    "To see the rest come, type /reach-out, press a button of its, open the app's Home tab; then run doctor again.",
  ],
  [
    { commands: 10, events: 5400 },
    7200,
    'From Slack came a command 120 min ago, an event 30 min ago; no button, form or shortcut since the start 2 h ago.',
    'To see the rest come, press a button of its; then run doctor again.',
  ],
  [
    { commands: 0, events: 2, interactions: 345_600 },
    345_601,
    'From Slack came a command 4 days ago, a button, form or shortcut 1 s ago, an event 4 days ago.',
    undefined,
  ],
  // The clock was set back.
  [
    { commands: 90, events: 90, interactions: 90 },
    30,
    'From Slack came a command 0 s ago, a button, form or shortcut 0 s ago, an event 0 s ago.',
    undefined,
  ],
])('of %j after %d s it says when Slack came last', (lastAt, seconds, says, next) => {
  const facts = Object.fromEntries(Object.entries(lastAt).map(([sent, when]) => [sent, at(when)]));
  const finding = judgeArrivals({ startedAt, lastAt: facts, now: at(seconds) });
  expect(finding).toEqual({ area: 'Slack', check: 'arrivals', verdict: 'ok', says, ...(next && { next }) });
});

const URL = 'https://reach-out.example.com/slack/events';

test.each<[Probe, verdict: string, says: string]>([
  [{ kind: 'answered', status: 401 }, 'ok', 'refuses what Slack has not signed'],
  [{ kind: 'answered', status: 503 }, 'warning', 'takes nothing now'],
  [{ kind: 'answered', status: 200 }, 'failure', 'is not Reach Out (HTTP 200)'],
  [{ kind: 'answered', status: 301 }, 'failure', 'is not Reach Out (HTTP 301)'],
  [{ kind: 'answered', status: 404 }, 'failure', 'is not Reach Out (HTTP 404)'],
  [{ kind: 'unreachable', why: 'ENOTFOUND' }, 'warning', `nothing answers at ${URL}`],
])('where a request URL leads to: %j', (probe, verdict, says) => {
  expect(judgeRequestUrl(URL, probe)).toMatchObject({ verdict, says: expect.stringContaining(says) });
});

const told = (scopes: string[]) =>
  ({ kind: 'told', facts: { team: 'Acme', user: 'reach_out', workspaceUrl: '', scopes } }) as const;

test.each<[InstallationFacts[], string[]]>([
  [[], ['warning Reach Out is installed in no workspace yet.']],
  [
    [
      { id: 'T1', answer: told(['commands', 'chat:write']) },
      { id: 'T2', answer: told(['commands']) },
    ],
    ['ok Slack takes the tokens of 2 installations, with all scopes of manifest/manifest.json.'],
  ],
  [
    [
      { id: 'T1', answer: told([]) },
      { id: 'T2' },
      { id: 'T3', answer: { kind: 'refused', error: 'token_revoked' } },
      { id: 'T4', answer: { kind: 'slow_down', seconds: 3 } },
      { id: 'T5', answer: told(['commands']) },
    ],
    [
      'failure The key that opens the token is missing for T2.',
      'failure Slack refuses the token of T3.',
      'failure Scopes of manifest/manifest.json are missing in T1.',
      'warning It is not known whether Slack takes the token of T4.',
    ],
  ],
  [
    Array.from({ length: 8 }, (_, at) => ({ id: `T${at}` })),
    ['failure The key that opens the token is missing for T0, T1, T2, T3, T4 and 3 more.'],
  ],
])('of the installations %j it says which are not well', (installations, says) => {
  const asked = { file: 'manifest/manifest.json', scopes: ['commands'] };
  const findings = judgeInstallations(installations, asked);
  expect(findings.map((finding) => `${finding.verdict} ${finding.says}`)).toEqual(says);
});

test('scopes that Slack does not tell are not known', () => {
  const asked = { file: 'manifest/manifest.json', scopes: ['commands'] };
  expect(judgeScopes(undefined, asked)).toMatchObject({ verdict: 'warning' });
  expect(judgeScopes(['commands', 'chat:write'], asked)).toMatchObject({ verdict: 'ok' });
});

test.each([
  [{ tokenAppId: 'A1', appId: 'A1' }, 'ok'],
  [{ tokenAppId: 'A1' }, 'ok'],
  [{ appId: 'A1' }, 'ok'],
  [{ tokenAppId: 'A2', appId: 'A1' }, 'failure'],
])('tokens of the apps %j: %s', (facts, verdict) => {
  expect(judgeAppToken({ kind: 'told', facts })).toMatchObject({ verdict });
});

test.each([
  [{ channels: 0, isCut: false }, 'warning', 'in no channel'],
  [{ channels: 1, isCut: false }, 'ok', 'in 1 channel.'],
  [{ channels: 999, isCut: true }, 'ok', 'in more than 999 channels.'],
])('of %j it says in how many channels it is', (facts, verdict, says) => {
  expect(judgeMembership({ kind: 'told', facts })).toMatchObject({
    verdict,
    says: expect.stringContaining(says),
  });
});

test.each([
  [{}, 'ok', 'can post here'],
  [undefined, 'warning', 'not known'],
  [{ obstacle: 'archived' as const }, 'warning', "can't post here"],
  [{ obstacle: 'direct_message' as const }, 'warning', "can't post here"],
])('of the place %j it says whether it can post there', (place, verdict, says) => {
  expect(judgePlace(place)).toMatchObject({ verdict, says: expect.stringContaining(says) });
});
