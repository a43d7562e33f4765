import type { ModalView } from '@slack/types';
import * as z from 'zod';
import type { ReachOut } from '../domain/reach-out/reach-out.ts';
import { RESCHEDULE_MODAL, SEND_AT } from './ids.ts';
import { plain, section } from './kit.ts';
import { rescheduleIntro, SEND_AT_LABEL } from './sentences/schedule.ts';

const metadata = z.object({ reach_out_id: z.uuid() });

/** The reach-out that a form is about. */
export function readRescheduleMetadata(text: string): { reach_out_id: string } {
  return metadata.parse(JSON.parse(text));
}

/** Another time for what was scheduled. */
export function buildReschedule(reachOut: ReachOut): ModalView {
  return {
    type: 'modal',
    callback_id: RESCHEDULE_MODAL,
    private_metadata: JSON.stringify({ reach_out_id: reachOut.id }),
    title: plain('Change time'),
    submit: plain('Change time'),
    close: plain('Close'),
    blocks: [
      section(rescheduleIntro(reachOut)),
      {
        type: 'input',
        block_id: SEND_AT,
        label: plain(SEND_AT_LABEL),
        element: {
          type: 'datetimepicker',
          action_id: SEND_AT,
          initial_date_time: Math.floor(reachOut.readyAt.getTime() / 1000),
        },
      },
    ],
  };
}
