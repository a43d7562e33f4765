import type { BlockAction, ButtonAction, RespondFn, SlackActionMiddlewareArgs } from '@slack/bolt';
import { type CancelResult, cancelReachOut } from '../../domain/reach-out/cancel.ts';
import { type StopResult, stopContact } from '../../domain/reach-out/stop.ts';
import { type TryAgainResult, tryAgain } from '../../domain/reach-out/try-again.ts';
import { actingAs, type Deps } from '../deps.ts';
import { openModal } from '../modal.ts';

type Args = SlackActionMiddlewareArgs<BlockAction<ButtonAction>>;

const CANCEL_ANSWERS: Record<Exclude<CancelResult, 'cancelled'>, string> = {
  too_late: "It's too late to cancel: it may be on its way already. The card shows what becomes of it.",
  already: 'It was cancelled before, and nothing was sent.',
  over: 'It is over already. The card shows what became of it.',
  not_yours: 'Only the person who asked for it can cancel it.',
  not_found: 'Reach Out knows nothing of this any more.',
};

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

const TRY_AGAIN_ANSWERS: Record<Exclude<TryAgainResult['kind'], 'ready'>, string> = {
  not_yours:
    'Only the person who asked for it can try it again. You can start one of your own with /reach-out.',
  already: 'It has been tried again already: look for the newer card.',
  not_possible: "This one can't be tried again. Start a new one with /reach-out.",
};

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

const STOP_ANSWERS: Record<StopResult, string> = {
  stopped: 'Amazon Connect is stopping the contact. The card shows when it has ended.',
  ended_before: 'The contact had ended before. The card shows it in a moment.',
  not_allowed:
    "Reach Out isn't allowed to stop contacts on Amazon Connect. Ask whoever installed it to check its AWS permissions.",
  unknown:
    "Amazon Connect didn't answer, so we don't know yet whether the contact stops. The card shows it when it has ended.",
  not_yours: 'Only the person who asked for the contact can stop it.',
  not_running: 'There is nothing to stop any more.',
};

/** **Stop contact**, on the card and in the private list, while the contact is under way. */
export function stopAction(deps: Deps) {
  return async ({ ack, action, body, respond }: Args): Promise<void> => {
    await ack();
    const input = { id: action.value ?? '', userId: body.user.id };
    await answer(respond, STOP_ANSWERS[await stopContact({ ctx: actingAs(deps, body.user.id), input })]);
  };
}

async function answer(respond: RespondFn, text: string): Promise<void> {
  await respond({ text, response_type: 'ephemeral', replace_original: false });
}
