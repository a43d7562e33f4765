import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { whomToAsk } from '../../domain/kernel/settings.ts';
import type { Question } from '../../domain/policy/question.ts';
import { whenOpen } from '../../domain/policy/time/judge-hours.ts';
import { reschedule } from '../../domain/schedule/reschedule.ts';
import { CONFIRM, SEND_AT } from '../../views/ids.ts';
import { buildReschedule, rescheduleMetadata } from '../../views/reschedule.ts';
import { rescheduleHint } from '../../views/sentences/hours.ts';
import { buildNotice } from '../../views/sentences/notices.ts';
import { CONFIRM_ALL } from '../../views/sentences/questions.ts';
import { NO_SEND_AT, notScheduledText, notThenText, SEND_AT_FAULTS } from '../../views/sentences/schedule.ts';
import { askNow, readAsides } from '../asides.ts';
import { actingAs, type Deps } from '../deps.ts';
import { answerIn } from '../form-values.ts';
import { readMetadata } from '../outdated.ts';

/** The submission of another time for what was scheduled. */
export function submitReschedule(deps: Deps) {
  return async ({ ack, body, view }: SlackViewMiddlewareArgs<ViewSubmitAction>): Promise<void> => {
    const { reach_out_id: id, filled } = readMetadata(view, rescheduleMetadata);
    const userId = body.user.id;
    const error = (text: string, at = SEND_AT) => ack({ response_action: 'errors', errors: { [at]: text } });
    const seconds = Number(answerIn(view, SEND_AT));
    if (!Number.isSafeInteger(seconds)) return error(NO_SEND_AT);
    const asides = readAsides(view);
    const isTicked = asides.asked?.some((one) => one.name === 'hours' && one.isTicked);
    // What is ticked is meant for the time that was asked about, in whose place this one was filled in.
    const isMeant = isTicked && seconds === filled?.send_at;
    const sendAt = new Date((isMeant ? filled.instead_of : seconds) * 1000);
    const ask = (question: Question) => askNow([question], asides);
    const isAnswered = (question: Question) => ask(question)[0]?.isTicked === true;
    const input = { id, userId, sendAt, isAnswered };
    const result = await reschedule({ ctx: actingAs(deps, userId, 'form'), input });
    switch (result.kind) {
      case 'rescheduled':
        return ack();
      case 'too_soon':
      case 'too_late':
        return error(SEND_AT_FAULTS[result.kind]);
      case 'asked': {
        const asked = ask(result.question);
        if (asked.every(({ isShown }) => isShown)) return error(CONFIRM_ALL, CONFIRM);
        const { closed } = result.question;
        const next = whenOpen(closed);
        const chosen = { sendAt, asked, hint: rescheduleHint(closed), ...(next && { next }) };
        return ack({ response_action: 'update', view: buildReschedule(result.reachOut, chosen) });
      }
      case 'closed':
      case 'refused':
        return error(notThenText(result, whomToAsk(deps.context.settings).plain));
      default: {
        const text = notScheduledText(result, 'change its time');
        return ack({ response_action: 'update', view: buildNotice('Change time', text) });
      }
    }
  };
}
