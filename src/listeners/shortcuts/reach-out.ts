import type { GlobalShortcut, SlackShortcutMiddlewareArgs } from '@slack/bolt';
import type { Deps } from '../deps.ts';
import { knownHomeSign } from '../home-sign.ts';
import { openModal } from '../open-modal.ts';

/** The global shortcut: the modal with a conversation picker, because it is not opened from a conversation. */
export function reachOutShortcut(deps: Deps) {
  return async ({ ack, shortcut }: SlackShortcutMiddlewareArgs<GlobalShortcut>): Promise<void> => {
    await ack();
    const { trigger_id: triggerId, user } = shortcut;
    await openModal(deps, {
      ...{ door: 'shortcut', triggerId, userId: user.id, values: {} },
      homeSign: knownHomeSign(deps, user.id),
    });
  };
}
