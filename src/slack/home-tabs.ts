import type { HomeView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { HomeTabs } from '../domain/home/show-home.ts';
import type { Log } from '../domain/kernel/log.ts';
import { buildHome } from '../views/home/home.ts';
import type { Names } from '../views/names.ts';
import { threadUrl } from '../views/permalink.ts';
import { causeOf, outcomeOf } from './outcome.ts';

export function createHomeTabs(client: WebClient, names: Names, workspaceUrl: string, log: Log): HomeTabs {
  const parts = { names, threadUrl: threadUrl.bind(undefined, workspaceUrl) };
  return {
    build: (home) => JSON.stringify(buildHome(home, parts)),

    async publish(userId, view) {
      try {
        await client.views.publish({ user_id: userId, view: JSON.parse(view) as HomeView });
        return { kind: 'published' };
      } catch (error) {
        const outcome = outcomeOf(error);
        log.warn({ action: 'publish home', ...outcome, ...causeOf(error) }, 'Slack call failed');
        // A view has no ts.
        return 'ts' in outcome ? { kind: 'unknown' } : outcome;
      }
    },
  };
}
