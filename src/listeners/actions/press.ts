import type { BlockAction, ButtonAction, OverflowAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { createTurns } from '../../domain/kernel/turns.ts';
import { listOf } from '../../views/ids.ts';
import { buildNotice } from '../../views/sentences/notices.ts';
import type { Deps } from '../deps.ts';
import { readId } from '../outdated.ts';
import { ownList } from '../own-list.ts';

export type PressArgs = SlackActionMiddlewareArgs<BlockAction<ButtonAction | OverflowAction>>;

/** What a person wants done about a reach-out, by a button or a card's menu. */
export interface Press {
  reachOutId: string;
  userId: string;
  triggerId: string;
}

/** Of a button its own id, of a menu the id in the option that was chosen. */
export function actionIdOf(action: ButtonAction | OverflowAction): string {
  return partsOf(action)[0] ?? '';
}

/** @throws Outdated */
export function readPress({ action, body }: PressArgs): Press {
  return { reachOutId: readId(partsOf(action)[1]), userId: body.user.id, triggerId: body.trigger_id };
}

function partsOf(action: ButtonAction | OverflowAction): (string | undefined)[] {
  if (action.type !== 'overflow') return [action.action_id, action.value];
  return action.selected_option?.value?.split(':') ?? [];
}

/** Answers for this person only: below a card, or by their list as it is now, in place of the one before. */
export function createAnswer(deps: Deps) {
  const turns = createTurns();
  return async (args: PressArgs, text?: string): Promise<void> => {
    const { action, body, respond } = args;
    const which = listOf(action.block_id);
    if (!which) return text ? tellPresser(deps, args, text) : undefined;
    // A list that comes to Slack late would take back what a later one shows.
    await turns.take(`${body.user.id} ${body.container.message_ts}`, async () => {
      const list = await ownList(deps, body.user.id, which, text);
      await respond({ ...list, response_type: 'ephemeral', replace_original: true });
    });
  };
}

/** Tells this person only: below the message, or, as a Home tab has no place for that, in a modal. */
export async function tellPresser(
  deps: Deps,
  args: Pick<PressArgs, 'respond'> & { body: Pick<PressArgs['body'], 'trigger_id' | 'user' | 'view'> },
  text: string,
): Promise<void> {
  const { body, respond } = args;
  if (!isInHome(args)) {
    await respond({ text, response_type: 'ephemeral', replace_original: false });
    return;
  }
  try {
    await deps.modals.open(body.trigger_id, buildNotice('Reach Out', text));
  } catch {
    // So long after the press, or once something else was opened, Slack opens none.
    await deps.tell(body.user.id, text);
  }
}

export function isInHome({ body }: { body: Pick<PressArgs['body'], 'view'> }): boolean {
  return body.view?.type === 'home';
}
