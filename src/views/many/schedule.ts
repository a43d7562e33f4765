import type { ModalView } from '@slack/types';
import * as z from 'zod';
import type { List } from '../../domain/many/list.ts';
import { SCHEDULE_LIST_MODAL, SEND_AT } from '../ids.ts';
import { plain, section } from '../kit.ts';
import { listTitle } from '../sentences/many.ts';
import { SCHEDULE_FORM } from '../sentences/many-form.ts';

/** The list that a form is about. */
export const listMetadata = z.object({ list_id: z.uuid() });

/** When a list is to start. */
export function buildScheduleList({ id, ...list }: List): ModalView {
  const { sendAt } = list;
  return {
    type: 'modal',
    callback_id: SCHEDULE_LIST_MODAL,
    private_metadata: JSON.stringify({ list_id: id }),
    title: plain(SCHEDULE_FORM.title),
    submit: plain('Schedule'),
    close: plain('Back'),
    blocks: [
      section(`*${listTitle({ id, ...list })}*`),
      {
        type: 'input',
        block_id: SEND_AT,
        label: plain(SCHEDULE_FORM.label),
        hint: plain(SCHEDULE_FORM.hint),
        element: {
          type: 'datetimepicker',
          action_id: SEND_AT,
          ...(sendAt && { initial_date_time: Math.floor(new Date(sendAt).getTime() / 1000) }),
        },
      },
    ],
  };
}
