import type { ServerResponse } from 'node:http';
import type { Route } from './port.ts';

/** Longer than a look-up at Slack takes. */
const DEADLINE_MS = 2_000;

/** What a look at something without which the app is not ready has found. */
export interface Finding {
  /** Why it isn't. */
  reason?: string | undefined;
  /** Joins the answer. */
  details?: Record<string, string>;
}

export type Check = () => Finding | Promise<Finding>;

export interface Health {
  routes: Route[];
  /** From now on the app is ready only while this is; in place of a former check of that name. */
  watch(name: string, check: Check): void;
  /** Why the app is not ready now; nothing where it is. */
  reasons(): Promise<string[]>;
  /** By name, whether each is there now; what has not answered by then isn't. */
  standings(deadlineMs: number): Promise<Record<string, boolean>>;
}

/** `/health`: the process is alive, and of which version. `/ready`: nothing is the matter with what the app needs; else 503, and `missing` and `cause` say what is. */
export function createHealth(version: string): Health {
  const checks = new Map<string, Check>();

  async function look(deadlineMs = DEADLINE_MS) {
    const findings = await Promise.all(
      [...checks].map(async ([name, check]) => ({ name, ...(await inTime(name, check, deadlineMs)) })),
    );
    return { findings, reasons: [...new Set(findings.flatMap(({ reason }) => reason ?? []))] };
  }

  async function ready(): Promise<{ ok: boolean; body: object }> {
    const { findings, reasons } = await look();
    const ok = reasons.length === 0;
    const missing = findings.filter(({ reason }) => reason).map(({ name }) => name);
    const body = {
      status: ok ? 'ready' : 'not ready',
      ...standingsOf(findings),
      ...Object.assign({}, ...findings.map(({ details }) => details)),
      ...(!ok && { missing, cause: reasons.join(' ') }),
    };
    return { ok, body };
  }

  return {
    routes: [
      {
        ...{ path: '/health', hasHead: true },
        handle: (response) => send(response, 200, { status: 'alive', version }),
      },
      {
        ...{ path: '/ready', hasHead: true },
        async handle(response) {
          const { ok, body } = await ready();
          send(response, ok ? 200 : 503, body);
        },
      },
    ],
    reasons: async () => (await look()).reasons,
    standings: async (deadlineMs) => standingsOf((await look(deadlineMs)).findings),
    watch: (name, check) => void checks.set(name, check),
  };
}

function standingsOf(findings: (Finding & { name: string })[]): Record<string, boolean> {
  return Object.fromEntries(findings.map(({ name, reason }) => [name, !reason]));
}

async function inTime(name: string, check: Check, deadlineMs: number): Promise<Finding> {
  const late = new Promise<Finding>((resolve) => {
    setTimeout(() => resolve({ reason: `The ${name} does not answer.` }), deadlineMs).unref();
  });
  return Promise.race([check(), late]);
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
