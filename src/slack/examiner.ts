import { type AuthTestResponse, ErrorCode, WebClient } from '@slack/web-api';
import type { SlackAnswer } from '../domain/doctor/slack/answer.ts';
import type { AppTokenFacts } from '../domain/doctor/slack/judge-app-token.ts';
import type { AppSettings } from '../domain/doctor/slack/judge-manifest.ts';
import type { MembershipFacts } from '../domain/doctor/slack/judge-membership.ts';
import type { TokenFacts } from '../domain/doctor/slack/judge-token.ts';
import { readAppSettings } from './app-settings.ts';
import { slackClientOptions } from './clients.ts';
import { causeOf, outcomeOf } from './outcome.ts';
import { refusalOf } from './refusal.ts';

/** Reads of Slack what doctor wants to know. Never throws. */
export interface Examiner {
  token(): Promise<SlackAnswer<TokenFacts>>;
  appToken(appToken: string): Promise<SlackAnswer<AppTokenFacts>>;
  memberships(): Promise<SlackAnswer<MembershipFacts>>;
  /** The app's settings, which only an app configuration token shows. */
  settings(configToken: string): Promise<SlackAnswer<AppSettings>>;
}

export interface ExaminerOptions {
  botToken: string;
  apiUrl: string;
  deadlineMs?: number | undefined;
}

/** The most that Slack gives at a time. Source: Slack, users.conversations. */
const PAGE = 999;

export function createExaminer({ botToken, apiUrl, deadlineMs }: ExaminerOptions): Examiner {
  const options = slackClientOptions(apiUrl, deadlineMs);
  const client = new WebClient(botToken, options);

  async function answerOf<Facts>(asked: Promise<Facts>): Promise<SlackAnswer<Facts>> {
    try {
      return { kind: 'told', facts: await asked };
    } catch (error) {
      const refusal = refusalOf(error);
      const needed = (error as { data?: { needed?: unknown } }).data?.needed;
      if (refusal) return { kind: 'refused', error: refusal, ...(typeof needed === 'string' && { needed }) };
      const outcome = outcomeOf(error);
      if (outcome.kind === 'slow_down') return outcome;
      const { error: said, status, code } = causeOf(error);
      const its = code === ErrorCode.PlatformError ? "an answer that is not Slack's" : code;
      const why = said ?? (status ? `HTTP ${status}` : its);
      return { kind: 'unknown', apiUrl, ...(why && { why }) };
    }
  }

  let asked: Promise<AuthTestResponse> | undefined;
  function me(): Promise<AuthTestResponse> {
    asked ??= client.auth.test();
    return asked;
  }

  /** Undefined where Slack does not say. */
  async function appId(): Promise<string | undefined> {
    try {
      const { app_id: id, bot_id: bot = '' } = await me();
      return id ?? (await client.bots.info({ bot })).bot?.app_id;
    } catch {
      return undefined;
    }
  }

  async function memberships(): Promise<MembershipFacts> {
    const isOrgWide = (await me().catch(() => undefined))?.is_enterprise_install;
    if (isOrgWide) return { isOrgWide };
    const types = 'public_channel,private_channel';
    const answer = await client.users.conversations({ types, exclude_archived: true, limit: PAGE });
    const { channels = [], response_metadata } = answer;
    return { channels: channels.length, isCut: Boolean(response_metadata?.next_cursor) };
  }

  return {
    token: () => answerOf(me().then(readToken)),
    appToken: (appToken) =>
      answerOf(
        new WebClient(appToken, options).apps.connections.open().then(async () => {
          const [tokenAppId, ownAppId] = [appIdIn(appToken), await appId()];
          return { ...(tokenAppId && { tokenAppId }), ...(ownAppId && { appId: ownAppId }) };
        }),
      ),
    memberships: () => answerOf(memberships()),
    settings: (configToken) =>
      answerOf(
        appId().then(async (app_id = '') => {
          const { manifest } = await new WebClient(configToken, options).apps.manifest.export({ app_id });
          return readAppSettings(manifest);
        }),
      ),
  };
}

function readToken({
  team = '',
  user = '',
  url: workspaceUrl = '',
  is_enterprise_install: isOrgWide = false,
  response_metadata,
}: AuthTestResponse): TokenFacts {
  const scopes = response_metadata?.scopes;
  return { team, user, workspaceUrl, isOrgWide, ...(scopes && { scopes }) };
}

/** Slack's app-level tokens begin with their app's id: `xapp-1-A…-`. */
function appIdIn(appToken: string): string | undefined {
  return /^xapp-\d+-(A[A-Z0-9]+)-/.exec(appToken)?.[1];
}
