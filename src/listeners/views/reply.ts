import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { writeReply } from '../../domain/conversation/write-reply.ts';
import { REPLY_NOT_OPEN, stayText } from '../../views/sentences/conversation.ts';
import { buildNotice } from '../../views/sentences/notices.ts';
import { actingAs, type Deps } from '../deps.ts';
import { answerIn } from '../form-values.ts';
import { refusalsOf } from '../modal.ts';
import { readReply } from '../outdated.ts';

/** The reply's submission: it is stored before Slack is told that it is done. */
export function replyView(deps: Deps) {
  return async ({ ack, body, view }: SlackViewMiddlewareArgs<ViewSubmitAction>): Promise<void> => {
    const { reach_out_id: id, reply_id: replyId } = readReply(view);
    const userId = body.user.id;
    const text = String(answerIn(view, 'message') ?? '').trim();
    const [refusal] = await refusalsOf(deps, { userId });
    if (refusal) return ack({ response_action: 'update', view: buildNotice('Reply', REPLY_NOT_OPEN) });
    const written = await writeReply({ ctx: actingAs(deps, userId), input: { id, replyId, userId, text } });
    if (written.kind === 'not_found')
      return ack({ response_action: 'update', view: buildNotice('Reply', REPLY_NOT_OPEN) });
    if (written.kind === 'stays')
      return ack({ response_action: 'errors', errors: { message: stayText(written.why, text) } });
    await ack();
    deps.engine.wake();
  };
}
