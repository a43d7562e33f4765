import type { BlockAction, ButtonAction, RespondFn, SlackActionMiddlewareArgs } from '@slack/bolt';
import { cancelReachOut } from '../../domain/reach-out/cancel.ts';
import { stopContact } from '../../domain/reach-out/stop.ts';
import { tryAgain } from '../../domain/reach-out/try-again.ts';
import { CANCEL_ANSWERS, TRY_AGAIN_ANSWERS } from '../../views/sentences/answers.ts';
import { stopAnswer } from '../../views/sentences/stop.ts';
import { actingAs, type Deps } from '../deps.ts';
import { openModal } from '../modal.ts';

type Args = SlackActionMiddlewareArgs<BlockAction<ButtonAction>>;

/** The card's **Cancel**, there until the first call goes out. */
export function cancelAction(deps: Deps) {
  return async ({ ack, action, body, respond }: Args): Promise<void> => {
    await ack();
    const input = { id: action.value ?? '', userId: body.user.id };
    const result = await cancelReachOut({ ctx: actingAs(deps, body.user.id), input });
    deps.engine.wake();
    if (result !== 'cancelled') await answer(respond, CANCEL_ANSWERS[result]);
  };
}

/** The card's **Try again**: the form as it was filled in before. */
export function tryAgainAction(deps: Deps) {
  return async ({ ack, action, body, respond }: Args): Promise<void> => {
    await ack();
    const input = { id: action.value ?? '', userId: body.user.id };
    const result = await tryAgain({ ctx: actingAs(deps, body.user.id), input });
    if (result.kind !== 'ready') return answer(respond, TRY_AGAIN_ANSWERS[result.kind]);
    const { reachOut, nextId } = result;
    await openModal(deps, {
      triggerId: body.trigger_id,
      userId: body.user.id,
      placeId: reachOut.placeId,
      ...(reachOut.threadTs && { threadTs: reachOut.threadTs }),
      values: reachOut.draft,
      reachOutId: nextId,
    });
  };
}

/** **Stop contact**, on the card and in the private list, while the contact is under way. */
export function stopAction(deps: Deps) {
  return async ({ ack, action, body, respond }: Args): Promise<void> => {
    await ack();
    const input = { id: action.value ?? '', userId: body.user.id };
    await answer(respond, stopAnswer(await stopContact({ ctx: actingAs(deps, body.user.id), input })));
  };
}

async function answer(respond: RespondFn, text: string): Promise<void> {
  await respond({ text, response_type: 'ephemeral', replace_original: false });
}
