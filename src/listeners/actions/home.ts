import type {
  App,
  BlockAction,
  ButtonAction,
  PlainTextInputAction,
  SlackActionMiddlewareArgs,
} from '@slack/bolt';
import { readDigits } from '../../domain/home/digits.ts';
import { ACTION_CLEAR_SEARCH, ACTION_NEW, LAST_DIGITS } from '../../views/ids.ts';
import type { Breakdown } from '../../views/sentences/breakdowns.ts';
import { SEARCH_TEXTS } from '../../views/sentences/home.ts';
import { guarded } from '../boundary.ts';
import type { Deps } from '../deps.ts';
import { openModal } from '../open-modal.ts';
import { tellPresser } from './press.ts';

type Args = SlackActionMiddlewareArgs<BlockAction<ButtonAction | PlainTextInputAction>>;

/** What is pressed and typed in the Home tab itself; the buttons of its rows are those of cards. */
export function registerHome(app: App, deps: Deps): void {
  const on = (id: string, breakdown: Breakdown, act: (args: Args) => Promise<void>) =>
    app.action<BlockAction<ButtonAction | PlainTextInputAction>>(id, async (args) => {
      await args.ack();
      await guarded(deps, breakdown, (one: Args, text) => tellPresser(deps, one, text), act)(args);
    });
  const search = async (userId: string, digits: string | undefined) => {
    await deps.context.homes.search(userId, digits);
    deps.homes.wake();
  };

  on(ACTION_NEW, 'shortcut', ({ body }) =>
    openModal(deps, { door: 'home', triggerId: body.trigger_id, userId: body.user.id, values: {} }),
  );
  on(ACTION_CLEAR_SEARCH, 'home', ({ body }) => search(body.user.id, undefined));
  on(LAST_DIGITS, 'home', async (args) => {
    const { action, body } = args;
    const typed = action.value?.trim() ?? '';
    const digits = readDigits(typed);
    if (typed && !digits) return tellPresser(deps, args, SEARCH_TEXTS.tooFew);
    await search(body.user.id, digits);
  });
}
