import type { App } from '@slack/bolt';
import type { Deps } from '../deps.ts';

/** What Slack tells of the app itself. */
export function register(app: App, { turnedAway, botUserId }: Deps): void {
  app.event('app_uninstalled', async () => turnedAway('app_uninstalled'));
  app.event('tokens_revoked', async ({ event }) => {
    // People's own tokens are none of ours.
    if (event.tokens.bot?.includes(botUserId)) turnedAway('token_revoked');
  });
}
