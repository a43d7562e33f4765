import type { BlockAction, SlackActionMiddlewareArgs, ViewOutput } from '@slack/bolt';
import type { FormValues } from '../../domain/intake/form.ts';
import { ACTION_MORE_OPTIONS } from '../../views/ids.ts';
import { readPrivateMetadata } from '../../views/modal/private-metadata.ts';
import type { Deps } from '../deps.ts';
import { readValues } from '../form-values.ts';
import { updateView, viewOf } from '../modal.ts';
import { RecentActions } from './recent-actions.ts';

/**
 * The channel changed, "More options" was pressed, or something was typed: the modal follows. A hint gives
 * way to what changes the modal's shape, and comes late rather than not at all.
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
    const next = viewOf(
      deps,
      { ...metadata, ...(wantsMore && { more_options: true }) },
      values,
      noticeOf(view),
    );
    const isTyping = action.action_id === 'phone' || action.action_id === 'message';
    if (isTyping && hintsOf(next.blocks) === hintsOf(view.blocks)) return;
    const followed = await updateView(deps, view.id, isTyping ? view.hash : undefined, next);
    if (!followed && isNewest()) await updateView(deps, view.id, undefined, next);
    if (pressedMore) void deps.directory.refresh();
  };
}

interface Block {
  block_id?: string;
  hint?: { text?: string };
  elements?: { text?: unknown }[];
}

function hintsOf(blocks: unknown): string {
  const hints = ((blocks ?? []) as Block[]).filter(
    ({ block_id }) => block_id === 'phone' || block_id === 'message',
  );
  return JSON.stringify(hints.map(({ hint }) => hint?.text));
}

function noticeOf(view: ViewOutput): string | undefined {
  const block = ((view.blocks ?? []) as Block[]).find(({ block_id }) => block_id === 'notice');
  const text = block?.elements?.[0]?.text;
  return typeof text === 'string' ? text : undefined;
}
