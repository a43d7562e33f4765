import type { App, BlockAction, ButtonAction, OverflowAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { LIVE_FIELDS } from '../../domain/intake/fields/fields.ts';
import { ACTION_FEWER_OPTIONS, ACTION_MORE_OPTIONS, CARD_MENU } from '../../views/ids.ts';
import { buildNotice } from '../../views/sentences/notices.ts';
import { guarded } from '../boundary.ts';
import type { Deps } from '../deps.ts';
import { Outdated } from '../outdated.ts';
import { CARD_ACTIONS } from './card.ts';
import { actionIdOf, answer, type PressArgs, readPress } from './press.ts';
import { refreshModal } from './refresh-modal.ts';

export function register(app: App, deps: Deps): void {
  /** A form that only does not follow stays as it is and can be sent all the same: nothing to tell. */
  const tellInForm = async (
    { body }: SlackActionMiddlewareArgs<BlockAction>,
    text: string,
    error: unknown,
  ) => {
    if (!body.view || !(error instanceof Outdated)) return;
    await deps.modals.update({ id: body.view.id }, buildNotice('Reach out', text));
  };
  const followForm = refreshModal(deps);
  for (const action of [...LIVE_FIELDS, ACTION_MORE_OPTIONS, ACTION_FEWER_OPTIONS]) {
    app.action<BlockAction>(action, guarded(deps, 'form', tellInForm, followForm));
  }

  const tell = ({ respond }: PressArgs, text: string) =>
    respond({ text, response_type: 'ephemeral', replace_original: false });
  for (const id of [...Object.keys(CARD_ACTIONS), CARD_MENU]) {
    app.action<BlockAction<ButtonAction | OverflowAction>>(id, async (args) => {
      await args.ack();
      const action = CARD_ACTIONS[actionIdOf(args.action)];
      await guarded(deps, action?.door ?? 'cancel', tell, async () => {
        if (!action) throw new Outdated('the menu offered what is not known');
        await answer(deps, args, await action.act(deps, readPress(args)));
      })(args);
    });
  }
}
