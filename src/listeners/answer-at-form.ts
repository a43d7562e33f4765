import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import type { Deps } from './deps.ts';
import { placeErrors } from './form-values.ts';
import { soon } from './soon.ts';

/** How long an answer waits for what it must not be overtaken by: Slack waits 3 s for the answer itself. */
const WAIT_MS = 1_000;

type Args = SlackViewMiddlewareArgs<ViewSubmitAction>;

/** Answers a submission once the form has followed what was done there: that would take the answer away again. */
export function answerAtForm(deps: Deps, { ack, view }: Args): Args['ack'] {
  return async (response) => {
    if (!response) {
      await ack();
      return deps.openForms.forget(view);
    }
    const blocks = await soon(deps, deps.openForms.settled(view), WAIT_MS);
    if (response.response_action !== 'errors') return ack(response);
    const errors = placeErrors(response.errors, { ...view, blocks: blocks ?? view.blocks });
    return ack({ response_action: 'errors', errors });
  };
}
