import type { ViewOutput, ViewResponseAction } from '@slack/bolt';
import { buildNotice } from '../views/sentences/notices.ts';
import { inputBlocks, placeErrors } from './form-values.ts';

/** Answers a submission at its form, which keeps what was typed; in its place where it has no field. */
export function sayAtForm(view: ViewOutput, text: string): ViewResponseAction {
  return inputBlocks(view).size > 0
    ? { response_action: 'errors', errors: placeErrors({ message: text }, view) }
    : { response_action: 'update', view: buildNotice('Reach out', text) };
}
