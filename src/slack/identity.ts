import type { WebClient } from '@slack/web-api';
import { slackErrorOf } from './outcome.ts';

/** Who the app is in its workspace. */
export interface Identity {
  teamId: string;
  botId: string;
  botUserId: string;
  /** `https://….slack.com/`. */
  workspaceUrl: string;
}

/** Asks Slack whose token this is; throws a sentence for whoever starts the app. */
export async function askIdentity(client: WebClient, apiUrl: string): Promise<Identity> {
  try {
    const { team_id = '', bot_id = '', user_id = '', url = 'https://slack.com/' } = await client.auth.test();
    return { teamId: team_id, botId: bot_id, botUserId: user_id, workspaceUrl: url };
  } catch (error) {
    const refusal = slackErrorOf(error);
    throw new Error(
      refusal
        ? `Slack refuses SLACK_BOT_TOKEN (${refusal}). Copy it again from your app's "Install App" page.`
        : `Slack can't be reached at ${apiUrl}. Check the network and SLACK_API_URL.`,
    );
  }
}
