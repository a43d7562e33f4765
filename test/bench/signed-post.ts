import { createHmac } from 'node:crypto';
import { Pool } from 'undici';

export const SIGNING_SECRET = 'bench-signing-secret';

/** Sends what Slack would, signed, over connections that stay open. */
export interface SignedPost {
  /** Resolves to the milliseconds until the answer, which has to be 200. `mayUpdate`: a form may come back, without errors. */
  post(body: string, type: string, options?: { mayUpdate: boolean }): Promise<number>;
  close(): Promise<void>;
}

export function createSignedPost(url: string): SignedPost {
  const pool = new Pool(url, { connections: 128, pipelining: 1, keepAliveTimeout: 3_000 });
  return {
    async post(body, type, { mayUpdate } = { mayUpdate: false }) {
      const timestamp = String(Math.floor(Date.now() / 1000));
      const digest = createHmac('sha256', SIGNING_SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
      const sent = performance.now();
      const response = await pool.request({
        path: '/slack/events',
        method: 'POST',
        headers: {
          'content-type': type,
          'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': `v0=${digest}`,
        },
        body,
      });
      const text = await response.body.text();
      const ms = performance.now() - sent;
      const isRefused = text.includes(mayUpdate ? '"response_action":"errors"' : 'response_action');
      if (response.statusCode !== 200 || isRefused) {
        throw new Error(`Slack was answered ${response.statusCode} ${text.slice(0, 500)}`);
      }
      return ms;
    },
    close: () => pool.close(),
  };
}
