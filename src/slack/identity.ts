import type { WebClient } from '@slack/web-api';
import type { Installation } from '../domain/installation/installation.ts';
import type { AppId } from './app-id.ts';

/** Who the app is in its workspace. */
export interface Identity {
  /** Of the workspace; of the organisation where it is in all of that. */
  teamId: string;
  /** Of a workspace that belongs to an organisation (Enterprise Grid). */
  enterpriseId?: string;
  /** It is in all of that organisation: some methods want to be told the workspace. */
  isOrgWide?: true;
  botId: string;
  botUserId: string;
  /** `https://….slack.com/`. */
  workspaceUrl: string;
  /** What its token may do; unknown where Slack does not say. */
  scopes?: string[];
}

/** What takes scopes that nothing else does. */
const SCOPES = {
  /** Without its events nothing that is typed would come, either. */
  conversations: ['reactions:read', 'reactions:write'],
  lists: ['files:read', 'files:write'],
};

/** The scopes that an app lacks which was installed without these, or before there were any. */
export function scopesMissing({ scopes }: Identity, what: keyof typeof SCOPES): string[] {
  return scopes ? SCOPES[what].filter((scope) => !scopes.includes(scope)) : [];
}

/** Who the app is where it was installed by OAuth. */
export function identityIn(installation: Installation): Identity {
  const { id, isOrgWide, enterpriseId, botId, botUserId, url, scopes } = installation;
  return {
    ...{ teamId: id, botId, botUserId, workspaceUrl: url, scopes },
    ...(enterpriseId && { enterpriseId }),
    ...(isOrgWide && { isOrgWide }),
  };
}

/** Asks Slack whose token this is, and learns which app's. Source: Slack, auth.test and bots.info. */
export async function askIdentity(client: WebClient, app: AppId): Promise<Identity> {
  const me = await client.auth.test();
  const { team_id = '', bot_id = '', user_id = '', url = 'https://slack.com/', enterprise_id } = me;
  const isOrgWide = me.is_enterprise_install === true;
  const { scopes } = me.response_metadata ?? {};
  app.learn(me.app_id ?? (await askAppId(client, bot_id)));
  return {
    ...(enterprise_id && { enterpriseId: enterprise_id }),
    ...(isOrgWide && { isOrgWide }),
    ...(scopes && { scopes }),
    ...{ teamId: team_id, botId: bot_id, botUserId: user_id, workspaceUrl: url },
  };
}

/** Where Slack does not answer it, the app's id is learned later. */
async function askAppId(client: WebClient, bot: string): Promise<string | undefined> {
  return client.bots.info({ bot }).then(
    (answer) => answer.bot?.app_id,
    () => undefined,
  );
}
