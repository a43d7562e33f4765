import type { BlockAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { buildReplyModal, recentIn, replyMetadata } from '../../views/conversation/reply-modal.ts';
import { QUICK_RESPONSE } from '../../views/ids.ts';
import { findBlock, readSetAside } from '../asides.ts';
import type { Deps } from '../deps.ts';
import { answerIn } from '../form-values.ts';
import { readMetadata } from '../outdated.ts';
import { changeMessage, renew, responseNames } from '../quick-responses.ts';

/** What is typed is counted; what is chosen is filled in. */
export function refreshReply(deps: Deps) {
  return async ({ body, action }: SlackActionMiddlewareArgs<BlockAction>): Promise<void> => {
    const { view } = body;
    if (!view) return;
    const metadata = readMetadata(view, replyMetadata);
    const reachOut = await deps.context.reachOuts.find(metadata.reach_out_id);
    if (!reachOut) return;
    const { id, hash } = view;
    const draft = { message: String(answerIn(view, 'message') ?? ''), setAside: readSetAside(view) };
    const change = await changeMessage(deps, action, draft);
    const { message: text, setAside } = change?.draft ?? draft;
    const isAnew = change?.anew.includes(QUICK_RESPONSE);
    const next = buildReplyModal({
      ...{ metadata, reachOut, recent: recentIn(view), text, setAside },
      ...{ responses: responseNames(deps), responseHint: change?.hint },
      ...(!isAnew && { chosen: answerIn(view, QUICK_RESPONSE) }),
    });
    if (change) return renew(deps, id, next, change.anew);
    if (hintsIn(next) !== hintsIn(view)) await deps.modals.update({ id, hash }, next);
  };
}

function hintsIn(view: { blocks?: unknown }): string {
  return ['message', QUICK_RESPONSE].map((field) => findBlock(view, field)?.hint?.text).join('\n');
}
