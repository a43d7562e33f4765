import type { ModalView } from '@slack/types';
import * as z from 'zod';
import type { ReachOut } from '../../domain/reach-out/reach-out.ts';
import { DECLINE_MODAL, REASON } from '../ids.ts';
import { plain, section } from '../kit.ts';
import { DECLINE_FORM } from '../sentences/approval.ts';
import { toWhom } from '../sentences/status.ts';

const metadata = z.object({ reach_out_id: z.uuid() });

/** The reach-out that a form is about. */
export function readDeclineMetadata(text: string): { reach_out_id: string } {
  return metadata.parse(JSON.parse(text));
}

const LONGEST_REASON = 500;

export function buildDecline(reachOut: ReachOut): ModalView {
  return {
    type: 'modal',
    callback_id: DECLINE_MODAL,
    private_metadata: JSON.stringify({ reach_out_id: reachOut.id }),
    title: plain(DECLINE_FORM.title),
    submit: plain(DECLINE_FORM.title),
    close: plain('Back'),
    blocks: [
      section(`*${toWhom(reachOut)}*`),
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
