import type { ServerResponse } from 'node:http';
import { sql } from 'kysely';
import type { Route } from '../slack/receiver.ts';
import type { Database } from '../store/database.ts';

const DEADLINE_MS = 2_000;

/** `/health`: the process is alive. `/ready`: the database with its job queue answers, and Slack is connected. */
export function createHealth(database: Database, isConnected: () => boolean): { routes: Route[] } {
  async function ready(): Promise<{ database: boolean; slack: boolean }> {
    return { database: await answers(database), slack: isConnected() };
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

async function answers({ kysely }: Database): Promise<boolean> {
  const asked = sql`select from pgboss.queue limit 1`.execute(kysely).then(
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
