import type { ModalView } from '@slack/types';
import type { FullNumber } from '../domain/reach-out/show-number.ts';
import { SHOW_NUMBER_MODAL } from './ids.ts';
import { plain, section } from './kit.ts';

/** The full number, for one person alone. */
export function buildNumber({ international, e164 }: FullNumber): ModalView {
  return {
    type: 'modal',
    callback_id: SHOW_NUMBER_MODAL,
    title: plain('Number'),
    close: plain('Close'),
    blocks: [section(`*${international}*\n\`${e164}\``)],
  };
}
