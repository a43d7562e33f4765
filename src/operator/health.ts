import type { ServerResponse } from 'node:http';
import type { Route } from '../slack/receiver.ts';

const DEADLINE_MS = 2_000;

/**
 * `/health`: the process is alive. `/ready`: the database takes changes, and Slack is connected; `cause`
 * says why the database doesn't.
 */
export function createHealth(
  /** Resolves to a sentence where the database takes no changes. */
  findDatabaseFault: () => Promise<string | undefined>,
  isConnected: () => boolean,
): { routes: Route[] } {
  return {
    routes: [
      { path: '/health', handle: (response) => send(response, 200, { status: 'alive' }) },
      {
        path: '/ready',
        async handle(response) {
          const cause = await Promise.race([findDatabaseFault(), silence()]);
          const checks = { database: cause === undefined, slack: isConnected() };
          const ok = Object.values(checks).every(Boolean);
          send(response, ok ? 200 : 503, { status: ok ? 'ready' : 'not ready', ...checks, cause });
        },
      },
    ],
  };
}

function silence(): Promise<string> {
  return new Promise((resolve) => {
    setTimeout(() => resolve('The database does not answer.'), DEADLINE_MS).unref();
  });
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
