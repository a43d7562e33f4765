import type { ModalView } from '@slack/types';
import * as z from 'zod';
import type { List } from '../../domain/many/list.ts';
import type { ReachOut } from '../../domain/reach-out/reach-out.ts';
import { DECLINE_LIST_MODAL, DECLINE_MODAL, REASON } from '../ids.ts';
import { plain, section } from '../kit.ts';
import { DECLINE_FORM } from '../sentences/approval.ts';
import { listTitle } from '../sentences/many.ts';
import { toWhom } from '../sentences/whom.ts';

/** The reach-out that a form is about. */
export const declineMetadata = z.object({ reach_out_id: z.uuid() });

const LONGEST_REASON = 500;

export function buildDecline(reachOut: ReachOut): ModalView {
  return buildForm(DECLINE_MODAL, { reach_out_id: reachOut.id }, toWhom(reachOut));
}

/** The same about a whole list. */
export function buildDeclineList(list: List): ModalView {
  return buildForm(DECLINE_LIST_MODAL, { list_id: list.id }, listTitle(list));
}

function buildForm(callback_id: string, metadata: object, about: string): ModalView {
  return {
    type: 'modal',
    callback_id,
    private_metadata: JSON.stringify(metadata),
    title: plain(DECLINE_FORM.title),
    submit: plain(DECLINE_FORM.title),
    close: plain('Back'),
    blocks: [
      section(`*${about}*`),
      {
        type: 'input',
        block_id: REASON,
        label: plain(DECLINE_FORM.reason),
        hint: plain(DECLINE_FORM.hint),
        element: {
          type: 'plain_text_input',
          action_id: REASON,
          multiline: true,
          focus_on_load: true,
          max_length: LONGEST_REASON,
        },
      },
    ],
  };
}
