import type { ModalView } from '@slack/types';
import * as z from 'zod';
import { REPLY_MODES, type ReplyMode } from '../domain/kernel/settings.ts';
import { REPLIES, SETTINGS_MODAL } from './ids.ts';
import { choiceInput, plain, section } from './kit.ts';
import { MODES, REPLIES_LABEL, SETTINGS_INTRO } from './sentences/settings.ts';

const metadata = z.object({ place_id: z.string().min(1) });

/** The place that a form is about. */
export function readSettingsMetadata(text: string): { place_id: string } {
  return metadata.parse(JSON.parse(text));
}

/** What becomes of what is typed in the threads of a place. */
export function buildSettings({
  placeId,
  mode,
  undoSeconds,
}: {
  placeId: string;
  mode: ReplyMode;
  undoSeconds: number;
}): ModalView {
  const choices = REPLY_MODES.map((value) => ({ value, label: MODES[value](undoSeconds) }));
  return {
    type: 'modal',
    callback_id: SETTINGS_MODAL,
    private_metadata: JSON.stringify({ place_id: placeId }),
    title: plain('Settings'),
    submit: plain('Save'),
    close: plain('Close'),
    blocks: [
      section(SETTINGS_INTRO),
      {
        type: 'input',
        block_id: REPLIES,
        label: plain(REPLIES_LABEL),
        element: choiceInput('radio_buttons', REPLIES, choices, mode),
      },
    ],
  };
}
