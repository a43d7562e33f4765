import type { ModalView } from '@slack/types';
import * as z from 'zod';
import type { ReachOut } from '../domain/reach-out/reach-out.ts';
import { RESCHEDULE_MODAL, SEND_AT } from './ids.ts';
import { plain, section } from './kit.ts';
import { confirmInput } from './modal/confirm.ts';
import type { Asked } from './sentences/questions.ts';
import { rescheduleIntro, SEND_AT_LABEL } from './sentences/schedule.ts';

/** The reach-out that a form is about, and what was filled in. */
export const rescheduleMetadata = z.object({
  reach_out_id: z.uuid(),
  /** The time that was filled in, and the one that was asked about; in seconds since 1970. */
  filled: z.object({ send_at: z.number(), instead_of: z.number() }).optional(),
});

/** What was chosen, what is asked about it, and when it opens there next. */
export interface Chosen {
  sendAt: Date;
  asked: Asked[];
  hint: string;
  next?: Date;
}

/** Another time for what was scheduled. */
export function buildReschedule(reachOut: ReachOut, chosen?: Chosen): ModalView {
  const { sendAt = reachOut.readyAt, asked = [], hint, next } = chosen ?? {};
  const instead_of = inSeconds(sendAt);
  const filled = next && { send_at: inSeconds(next), instead_of };
  return {
    type: 'modal',
    callback_id: RESCHEDULE_MODAL,
    private_metadata: JSON.stringify({ reach_out_id: reachOut.id, ...(filled && { filled }) }),
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
          // Under the same id, Slack keeps what was chosen.
          action_id: filled ? `${SEND_AT}:${instead_of}` : SEND_AT,
          initial_date_time: filled?.send_at ?? instead_of,
        },
      },
    ],
  };
}

function inSeconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}
