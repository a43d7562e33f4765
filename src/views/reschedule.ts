import type { ModalView } from '@slack/types';
import * as z from 'zod';
import type { ReachOut } from '../domain/reach-out/reach-out.ts';
import { RESCHEDULE_MODAL, SEND_AT } from './ids.ts';
import { plain, section } from './kit.ts';
import { confirmInput } from './modal/confirm.ts';
import type { Asked } from './sentences/questions.ts';
import { rescheduleIntro, SEND_AT_LABEL } from './sentences/schedule.ts';

const metadata = z.object({ reach_out_id: z.uuid() });

/** The reach-out that a form is about. */
export function readRescheduleMetadata(text: string): { reach_out_id: string } {
  return metadata.parse(JSON.parse(text));
}

/** What was chosen, and what is asked about it. */
export interface Chosen {
  sendAt: Date;
  asked: Asked[];
  hint: string;
}

/** Another time for what was scheduled. */
export function buildReschedule(reachOut: ReachOut, chosen?: Chosen): ModalView {
  const { sendAt = reachOut.readyAt, asked = [], hint } = chosen ?? {};
  return {
    type: 'modal',
    callback_id: RESCHEDULE_MODAL,
    private_metadata: JSON.stringify({ reach_out_id: reachOut.id }),
    title: plain('Change time'),
    submit: plain('Change time'),
    close: plain('Close'),
    blocks: [
      section(rescheduleIntro(reachOut)),
      ...(asked.length > 0 ? [confirmInput(asked)] : []),
      {
        type: 'input',
        block_id: SEND_AT,
        label: plain(SEND_AT_LABEL),
        ...(hint && { hint: plain(hint) }),
        element: {
          type: 'datetimepicker',
          action_id: SEND_AT,
          initial_date_time: Math.floor(sendAt.getTime() / 1000),
        },
      },
    ],
  };
}
