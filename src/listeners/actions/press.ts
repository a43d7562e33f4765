import type { BlockAction, ButtonAction, OverflowAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { listOf } from '../../views/ids.ts';
import type { Deps } from '../deps.ts';
import { ownList } from '../own-list.ts';

export type PressArgs = SlackActionMiddlewareArgs<BlockAction<ButtonAction | OverflowAction>>;

/** What a person wants done about a reach-out, by a button or a card's menu. */
export interface Press {
  actionId: string;
  reachOutId: string;
  userId: string;
  triggerId: string;
}

export function readPress({ action, body }: PressArgs): Press {
  const [actionId = '', reachOutId = ''] =
    action.type === 'overflow' ? action.selected_option.value.split(':') : [action.action_id, action.value];
  return { actionId, reachOutId, userId: body.user.id, triggerId: body.trigger_id };
}

/** Answers for this person only: below a card, or by their list as it is now, in place of the one before. */
export async function answer(deps: Deps, { action, body, respond }: PressArgs, text?: string): Promise<void> {
  const which = listOf(action.block_id);
  if (which) {
    const list = await ownList(deps, body.user.id, which, text);
    await respond({ ...list, response_type: 'ephemeral', replace_original: true });
  } else if (text) await respond({ text, response_type: 'ephemeral', replace_original: false });
}
