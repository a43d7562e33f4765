import type { WebClient } from '@slack/web-api';

/** Who the app is in its workspace. */
export interface Identity {
  /** Unknown where Slack does not say. */
  appId?: string;
  teamId: string;
  /** Of a workspace that belongs to an organisation (Enterprise Grid). */
  enterpriseId?: string;
  botId: string;
  botUserId: string;
  /** `https://….slack.com/`. */
  workspaceUrl: string;
}

/** Asks Slack whose token this is. Source: Slack, auth.test and bots.info. */
export async function askIdentity(client: WebClient): Promise<Identity> {
  const me = await client.auth.test();
  const { team_id = '', bot_id = '', user_id = '', url = 'https://slack.com/', enterprise_id } = me;
  const appId = me.app_id ?? (await askAppId(client, bot_id));
  return {
    ...(appId && { appId }),
    ...(enterprise_id && { enterpriseId: enterprise_id }),
    ...{ teamId: team_id, botId: bot_id, botUserId: user_id, workspaceUrl: url },
  };
}

/** Without it, payloads are told apart by workspace alone. */
async function askAppId(client: WebClient, bot: string): Promise<string | undefined> {
  return client.bots.info({ bot }).then(
    (answer) => answer.bot?.app_id,
    () => undefined,
  );
}
