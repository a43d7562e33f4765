import type { App, ViewSubmitAction } from '@slack/bolt';
import { MODAL, REPLIES, REPLY_MODAL, SETTINGS_MODAL } from '../../views/ids.ts';
import { buildNotice } from '../../views/sentences/notices.ts';
import { guarded } from '../boundary.ts';
import type { Deps } from '../deps.ts';
import { inputBlocks, placeErrors } from '../form-values.ts';
import { submitReachOut } from './submit-reach-out.ts';
import { submitReply } from './submit-reply.ts';
import { submitSettings } from './submit-settings.ts';

export function register(app: App, deps: Deps): void {
  app.view<ViewSubmitAction>(
    { callback_id: MODAL, type: 'view_submission' },
    guarded(
      deps,
      'submission',
      ({ ack, view }, text) =>
        inputBlocks(view).size > 0
          ? ack({ response_action: 'errors', errors: placeErrors({ message: text }, view) })
          : ack({ response_action: 'update', view: buildNotice('Reach out', text) }),
      submitReachOut(deps),
    ),
  );
  app.view<ViewSubmitAction>(
    { callback_id: REPLY_MODAL, type: 'view_submission' },
    guarded(
      deps,
      'submission',
      ({ ack }, text) => ack({ response_action: 'errors', errors: { message: text } }),
      submitReply(deps),
    ),
  );
  app.view<ViewSubmitAction>(
    { callback_id: SETTINGS_MODAL, type: 'view_submission' },
    guarded(
      deps,
      'settings',
      ({ ack }, text) => ack({ response_action: 'errors', errors: { [REPLIES]: text } }),
      submitSettings(deps),
    ),
  );
}
