import { randomBytes } from 'node:crypto';
import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json } from './json.ts';
import { defaultSeed } from './seed.ts';
import type { SimulatedSlack } from './simulated-slack.ts';
import type { WorkspaceState } from './types.ts';

/** Source: Slack, "Installing with OAuth": a code is good for ten minutes, and once. */
const CODE_MS = 10 * 60_000;

/** Several workspaces or organizations at one address, in each of which the app can be installed by OAuth. */
export type SeveralWorkspaces = {
  /** For WebClient's `slackApiUrl`. */
  readonly apiUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** From now on this workspace is one of them. */
  join: (where: SimulatedSlack) => void;
  /** The redirect URL in the app's settings. */
  redirectTo: (url: string) => void;
  /** What a person allows on the page that the app has sent them to. Resolves to where Slack sends them back. */
  allow: (authorizeUrl: string, where: SimulatedSlack, by: string) => string;
  /** The same for who cancels. */
  cancel: (authorizeUrl: string) => string;
  /** An admin removes the app: its token is dead, it is in no channel any more, and it is told so. */
  uninstall: (where: SimulatedSlack, options?: { tells: boolean }) => Promise<void>;
  /** The token that the app has there. */
  tokenIn: (where: SimulatedSlack) => string | undefined;
  stop: () => Promise<void>;
};

type Code = { where: SimulatedSlack; by: string; scope: string; at: number };

/** A workspace with the people and channels of the default one, under ids that end otherwise. */
export function otherSeed(mark: string): WorkspaceState {
  const text = JSON.stringify(defaultSeed()).replaceAll(/"([UCDGSWTB])0([A-Z0-9]+)"/g, `"$1${mark}$2"`);
  const seed = JSON.parse(text) as WorkspaceState;
  return {
    ...seed,
    team: { ...seed.team, name: `Workspace ${mark}`, domain: `workspace-${mark.toLowerCase()}` },
  };
}

/** Start the one address of several simulated Slacks, on 127.0.0.1; each goes on sending to the app by itself. */
export async function startSeveralWorkspaces(): Promise<SeveralWorkspaces> {
  const all: SimulatedSlack[] = [];
  const clientId = '111111.222222';
  const clientSecret = randomBytes(16).toString('hex');
  const codes = new Map<string, Code>();
  const living = new Map<string, SimulatedSlack>();
  const dead = new Set<string>();
  let redirectUrl = '';
  let installations = 0;

  const server = createServer((request, response) => {
    void answer(request, response).catch((error: Error) => response.writeHead(500).end(error.stack));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readAll(request);
    const path = new URL(request.url ?? '/', url).pathname;
    if (path === '/api/oauth.v2.access')
      return send(response, exchange(new URLSearchParams(body.toString())));
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (dead.has(token)) return send(response, { ok: false, error: 'account_inactive' });
    const where = living.get(token) ?? all[0];
    if (where) await pass(where, request, body, response, living.has(token));
  }

  /** https://docs.slack.dev/reference/methods/oauth.v2.access */
  function exchange(args: URLSearchParams): Json {
    const fail = (error: string) => ({ ok: false, error });
    if (args.get('client_id') !== clientId) return fail('invalid_client_id');
    if (args.get('client_secret') !== clientSecret) return fail('bad_client_secret');
    const code = codes.get(args.get('code') ?? '');
    codes.delete(args.get('code') ?? '');
    if (!code || Date.now() - code.at > CODE_MS) return fail('invalid_code');
    const { workspace, botToken } = code.where;
    const { team, app } = workspace;
    const token = tokenIn(code.where) ?? (dead.has(botToken) ? `${botToken}-${++installations}` : botToken);
    living.set(token, code.where);
    const { enterprise, isOrgWide = false } = team;
    return {
      ...{ ok: true, access_token: token, token_type: 'bot', scope: code.scope },
      ...{ bot_user_id: app.bot_user_id, app_id: app.id, authed_user: { id: code.by } },
      team: isOrgWide ? null : { id: team.id, name: team.name },
      enterprise: enterprise ?? null,
      is_enterprise_install: isOrgWide,
    };
  }

  function tokenIn(where: SimulatedSlack): string | undefined {
    return [...living].find(([, one]) => one === where)?.[0];
  }

  /** https://docs.slack.dev/authentication/installing-with-oauth */
  function sendBack(authorizeUrl: string, result: Record<string, string>): string {
    const asked = new URL(authorizeUrl);
    if (asked.origin !== url || asked.pathname !== '/oauth/v2/authorize') throw new Error('no page of Slack');
    if (asked.searchParams.get('client_id') !== clientId) throw new Error('invalid_client_id');
    const back = new URL(asked.searchParams.get('redirect_uri') ?? redirectUrl);
    const state = asked.searchParams.get('state');
    for (const [name, value] of Object.entries({ ...result, ...(state && { state }) }))
      back.searchParams.set(name, value);
    return back.href;
  }

  return {
    ...{ apiUrl: `${url}/api/`, clientId, clientSecret, tokenIn },
    join: (where) => void all.push(where),
    redirectTo: (next) => {
      redirectUrl = next;
    },
    allow: (authorizeUrl, where, by) => {
      const scope = new URL(authorizeUrl).searchParams.get('scope') ?? '';
      const known = where.scopes();
      if (!scope || (known && scope.split(',').some((one) => !known.has(one))))
        throw new Error('invalid_scope');
      const code = randomBytes(12).toString('hex');
      codes.set(code, { where, by, scope, at: Date.now() });
      return sendBack(authorizeUrl, { code });
    },
    cancel: (authorizeUrl) => sendBack(authorizeUrl, { error: 'access_denied' }),
    uninstall: async (where, { tells } = { tells: true }) => {
      const token = tokenIn(where);
      if (!token) throw new Error('it is not installed there');
      living.delete(token);
      dead.add(token);
      const { conversations, app } = where.workspace;
      for (const { id, kind } of conversations.values())
        if (kind !== 'im') where.setMembership(id, app.bot_user_id, false);
      if (!tells) return;
      await where.sendEvent({ type: 'tokens_revoked', tokens: { oauth: [], bot: [app.bot_user_id] } });
      await where.sendEvent({ type: 'app_uninstalled' });
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** To the workspace whose token it is, which knows it by the first one. */
function pass(
  where: SimulatedSlack,
  { method = 'POST', url = '/', headers }: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
  isKnown: boolean,
): Promise<void> {
  const authorization = isKnown ? `Bearer ${where.botToken}` : headers.authorization;
  return new Promise((resolve, reject) => {
    const options = { method, headers: { ...headers, ...(authorization && { authorization }) } };
    const passed = ask(new URL(url, where.url), options, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response).once('finish', resolve);
    });
    passed.once('error', reject);
    passed.end(body);
  });
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, answer: Json): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}
