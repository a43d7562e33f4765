import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { decideApproval } from '../../domain/approval/decide-approval.ts';
import { whomToAsk } from '../../domain/kernel/settings.ts';
import { readDeclineMetadata } from '../../views/approval/decline-modal.ts';
import { REASON } from '../../views/ids.ts';
import { approvalAnswer, DECLINE_FORM } from '../../views/sentences/approval.ts';
import { buildNotice } from '../../views/sentences/notices.ts';
import { actingAs, type Deps } from '../deps.ts';
import { answerIn } from '../form-values.ts';
import { readMetadata } from '../outdated.ts';

/** Why somebody declines. */
export function submitDecline(deps: Deps) {
  return async ({ ack, body, view }: SlackViewMiddlewareArgs<ViewSubmitAction>): Promise<void> => {
    const { reach_out_id: id } = readMetadata(view, readDeclineMetadata);
    const userId = body.user.id;
    const reason = String(answerIn(view, REASON) ?? '').trim();
    if (!reason) return ack({ response_action: 'errors', errors: { [REASON]: DECLINE_FORM.empty } });
    const obstacle = await decideApproval({
      ctx: actingAs(deps, userId, 'approval'),
      input: { id, userId, decided: 'declined', reason },
    });
    if (!obstacle) return ack();
    const { plain, markup } = whomToAsk(deps.context.settings);
    await ack(
      obstacle.kind === 'unidentified'
        ? { response_action: 'errors', errors: { [REASON]: approvalAnswer(obstacle, plain) } }
        : {
            response_action: 'update',
            view: buildNotice(DECLINE_FORM.title, approvalAnswer(obstacle, markup)),
          },
    );
  };
}
