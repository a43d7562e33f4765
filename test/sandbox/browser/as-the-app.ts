import { expect } from '@jest/globals';
import type { RequestDetail, RequestRow, SandboxAbout } from '../../../src/sandbox/page-api.ts';
import type { Desk } from './support.ts';

/** Calls Slack with the app's token. */
export async function callSlack(desk: Desk, method: string, body: object): Promise<void> {
  const { slackUrl } = (await desk.get('/api/about')) as SandboxAbout;
  const response = await fetch(`${slackUrl}/api/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer xoxb-sandbox-bot-token' },
    body: JSON.stringify(body),
  });
  expect(await response.json()).toMatchObject({ ok: true });
}

/** The trigger of the newest press of a button; the app leaves it unused. */
export async function lastTrigger(desk: Desk): Promise<string> {
  const rows = (await desk.get('/api/requests')) as RequestRow[];
  const row = rows.findLast(({ name }) => name === 'block_actions');
  const { body } = (await desk.get(`/api/requests/${row?.id}`)) as RequestDetail;
  return (body as { trigger_id: string }).trigger_id;
}
