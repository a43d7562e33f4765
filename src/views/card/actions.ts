import type { Button, ConfirmationDialog, Overflow } from '@slack/types';
import { CHANNEL_AFTER_CALL, CHANNELS } from '../../domain/channels/registry.ts';
import { mayBeCancelled } from '../../domain/reach-out/cancel.ts';
import type { ReachOut, Retry } from '../../domain/reach-out/reach-out.ts';
import { mayBeStopped } from '../../domain/reach-out/stop.ts';
import { retriesOf } from '../../domain/reach-out/try-again.ts';
import { isScheduled } from '../../domain/schedule/find-scheduled.ts';
import {
  ACTION_CANCEL,
  ACTION_RESCHEDULE,
  ACTION_SEND_NOW,
  ACTION_SHOW_NUMBER,
  ACTION_STOP,
  ACTION_TRY_AGAIN,
  ACTION_TRY_BY_SMS,
  CARD_MENU,
} from '../ids.ts';
import { dialog, option, plain } from '../kit.ts';
import { LONGEST_BUTTON } from '../limits.ts';
import type { Names } from '../names.ts';
import { sendNowQuestion } from '../sentences/schedule.ts';
import { stopQuestion } from '../sentences/stop.ts';
import { toWhom } from '../sentences/whom.ts';
import { truncate } from '../text.ts';

/** Something that can be done about a reach-out. */
export interface Action {
  id: string;
  label: string;
  style?: 'danger';
  confirm?: ConfirmationDialog;
}

/** What can be done now; what matters most comes first. */
export function actionsOf(reachOut: ReachOut, { offers }: Pick<Names, 'offers'>): Action[] {
  return [
    ...(isScheduled(reachOut)
      ? [
          { id: ACTION_SEND_NOW, label: 'Send now', confirm: dialog(sendNowQuestion(reachOut)) },
          { id: ACTION_RESCHEDULE, label: 'Change time' },
        ]
      : []),
    ...(mayBeCancelled(reachOut) ? [{ id: ACTION_CANCEL, label: 'Cancel', style: 'danger' } as const] : []),
    ...(mayBeStopped(reachOut)
      ? [
          {
            id: ACTION_STOP,
            label: 'Stop',
            style: 'danger',
            confirm: dialog(stopQuestion(reachOut)),
          } as const,
        ]
      : []),
    ...retriesOf(reachOut).flatMap((retry) =>
      retry === 'again' || offers(CHANNEL_AFTER_CALL) ? [RETRY[retry]] : [],
    ),
  ];
}

/** Beside all else on each card whose number is known. */
export const SHOW_NUMBER: Action = { id: ACTION_SHOW_NUMBER, label: 'Show number' };

const RETRY: Record<Retry, Action> = {
  again: { id: ACTION_TRY_AGAIN, label: 'Try again' },
  by_sms: { id: ACTION_TRY_BY_SMS, label: `Send it by ${CHANNELS[CHANNEL_AFTER_CALL].label}` },
};

/** `words`: a few of the message, where nobody but the requester sees the button. */
export function buttonOf({ id, label, style, confirm }: Action, reachOut: ReachOut, words?: string): Button {
  const what = [`${label}: ${toWhom(reachOut)}`, words].filter(Boolean).join(', ');
  return {
    type: 'button',
    action_id: id,
    value: reachOut.id,
    text: plain(label),
    accessibility_label: truncate(what, LONGEST_BUTTON),
    ...(style && { style }),
    ...(confirm && { confirm }),
  };
}

/** The values tell the action and the reach-out that it is for. */
export function menuOf(actions: Action[], { id }: ReachOut): Overflow {
  return {
    type: 'overflow',
    action_id: CARD_MENU,
    options: actions.map((action) => option(action.label, `${action.id}:${id}`)),
  };
}
