import type { ServerResponse } from 'node:http';
import type { Route } from '../slack/receiver.ts';

const DEADLINE_MS = 2_000;

/** `/health`: the process is alive. `/ready`: the database answers, and Slack is connected. */
export function createHealth(
  askDatabase: () => Promise<unknown>,
  isConnected: () => boolean,
): { routes: Route[] } {
  async function ready(): Promise<{ database: boolean; slack: boolean }> {
    return { database: await answers(askDatabase), slack: isConnected() };
  }
  return {
    routes: [
      { path: '/health', handle: (response) => send(response, 200, { status: 'alive' }) },
      {
        path: '/ready',
        async handle(response) {
          const checks = await ready();
          const ok = Object.values(checks).every(Boolean);
          send(response, ok ? 200 : 503, { status: ok ? 'ready' : 'not ready', ...checks });
        },
      },
    ],
  };
}

async function answers(ask: () => Promise<unknown>): Promise<boolean> {
  const asked = ask().then(
    () => true,
    () => false,
  );
  const late = new Promise<boolean>((resolve) => {
    setTimeout(() => resolve(false), DEADLINE_MS).unref();
  });
  return Promise.race([asked, late]);
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
