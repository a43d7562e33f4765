import type { App, BlockAction, ButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import {
  ACTION_CANCEL,
  ACTION_MORE_OPTIONS,
  ACTION_OPEN_IN_CONNECT,
  ACTION_STOP,
  ACTION_TRY_AGAIN,
} from '../../views/ids.ts';
import { guarded } from '../boundary.ts';
import type { Deps } from '../deps.ts';
import { cancelAction, stopAction, tryAgainAction } from './card.ts';
import { refreshModal } from './refresh-modal.ts';

export function register(app: App, deps: Deps): void {
  const { log } = deps.context;
  const tell = ({ respond }: SlackActionMiddlewareArgs<BlockAction<ButtonAction>>, text: string) =>
    respond({ text, response_type: 'ephemeral', replace_original: false });

  const followForm = refreshModal(deps);
  for (const action of ['phone', 'message', 'channel', ACTION_MORE_OPTIONS]) {
    // The form stays as it is and can be sent all the same, so there is nothing to tell.
    app.action<BlockAction>(
      action,
      guarded(log, 'form', async () => {}, followForm),
    );
  }
  app.action<BlockAction<ButtonAction>>(ACTION_CANCEL, guarded(log, 'cancel', tell, cancelAction(deps)));
  app.action<BlockAction<ButtonAction>>(
    ACTION_TRY_AGAIN,
    guarded(log, 'tryAgain', tell, tryAgainAction(deps)),
  );
  app.action<BlockAction<ButtonAction>>(ACTION_STOP, guarded(log, 'stop', tell, stopAction(deps)));
  app.action(ACTION_OPEN_IN_CONNECT, async ({ ack }) => ack());
}
