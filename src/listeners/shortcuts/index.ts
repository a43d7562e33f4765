import type { App } from '@slack/bolt';
import { SHORTCUT_FROM_MESSAGE, SHORTCUT_GLOBAL } from '../../views/ids.ts';
import { guarded } from '../boundary.ts';
import type { Deps } from '../deps.ts';
import { reachOutShortcut } from './reach-out.ts';
import { reachOutFromMessage } from './reach-out-from-message.ts';

export function register(app: App, deps: Deps): void {
  app.shortcut(
    { callback_id: SHORTCUT_GLOBAL, type: 'shortcut' },
    guarded(
      deps,
      'shortcut',
      ({ shortcut }, text) => deps.tell(shortcut.user.id, text),
      reachOutShortcut(deps),
    ),
  );
  app.shortcut(
    { callback_id: SHORTCUT_FROM_MESSAGE, type: 'message_action' },
    guarded(
      deps,
      'shortcut',
      ({ respond }, text) => respond({ text, response_type: 'ephemeral' }),
      reachOutFromMessage(deps),
    ),
  );
}
