import type { AllMiddlewareArgs, App, KnownEventFromType } from '@slack/bolt';
import { guarded } from '../boundary.ts';
import type { Deps } from '../deps.ts';
import { handListener } from './hand.ts';
import { homeOpenedListener } from './home-opened.ts';
import { typedListener } from './typed.ts';

/** What Slack tells of the app itself. What fails is wanted again. */
export function register(app: App, deps: Deps): void {
  const { turnedAway, botUserId, context } = deps;
  const wantAgain = async ({ context }: AllMiddlewareArgs) => context.wantAgain();
  const taking = <Event>(listener: (args: { event: Event }) => Promise<void>) =>
    guarded<{ event: Event } & AllMiddlewareArgs>(deps, 'event', wantAgain, listener);
  if (context.settings.replies) {
    app.event('message', taking(typedListener(deps)));
    app.event('reaction_added', taking(handListener(deps, true)));
    app.event('reaction_removed', taking(handListener(deps, false)));
  }
  app.event('app_home_opened', taking(homeOpenedListener(deps)));
  app.event(
    'app_uninstalled',
    taking(async () => turnedAway('app_uninstalled')),
  );
  app.event(
    'tokens_revoked',
    taking(async ({ event }: { event: KnownEventFromType<'tokens_revoked'> }) => {
      // People's own tokens are none of ours.
      if (event.tokens.bot?.includes(botUserId)) await turnedAway('token_revoked');
    }),
  );
}
