import { signatureHeaders } from '../../src/sandbox/slack/index.ts';
import type { World } from './world.ts';

/** Sends the app what the simulated Slack never would, signed as Slack does, and gives its answer. */
export async function sendPayload({ slack, app }: World, payload: object): Promise<Response> {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return fetch(`http://127.0.0.1:${app.port}/slack/events`, {
    ...{ method: 'POST', body },
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...signatureHeaders(slack.signingSecret, body, Date.now()),
    },
  });
}
