import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { reschedule } from '../../domain/schedule/reschedule.ts';
import { SEND_AT } from '../../views/ids.ts';
import { readRescheduleMetadata } from '../../views/reschedule.ts';
import { buildNotice } from '../../views/sentences/notices.ts';
import { NO_SEND_AT, notScheduledText, SEND_AT_FAULTS } from '../../views/sentences/schedule.ts';
import { actingAs, type Deps } from '../deps.ts';
import { answerIn } from '../form-values.ts';
import { readMetadata } from '../outdated.ts';

/** The submission of another time for what was scheduled. */
export function submitReschedule(deps: Deps) {
  return async ({ ack, body, view }: SlackViewMiddlewareArgs<ViewSubmitAction>): Promise<void> => {
    const { reach_out_id: id } = readMetadata(view, readRescheduleMetadata);
    const userId = body.user.id;
    const error = (text: string) => ack({ response_action: 'errors', errors: { [SEND_AT]: text } });
    const seconds = Number(answerIn(view, SEND_AT));
    if (!Number.isSafeInteger(seconds)) return error(NO_SEND_AT);
    const result = await reschedule({
      ctx: actingAs(deps, userId, 'form'),
      input: { id, userId, sendAt: new Date(seconds * 1000) },
    });
    switch (result.kind) {
      case 'rescheduled':
        return ack();
      case 'too_soon':
      case 'too_late':
        return error(SEND_AT_FAULTS[result.kind]);
      default: {
        const text = notScheduledText(result, 'change its time');
        return ack({ response_action: 'update', view: buildNotice('Change time', text) });
      }
    }
  };
}
