import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import type { Deps } from './deps.ts';
import type { FormView } from './form-values.ts';
import { placeErrors } from './form-values.ts';
import { soon } from './soon.ts';

/** How long an answer waits for what it must not be overtaken by. */
const WAIT_MS = 1_000;
/** By then it goes, whatever took so long before: Slack waits 3 s. */
const BY_MS = 2_000;

type Args = SlackViewMiddlewareArgs<ViewSubmitAction>;

/** A submission, whose answer goes by the form as it is then: what is sent is what was submitted. */
export interface SubmitArgs extends Args {
  asItIs(): Promise<FormView>;
}

/** Answers once the form has followed what was done there: that would take the answer away again. */
export function answerAtForm({ openForms, ...deps }: Deps, args: Args): SubmitArgs {
  const { ack, view } = args;
  const begun = performance.now();
  let settled: Promise<FormView> | undefined;
  async function settle(): Promise<FormView> {
    const leftMs = begun + BY_MS - performance.now();
    return (await soon(deps, openForms.settled(view), Math.max(0, Math.min(WAIT_MS, leftMs)))) ?? view;
  }
  const asItIs = () => {
    settled ??= settle();
    return settled;
  };
  return {
    ...args,
    asItIs,
    async ack(response) {
      if (!response) {
        await ack();
        return openForms.forget(view);
      }
      const now = await asItIs();
      if (response.response_action === 'errors')
        return ack({ ...response, errors: placeErrors(response.errors, now) });
      const next = 'view' in response ? response.view : undefined;
      return next?.type === 'modal' ? openForms.answer(view, next, () => ack(response)) : ack(response);
    },
  };
}
