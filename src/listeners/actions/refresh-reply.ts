import type { BlockAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { buildReplyModal, readReplyMetadata, recentIn } from '../../views/conversation/reply-modal.ts';
import { findBlock } from '../asides.ts';
import type { Deps } from '../deps.ts';
import { answerIn } from '../form-values.ts';
import { readMetadata } from '../outdated.ts';

/** What is typed is counted. */
export function refreshReply(deps: Deps) {
  return async ({ body }: SlackActionMiddlewareArgs<BlockAction>): Promise<void> => {
    const { view } = body;
    if (!view) return;
    const metadata = readMetadata(view, readReplyMetadata);
    const reachOut = await deps.context.reachOuts.find(metadata.reach_out_id);
    if (!reachOut) return;
    const text = String(answerIn(view, 'message') ?? '');
    const next = buildReplyModal({ metadata, reachOut, recent: recentIn(view), text });
    if (findBlock(next, 'message')?.hint?.text === findBlock(view, 'message')?.hint?.text) return;
    await deps.modals.update({ id: view.id, hash: view.hash }, next);
  };
}
