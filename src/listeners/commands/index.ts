import type { App } from '@slack/bolt';
import { COMMAND } from '../../views/ids.ts';
import { guarded } from '../boundary.ts';
import type { Deps } from '../deps.ts';
import { reachOutCommand } from './reach-out.ts';

export function register(app: App, deps: Deps): void {
  app.command(
    COMMAND,
    guarded(
      deps,
      'command',
      ({ respond }, text) => respond({ text, response_type: 'ephemeral' }),
      reachOutCommand(deps),
    ),
  );
}
