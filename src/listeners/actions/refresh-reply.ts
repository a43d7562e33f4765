import type { BlockAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { buildReplyModal, recentIn, replyMetadata } from '../../views/conversation/reply-modal.ts';
import { QUICK_RESPONSE } from '../../views/ids.ts';
import { findBlock } from '../asides.ts';
import type { Deps } from '../deps.ts';
import { readMetadata } from '../outdated.ts';
import { messageChange, responseNames, withTyped } from '../quick-responses.ts';
import { readReply } from '../read-reply.ts';

/** What is typed is counted; what is chosen is filled in. */
export function refreshReply(deps: Deps) {
  return async ({ body, action }: SlackActionMiddlewareArgs<BlockAction>): Promise<void> => {
    const { view } = body;
    if (!view) return;
    const isOvertaken = deps.openForms.note(view, action.action_id, action.action_ts);
    const { reach_out_id } = readMetadata(view, replyMetadata);
    const reachOut = await deps.context.reachOuts.find(reach_out_id);
    if (!reachOut) return;
    const change = await messageChange(deps, action);
    await deps.openForms.change(view, (now) => {
      if (isOvertaken()) return undefined;
      const { chosen, ...before } = readReply(now);
      const draft = withTyped(deps, view, action.action_id, before);
      const changed = change?.(draft);
      const next = buildReplyModal({
        ...{ metadata: readMetadata(now, replyMetadata), reachOut, recent: recentIn(now) },
        ...(changed?.draft ?? draft),
        ...{ responses: responseNames(deps), responseHint: changed?.hint },
        ...(!changed?.anew.includes(QUICK_RESPONSE) && { chosen }),
      });
      if (changed) return { view: next, anew: changed.anew };
      const isFollowed = draft.setAside !== before.setAside || hintsIn(next) !== hintsIn(now);
      return isFollowed ? { view: next } : undefined;
    });
  };
}

function hintsIn(view: { blocks?: unknown }): string {
  return ['message', QUICK_RESPONSE].map((field) => findBlock(view, field)?.hint?.text).join('\n');
}
