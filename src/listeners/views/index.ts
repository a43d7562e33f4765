import type { App, SlackViewMiddlewareArgs, ViewClosedAction, ViewSubmitAction } from '@slack/bolt';
import {
  DECLINE_LIST_MODAL,
  DECLINE_MODAL,
  MANY_MODAL,
  MODAL,
  REPLY_MODAL,
  RESCHEDULE_MODAL,
  SCHEDULE_LIST_MODAL,
  SETTINGS_MODAL,
} from '../../views/ids.ts';
import type { Breakdown } from '../../views/sentences/breakdowns.ts';
import { answerAtForm, type SubmitArgs } from '../answer-at-form.ts';
import { guarded } from '../boundary.ts';
import type { Deps } from '../deps.ts';
import { sayAtForm } from '../say-at-form.ts';
import { closeReachOut } from './close-reach-out.ts';
import { submitDecline, submitDeclineList } from './submit-decline.ts';
import { submitMany } from './submit-many.ts';
import { submitReachOut } from './submit-reach-out.ts';
import { submitReply } from './submit-reply.ts';
import { submitReschedule } from './submit-reschedule.ts';
import { submitScheduleList } from './submit-schedule-list.ts';
import { submitSettings } from './submit-settings.ts';

type ClosedArgs = SlackViewMiddlewareArgs<ViewClosedAction>;

export function register(app: App, deps: Deps): void {
  const onSubmit = (
    callback_id: string,
    breakdown: Breakdown,
    submit: (args: SubmitArgs) => Promise<void>,
  ) => {
    const onSubmission = guarded(
      deps,
      breakdown,
      ({ ack, view }: SubmitArgs, text) => ack(sayAtForm(view, text)),
      submit,
    );
    app.view<ViewSubmitAction>({ callback_id, type: 'view_submission' }, (args) =>
      onSubmission(answerAtForm(deps, args)),
    );
  };
  const onClose = guarded(deps, 'form', ({ ack }: ClosedArgs) => ack(), closeReachOut(deps));
  app.view<ViewClosedAction>({ callback_id: MODAL, type: 'view_closed' }, onClose);
  onSubmit(MODAL, 'submission', submitReachOut(deps));
  onSubmit(REPLY_MODAL, 'submission', submitReply(deps));
  onSubmit(RESCHEDULE_MODAL, 'reschedule', submitReschedule(deps));
  onSubmit(DECLINE_MODAL, 'decline', submitDecline(deps));
  onSubmit(MANY_MODAL, 'submission', submitMany(deps));
  onSubmit(SCHEDULE_LIST_MODAL, 'list', submitScheduleList(deps));
  onSubmit(DECLINE_LIST_MODAL, 'decline', submitDeclineList(deps));
  onSubmit(SETTINGS_MODAL, 'settings', submitSettings(deps));
}
