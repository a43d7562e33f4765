import type { Finding } from '../finding.ts';
import { judgeTrouble, type SlackAnswer } from './answer.ts';
import { judgeScopes, type ScopesAsked } from './judge-scopes.ts';

/** Whose token it is. Source: Slack, auth.test. */
export interface TokenFacts {
  team: string;
  user: string;
  workspaceUrl: string;
  /** Of a whole organization, and not of a workspace alone. */
  isOrgWide?: boolean;
  /** Unknown where Slack does not say. */
  scopes?: readonly string[];
}

const CAUSES: Record<string, string> = {
  invalid_auth: 'It is not a token of an app that is installed, or only a part of one.',
  account_inactive: 'The app was uninstalled, or its bot user was deactivated.',
  token_revoked: 'The app was uninstalled, or the token was revoked.',
  token_expired: 'Token rotation is on for the app, which Reach Out does not use.',
  not_allowed_token_type: 'It is a token of another kind than a bot token.',
  org_login_required: 'The workspace is being moved into an organization.',
  team_access_not_granted: 'The organization has not let the app into this workspace.',
  enterprise_is_restricted: 'The organization does not let the app in.',
};

/** `asked`: the scopes of the manifest in force. */
export function judgeToken(answer: SlackAnswer<TokenFacts>, asked: ScopesAsked): Finding[] {
  const common = { area: 'Slack', check: 'token' } as const;
  if (answer.kind === 'refused')
    return [
      {
        ...{ ...common, verdict: 'failure', says: `Slack refuses SLACK_BOT_TOKEN (${answer.error}).` },
        ...(CAUSES[answer.error] && { cause: CAUSES[answer.error] }),
        next: 'Copy the Bot User OAuth Token again from your app\'s "Install App" page.',
      },
    ];
  if (answer.kind !== 'told') return [judgeTrouble('token', answer, 'whether it accepts SLACK_BOT_TOKEN')];
  const { user, team, workspaceUrl, isOrgWide } = answer.facts;
  const where = `${isOrgWide ? 'the whole organization ' : ''}${team}`;
  return [
    { ...common, verdict: 'ok', says: `SLACK_BOT_TOKEN is @${user}'s in ${where} (${workspaceUrl}).` },
    judgeScopes(answer.facts.scopes, asked),
  ];
}
