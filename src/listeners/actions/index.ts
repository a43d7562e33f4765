import type { App, BlockAction, ButtonAction, OverflowAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { LIVE_FIELDS } from '../../domain/intake/fields/fields.ts';
import { ATTRIBUTE_FIELDS } from '../../domain/templates/attribute-field.ts';
import {
  ACTION_BEGIN_EMPTY,
  ACTION_CONTINUE,
  ACTION_FEWER_OPTIONS,
  ACTION_KEEP_NOTE,
  ACTION_MORE_OPTIONS,
  ACTION_PUT_BACK,
  ACTION_REPLY,
  ACTION_SEND_REPLY,
  ACTION_UNDO_REPLY,
  CARD_MENU,
  MANY_MODAL,
  REPLY_MODAL,
} from '../../views/ids.ts';
import type { Breakdown } from '../../views/sentences/breakdowns.ts';
import { withNotice } from '../../views/sentences/notices.ts';
import { guarded } from '../boundary.ts';
import type { Deps } from '../deps.ts';
import { Outdated } from '../outdated.ts';
import { beginEmpty } from './begin-empty.ts';
import { CARD_ACTIONS } from './card.ts';
import { followMany } from './follow-many.ts';
import { registerHome } from './home.ts';
import { LIST_ACTIONS, readListPress } from './list.ts';
import { actionIdOf, createAnswer, type PressArgs, readPress, tellPresser } from './press.ts';
import { refreshModal } from './refresh-modal.ts';
import { refreshReply } from './refresh-reply.ts';
import { continueHere, decide, openReply } from './reply.ts';

export function register(app: App, deps: Deps): void {
  /** A form that only does not follow stays as it is and can be sent all the same: nothing to tell. */
  const tellInForm = async (
    { body }: SlackActionMiddlewareArgs<BlockAction>,
    text: string,
    error: unknown,
  ) => {
    if (!body.view || !(error instanceof Outdated)) return;
    await deps.modals.update({ id: body.view.id }, withNotice(body.view, text));
  };
  const followForm = refreshModal(deps);
  const following: Record<string, typeof followForm> = {
    [REPLY_MODAL]: refreshReply(deps),
    [MANY_MODAL]: followMany(deps),
  };
  const follows = [
    ...LIVE_FIELDS,
    ATTRIBUTE_FIELDS,
    ACTION_MORE_OPTIONS,
    ACTION_FEWER_OPTIONS,
    ACTION_PUT_BACK,
  ];
  const onForm = (listener: typeof followForm) =>
    guarded(deps, 'form', tellInForm, async (args: SlackActionMiddlewareArgs<BlockAction>) => {
      await args.ack();
      const { view } = args.body;
      if (view) await deps.openForms.during(view, listener(args));
    });
  const follow = onForm((args) => (following[args.body.view?.callback_id ?? ''] ?? followForm)(args));
  for (const action of follows) app.action<BlockAction>(action, follow);
  app.action<BlockAction>(ACTION_BEGIN_EMPTY, onForm(beginEmpty(deps)));

  const tell = (args: Parameters<typeof tellPresser>[1], text: string) => tellPresser(deps, args, text);
  const about = (id: string, breakdown: Breakdown, act: (args: PressArgs) => Promise<string | undefined>) =>
    app.action<BlockAction<ButtonAction | OverflowAction>>(id, async (args) => {
      await guarded(deps, breakdown, tell, async () => {
        const text = await act(args);
        if (text) await tell(args, text);
      })(args);
      // What failed has been told.
      if (!args.context.isAnswered()) await args.ack();
    });
  registerHome(app, deps);
  about(ACTION_SEND_REPLY, 'reply', decide(deps, 'send'));
  about(ACTION_KEEP_NOTE, 'reply', decide(deps, 'keep'));
  about(ACTION_UNDO_REPLY, 'reply', decide(deps, 'undo'));
  about(ACTION_REPLY, 'replyForm', openReply(deps));
  about(ACTION_CONTINUE, 'replyForm', continueHere(deps));

  for (const [id, act] of Object.entries(LIST_ACTIONS))
    app.action<BlockAction<ButtonAction>>(id, async (args) => {
      await args.ack();
      await guarded(deps, 'list', tell, async () => {
        const text = await act(deps, readListPress(args));
        if (text) await tell(args, text);
      })(args);
    });

  const answer = createAnswer(deps);
  for (const id of [...Object.keys(CARD_ACTIONS), CARD_MENU]) {
    app.action<BlockAction<ButtonAction | OverflowAction>>(id, async (args) => {
      await args.ack();
      const action = CARD_ACTIONS[actionIdOf(args.action)];
      await guarded(deps, action?.breakdown ?? 'cancel', tell, async () => {
        if (!action) throw new Outdated('the menu offered what is not known');
        await answer(args, await action.act(deps, readPress(args)));
      })(args);
    });
  }
}
