import type { BlockAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import type { FormValues } from '../../domain/intake/form.ts';
import { ACTION_MORE_OPTIONS, CONFIRM } from '../../views/ids.ts';
import { readPrivateMetadata } from '../../views/modal/private-metadata.ts';
import { findBlock, readAsides } from '../asides.ts';
import type { Deps } from '../deps.ts';
import { readValues } from '../form-values.ts';
import { viewOf } from '../modal.ts';
import { RecentActions } from './recent-actions.ts';

const LIVE = ['phone', 'message'];

/**
 * The channel changed, "More options" was pressed, or something was typed: the modal follows. A hint gives
 * way to what changes the modal's shape, and comes late rather than not at all. What was asked of one number
 * goes when another is typed: Slack would keep the tick.
 */
export function refreshModal(deps: Deps) {
  const recent = new RecentActions();
  return async ({ ack, body, action }: SlackActionMiddlewareArgs<BlockAction>): Promise<void> => {
    await ack();
    const { view } = body;
    if (!view) return;
    const { kept = {}, ...metadata } = readPrivateMetadata(view.private_metadata);
    const pressedMore = action.action_id === ACTION_MORE_OPTIONS;
    const { isNewest, wantsMore } = recent.note(view.id, action.action_ts, pressedMore);
    const values: FormValues = { ...kept, ...readValues(view) };
    const { asked, ...asides } = readAsides(view);
    const isAsked = asked && action.action_id !== 'phone';
    const next = viewOf(deps, { ...metadata, ...(wantsMore && { more_options: true }) }, values, {
      ...asides,
      ...(isAsked && { asked }),
    });
    const isTyping = LIVE.includes(action.action_id);
    if (isTyping && besideTyping(next) === besideTyping(view)) return;
    const { id, hash } = view;
    const followed = await deps.modals.update(isTyping ? { id, hash } : { id }, next);
    if (!followed && isNewest()) await deps.modals.update({ id }, next);
    if (pressedMore) void deps.directory.refresh();
  };
}

/** What typing changes. */
function besideTyping(view: { blocks?: unknown }): string {
  return JSON.stringify([LIVE.map((id) => findBlock(view, id)?.hint?.text), !findBlock(view, CONFIRM)]);
}
