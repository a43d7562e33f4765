import { outcomeOf, slackErrorOf } from './outcome.ts';

/** Slack knows the token no longer, or whoever it belongs to: no call is taken, whatever it asks. */
const TURNED_AWAY = new Set([
  ...['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired'],
  ...['org_login_required', 'team_access_not_granted', 'team_disabled', 'user_removed_from_team'],
]);

export function isTurnedAway(slackError: string | undefined): slackError is string {
  return slackError !== undefined && TURNED_AWAY.has(slackError);
}

/** The token was good, and is no more. */
export function isUninstalled(slackError: string | undefined): boolean {
  return slackError === 'account_inactive' || slackError === 'token_revoked';
}

/** The token itself is good no more, or never was: the app was uninstalled, or the token revoked. */
export function isTokenGone(slackError: string | undefined): boolean {
  return isUninstalled(slackError) || slackError === 'invalid_auth';
}

/** Slack's no, by its code; undefined where it did not answer, or may say yes in a while. */
export function refusalOf(error: unknown): string | undefined {
  const { kind } = outcomeOf(error);
  return kind === 'unknown' || kind === 'slow_down' ? undefined : slackErrorOf(error);
}

export function explainBotToken(refusal: string): string {
  return `Slack refuses SLACK_BOT_TOKEN (${refusal}). Copy it again from your app's "Install App" page.`;
}

const APP_TOKEN_STEPS: Record<string, string> = {
  not_allowed_token_type: 'Make an app-level token with the scope connections:write',
  missing_scope: 'Make one with the scope connections:write',
};

export function explainAppToken(refusal: string): string {
  const step = APP_TOKEN_STEPS[refusal] ?? 'Copy it again';
  return `Slack refuses SLACK_APP_TOKEN (${refusal}). ${step}, under "App-Level Tokens" on your app's "Basic Information" page.`;
}

/** Why a call failed on which all depends, for whoever runs the app. */
export function explainFailure(
  error: unknown,
  apiUrl: string,
  explainToken: (refusal: string) => string,
): string {
  const refusal = refusalOf(error);
  if (refusal) return explainToken(refusal);
  return outcomeOf(error).kind === 'slow_down'
    ? `Slack at ${apiUrl} asks Reach Out to wait; it goes on trying.`
    : `Slack can't be reached at ${apiUrl}; Reach Out goes on trying. Check the network and SLACK_API_URL.`;
}
