import type { WebClient } from '@slack/web-api';

/** Who the app is in its workspace. */
export interface Identity {
  teamId: string;
  botId: string;
  botUserId: string;
  /** `https://….slack.com/`. */
  workspaceUrl: string;
}

/** Asks Slack once whose token this is; an attempt that failed is made again by the next who asks. */
export function createIdentity(client: WebClient): () => Promise<Identity> {
  let known: Promise<Identity> | undefined;
  return () => {
    known ??= ask(client).catch((error) => {
      known = undefined;
      throw error;
    });
    return known;
  };
}

async function ask(client: WebClient): Promise<Identity> {
  const { team_id = '', bot_id = '', user_id = '', url = 'https://slack.com/' } = await client.auth.test();
  return { teamId: team_id, botId: bot_id, botUserId: user_id, workspaceUrl: url };
}
