import type { KnownEventFromType } from '@slack/bolt';
import type { Deps } from '../deps.ts';

/** Somebody opens the app's Home tab, or its messages, which are of no interest here. Without `view` Slack has nothing to show yet. */
export function homeOpenedListener({ context, homes }: Deps) {
  return async ({ event: { user, tab, view } }: { event: KnownEventFromType<'app_home_opened'> }) => {
    if (tab !== 'home') return;
    await context.homes.open(user, { isBlank: view === undefined });
    homes.wake();
  };
}
