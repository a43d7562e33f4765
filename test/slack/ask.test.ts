import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type SimulatedSlack, seedIds, startSimulatedSlack } from '../../src/sandbox/slack/index.ts';
import { createAppId } from '../../src/slack/app-id.ts';
import { nameAsk } from '../../src/slack/ask.ts';
import { createSlackClients } from '../../src/slack/clients.ts';
import { createStanding } from '../../src/slack/standing.ts';
import { readJson } from '../manifest/read-json.ts';
import { silentLog } from '../support/log.ts';

let slack: SimulatedSlack;

beforeAll(async () => {
  slack = await startSimulatedSlack({ manifest: readJson('manifest/manifest.json') });
});
afterAll(() => slack.stop());

test.each([
  [seedIds.grace, `<@${seedIds.grace}>`, '@grace'],
  [seedIds.supportGroup, `<!subteam^${seedIds.supportGroup}>`, '@support-team'],
  [seedIds.support, `<#${seedIds.support}>`, '#support'],
  ['C0UNKNOWN', '<#C0UNKNOWN>', 'whoever runs Reach Out'],
  ['U0UNKNOWN', '<@U0UNKNOWN>', 'whoever runs Reach Out'],
  ['S0UNKNOWN', '<!subteam^S0UNKNOWN>', 'whoever runs Reach Out'],
])('%s', async (id, markup, plain) => {
  const client = createSlackClients({
    token: slack.botToken,
    apiUrl: slack.apiUrl,
    standing: createStanding(silentLog),
    app: createAppId(),
  }).once;
  expect(await nameAsk(client, id, silentLog)).toEqual({ markup, plain });
});
