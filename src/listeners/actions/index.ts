import type { App, BlockAction, ButtonAction, OverflowAction } from '@slack/bolt';
import { LIVE_FIELDS } from '../../domain/intake/fields/fields.ts';
import { ACTION_FEWER_OPTIONS, ACTION_MORE_OPTIONS, CARD_MENU } from '../../views/ids.ts';
import { guarded } from '../boundary.ts';
import type { Deps } from '../deps.ts';
import { CARD_ACTIONS } from './card.ts';
import { answer, type PressArgs, readPress } from './press.ts';
import { refreshModal } from './refresh-modal.ts';

export function register(app: App, deps: Deps): void {
  const { log } = deps.context;
  const followForm = refreshModal(deps);
  for (const action of [...LIVE_FIELDS, ACTION_MORE_OPTIONS, ACTION_FEWER_OPTIONS]) {
    // The form stays as it is and can be sent all the same, so there is nothing to tell.
    app.action<BlockAction>(
      action,
      guarded(log, 'form', async () => {}, followForm),
    );
  }

  const tell = ({ respond }: PressArgs, text: string) =>
    respond({ text, response_type: 'ephemeral', replace_original: false });
  for (const id of [...Object.keys(CARD_ACTIONS), CARD_MENU]) {
    app.action<BlockAction<ButtonAction | OverflowAction>>(id, async (args) => {
      await args.ack();
      const press = readPress(args);
      const action = CARD_ACTIONS[press.actionId];
      if (!action) return;
      await guarded(log, action.door, tell, async () => {
        await answer(deps, args, await action.act(deps, press));
      })(args);
    });
  }
}
