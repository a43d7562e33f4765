import type { SlackViewMiddlewareArgs, ViewOutput, ViewSubmitAction } from '@slack/bolt';
import { decideApproval } from '../../domain/approval/decide-approval.ts';
import type { ApprovalObstacle } from '../../domain/approval/decide-awaited.ts';
import type { Context } from '../../domain/kernel/context.ts';
import { whomToAsk } from '../../domain/kernel/settings.ts';
import { decideList } from '../../domain/many/decide-list.ts';
import { declineMetadata } from '../../views/approval/decline-modal.ts';
import { REASON } from '../../views/ids.ts';
import { listMetadata } from '../../views/many/schedule.ts';
import { approvalAnswer, DECLINE_FORM } from '../../views/sentences/approval.ts';
import { buildNotice } from '../../views/sentences/notices.ts';
import { actingAs, type Deps } from '../deps.ts';
import { answerIn } from '../form-values.ts';
import { readMetadata } from '../outdated.ts';

/** Why somebody declines a reach-out. */
export function submitDecline(deps: Deps) {
  return submit(deps, (view, ctx, decision) => {
    const { reach_out_id: id } = readMetadata(view, declineMetadata);
    return decideApproval({ ctx, input: { id, ...decision } });
  });
}

/** The same of a whole list. */
export function submitDeclineList(deps: Deps) {
  return submit(deps, (view, ctx, decision) => {
    const { list_id: id } = readMetadata(view, listMetadata);
    return decideList({ ctx, input: { id, ...decision } });
  });
}

type Decide = (
  view: ViewOutput,
  ctx: Context,
  decision: { userId: string; decided: 'declined'; reason: string },
) => Promise<ApprovalObstacle | undefined>;

function submit(deps: Deps, decide: Decide) {
  return async ({ ack, body, view }: SlackViewMiddlewareArgs<ViewSubmitAction>): Promise<void> => {
    const userId = body.user.id;
    const reason = String(answerIn(view, REASON) ?? '').trim();
    if (!reason) return ack({ response_action: 'errors', errors: { [REASON]: DECLINE_FORM.empty } });
    const ctx = actingAs(deps, userId, 'approval');
    const obstacle = await decide(view, ctx, { userId, decided: 'declined', reason });
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
