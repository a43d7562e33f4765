import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Installation as Granted, InstallProvider } from '@slack/oauth';
import { ErrorCode, WebClient } from '@slack/web-api';
import type { Installation } from '../domain/installation/installation.ts';
import type { Log } from '../domain/kernel/log.ts';
import { buildInstallPage } from '../views/install-page.ts';
import {
  beginPage,
  failurePage,
  type InstallFailure,
  type InstallPage,
  installedPage,
} from '../views/sentences/install.ts';
import { silent, slackClientOptions } from './clients.ts';
import { causeOf } from './outcome.ts';

export interface InstallerOptions {
  clientId: string;
  clientSecret: string;
  stateSecret: string;
  apiUrl: string;
  /** What is asked for. */
  scopes: string[];
}

/** What a browser is answered on the way to an installation. */
export interface InstallerRoute {
  path: string;
  handle(response: ServerResponse, request: IncomingMessage): Promise<void>;
}

/** What an installation lacks that nothing can be done with. */
class Unusable extends Error {}

/** Whoever runs the app has not named where it was to be installed. */
class NotNamed extends Error {
  readonly id: string;

  constructor(id: string) {
    super('the app may not be installed there');
    this.id = id;
  }
}

/** Slack has allowed it, and it could not be stored. */
class NotStored extends Error {}

export interface InstallerParts {
  mayInstall(installation: Installation): boolean;
  /** Stores it. */
  install(installation: Installation): Promise<void>;
  log: Log;
}

/** Installs the app by OAuth. Slack's own library makes and checks the state, and asks for the token. */
export function createInstaller(
  { apiUrl, scopes, ...secrets }: InstallerOptions,
  { mayInstall, install, log }: InstallerParts,
): InstallerRoute[] {
  const clientOptions = slackClientOptions(apiUrl);
  const provider = new InstallProvider({
    ...secrets,
    authorizationUrl: new URL('/oauth/v2/authorize', apiUrl).href,
    clientOptions,
    // What it would say may hold what Slack has answered.
    logger: silent,
    installUrlOptions: { scopes },
    renderHtmlForInstallPath: (url) => buildInstallPage(beginPage(url)),
    installationStore: {
      async storeInstallation(granted) {
        const installation = await read(granted);
        if (!mayInstall(installation)) throw new NotNamed(installation.id);
        await install(installation).catch((cause) => {
          throw new NotStored('the installation could not be stored', { cause });
        });
      },
      fetchInstallation: () => Promise.reject(new Error('not asked')),
    },
  });

  async function read(granted: Granted): Promise<Installation> {
    const { bot, team, enterprise, user, appId = '', isEnterpriseInstall: isOrgWide = false } = granted;
    const { id, name } = (isOrgWide ? enterprise : team) ?? {};
    if (!bot || !id) throw new Unusable('Slack has given no token of a bot');
    if (bot.refreshToken) throw new Unusable('Slack has given a token that rotates, which is not supported');
    const { url = 'https://slack.com/' } = await new WebClient(bot.token, clientOptions).auth.test();
    return {
      ...{ id, name: name ?? id, isOrgWide, appId, url, installedBy: user.id },
      ...(enterprise && { enterpriseId: enterprise.id }),
      ...{ botId: bot.id, botUserId: bot.userId, scopes: bot.scopes, token: bot.token },
    };
  }

  return [
    {
      path: '/slack/install',
      async handle(response, request) {
        secure(response);
        await provider.handleInstallPath(request, response);
      },
    },
    {
      path: '/slack/oauth_redirect',
      async handle(response, request) {
        secure(response);
        await provider.handleCallback(request, response, {
          success: ({ team, enterprise, isEnterpriseInstall: isOrgWide = false }) =>
            send(response, 200, installedPage({ name: nameOf({ team, enterprise }), isOrgWide })),
          failure(error) {
            const failure = failureOf(error, request.url ?? '');
            const where = error instanceof NotNamed ? error.id : undefined;
            if (where)
              log.warn({ installation: where }, 'REACH_OUT_ALLOWED_WORKSPACES does not let the app in there');
            else if (failure !== 'cancelled')
              log.warn({ code: error.code, ...causeOf(error) }, 'the app could not be installed');
            send(response, STATUS[failure], failurePage(failure, where));
          },
        });
      },
    },
  ];
}

function nameOf({ team, enterprise }: Pick<Granted, 'team' | 'enterprise'>): string {
  return team?.name ?? enterprise?.name ?? team?.id ?? enterprise?.id ?? 'Slack';
}

const STATUS: Record<InstallFailure, number> = {
  ...{ cancelled: 200, stale: 400, not_named: 403 },
  ...{ slack: 502, not_known: 502, unusable: 502, storage: 503 },
};

/** Of Slack's client. */
const NO_ANSWER: string[] = [ErrorCode.RequestError, ErrorCode.HTTPError, ErrorCode.RateLimitedError];

const STALE = ['slack_oauth_missing_state', 'slack_oauth_invalid_state', 'slack_oauth_missing_code'];

function failureOf(error: Error & { code: string }, url: string): InstallFailure {
  if (new URL(url, 'http://localhost').searchParams.get('error') === 'access_denied') return 'cancelled';
  if (STALE.includes(error.code)) return 'stale';
  if (error instanceof NotNamed) return 'not_named';
  if (error instanceof Unusable) return 'unusable';
  if (error instanceof NotStored) return 'storage';
  return NO_ANSWER.includes(error.code) ? 'not_known' : 'slack';
}

/** Neither kept, nor framed, nor told of where it leads. */
function secure(response: ServerResponse): void {
  response.setHeader('cache-control', 'no-store');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader(
    'content-security-policy',
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
  );
}

function send(response: ServerResponse, status: number, page: InstallPage): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(buildInstallPage(page));
}
