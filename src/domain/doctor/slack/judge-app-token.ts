import type { Finding } from '../finding.ts';
import { judgeTrouble, type SlackAnswer } from './answer.ts';

/** What Slack says of the app-level token. Source: Slack, apps.connections.open. */
export interface AppTokenFacts {
  /** Of the app that the token is for, as the token says itself. */
  tokenAppId?: string;
  /** Of the app that the bot token is for. */
  appId?: string;
}

const CAUSES: Record<string, string> = {
  missing_scope: 'It has no scope connections:write.',
  not_allowed_token_type: 'It is a token of another kind than an app-level token.',
  invalid_auth: 'It was deleted, or is only a part of one.',
  token_revoked: 'It was revoked.',
  account_inactive: 'The app was deleted or uninstalled.',
};

const PAGE = '"App-Level Tokens" on your app\'s "Basic Information" page';

/** Over Socket Mode, Slack sends everything through what this token opens. */
export function judgeAppToken(answer: SlackAnswer<AppTokenFacts>): Finding {
  const common = { area: 'Slack', check: 'app-token' } as const;
  if (answer.kind === 'refused') {
    const cause = CAUSES[answer.error] ?? 'Slack does not say more; Socket Mode may be off for the app.';
    return {
      ...{ ...common, verdict: 'failure', says: `Slack refuses SLACK_APP_TOKEN (${answer.error}).`, cause },
      next: `Generate one with the scope connections:write, under ${PAGE}.`,
    };
  }
  if (answer.kind !== 'told') return judgeTrouble('app-token', answer, 'whether it accepts SLACK_APP_TOKEN');
  const { tokenAppId, appId } = answer.facts;
  if (tokenAppId && appId && tokenAppId !== appId)
    return {
      ...{ ...common, verdict: 'failure' },
      says: `SLACK_APP_TOKEN is of the app ${tokenAppId}, and SLACK_BOT_TOKEN of ${appId}.`,
      cause: 'What people do in Slack goes to another app than the one that answers.',
      next: `Take both tokens from the same app: this one is under ${PAGE}.`,
    };
  return { ...common, verdict: 'ok', says: 'Slack opens a socket for SLACK_APP_TOKEN (Socket Mode).' };
}
