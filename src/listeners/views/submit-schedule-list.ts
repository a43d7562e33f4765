import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { startList } from '../../domain/many/start-list.ts';
import { SEND_AT } from '../../views/ids.ts';
import { listMetadata } from '../../views/many/schedule.ts';
import { steerAnswer } from '../../views/sentences/many-acts.ts';
import { SCHEDULE_FORM } from '../../views/sentences/many-form.ts';
import { buildNotice } from '../../views/sentences/notices.ts';
import { NO_SEND_AT, SEND_AT_FAULTS } from '../../views/sentences/schedule.ts';
import { actingAs, type Deps } from '../deps.ts';
import { answerIn } from '../form-values.ts';
import { readMetadata } from '../outdated.ts';

/** The submission of the time at which a list starts. */
export function submitScheduleList(deps: Deps) {
  return async ({ ack, body, view }: SlackViewMiddlewareArgs<ViewSubmitAction>): Promise<void> => {
    const { list_id: id } = readMetadata(view, listMetadata);
    const userId = body.user.id;
    const error = (text: string) => ack({ response_action: 'errors', errors: { [SEND_AT]: text } });
    const seconds = Number(answerIn(view, SEND_AT) ?? Number.NaN);
    if (!Number.isSafeInteger(seconds)) return error(NO_SEND_AT);
    const input = { id, userId, sendAt: new Date(seconds * 1000) };
    const result = await startList({ ctx: actingAs(deps, userId, 'list'), input });
    if (result.kind === 'too_soon' || result.kind === 'too_late') return error(SEND_AT_FAULTS[result.kind]);
    const text = steerAnswer(result, 'schedule');
    await ack(text ? { response_action: 'update', view: buildNotice(SCHEDULE_FORM.title, text) } : undefined);
  };
}
