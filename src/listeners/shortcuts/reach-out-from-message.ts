import type { MessageShortcut, SlackShortcutMiddlewareArgs } from '@slack/bolt';
import { findPhoneNumbers } from '../../domain/phone/find-phone-numbers.ts';
import { NUMBERS_IN_MESSAGE } from '../../views/sentences/answers.ts';
import { type Deps, formSettings } from '../deps.ts';
import { homeSignOf } from '../home-sign.ts';
import { openModal } from '../open-modal.ts';
import { messageText } from './message-text.ts';

/** From a message: the modal with the first phone number in it, and the card in that message's thread. */
export function reachOutFromMessage(deps: Deps) {
  return async ({ ack, shortcut }: SlackShortcutMiddlewareArgs<MessageShortcut>): Promise<void> => {
    await ack();
    const { message, channel, user, trigger_id } = shortcut;
    const text = messageText(message);
    const homeSign = await homeSignOf(deps, user.id, text);
    const [phone, ...others] = findPhoneNumbers(text, formSettings(deps, homeSign));
    const [asWritten] = phone ? findPhoneNumbers(text, deps.context.settings) : [];
    await openModal(deps, {
      door: 'message_shortcut',
      triggerId: trigger_id,
      userId: user.id,
      placeId: channel.id,
      placeName: channel.name,
      threadTs: (message.thread_ts as string | undefined) ?? message.ts,
      values: phone ? { phone } : {},
      ...{ homeSign, wasNational: phone !== asWritten },
      ...(!phone && { notice: NUMBERS_IN_MESSAGE.none }),
      ...(others.length > 0 && { notice: NUMBERS_IN_MESSAGE.several }),
    });
  };
}
