import type { App } from '@slack/bolt';
import type { Deps } from '../deps.ts';
import { handListener } from './hand.ts';
import { typedListener } from './typed.ts';

/** What Slack tells of the app itself. */
export function register(app: App, deps: Deps): void {
  const { turnedAway, botUserId, context } = deps;
  if (context.settings.replies) {
    app.event('message', typedListener(deps));
    app.event('reaction_added', handListener(deps, true));
    app.event('reaction_removed', handListener(deps, false));
  }
  app.event('app_uninstalled', async () => turnedAway('app_uninstalled'));
  app.event('tokens_revoked', async ({ event }) => {
    // People's own tokens are none of ours.
    if (event.tokens.bot?.includes(botUserId)) turnedAway('token_revoked');
  });
}
