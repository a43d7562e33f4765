import type { InputBlock, ModalView } from '@slack/types';
import * as z from 'zod';
import { type Channel, channelOf, isCallChannel } from '../../domain/channels/registry.ts';
import { FIRST_FIELDS } from '../../domain/intake/fields/first-fields.ts';
import type { ListContent } from '../../domain/many/list.ts';
import { COLUMN, FILE, MANY_MODAL, NOTICE } from '../ids.ts';
import { choiceInput, note, POSTABLE, plain } from '../kit.ts';
import { MOST_OPTIONS } from '../limits.ts';
import { confirmInput } from '../modal/confirm.ts';
import { keptFileText, MANY_FORM } from '../sentences/many-form.ts';
import type { Asked } from '../sentences/questions.ts';
import { truncate } from '../text.ts';
import { messageInputs } from './message-inputs.ts';

/** What the form of a list must know of itself when it comes back. */
export const manyMetadata = z.object({
  /** Minted when it was opened, and claimed when it is submitted. */
  list_id: z.uuid(),
  /** Where its message goes; absent while the person picks it in the form. */
  place_id: z.string().optional(),
  place_name: z.string().optional(),
  /** The file that was chosen before, as Slack can't show it in the input again. */
  file: z.object({ id: z.string(), name: z.string(), url: z.string().optional() }).optional(),
  /** The column of that file that was chosen before. */
  column: z.number().optional(),
  /** The template that was chosen before, while the chosen way has none. */
  template: z.object({ chosen: z.string(), name: z.string() }).optional(),
});

export type ManyMetadata = z.infer<typeof manyMetadata>;

export interface ManyContent {
  metadata: ManyMetadata;
  /** The channels that are set up, never none. */
  channels: Channel[];
  channel?: Channel;
  message?: string;
  /** Whether there may be a template in place of the message, and the one that is chosen. */
  offersTemplates?: boolean;
  template?: NonNullable<ListContent['template']>;
  /** The names of all whom it can come from, where a channel has a choice, and the one that is chosen. */
  senders?: string[];
  sender?: string;
  /** What is wrong, above all else. */
  notice?: string;
  asked?: Asked[];
  /** Where the column has to be chosen: the names of all, and those that may be it, likely ones first. */
  choice?: { columns: string[]; candidates: number[]; chosen?: number };
  /** What to know of the conversation, where one is to be picked. */
  placeHint?: string;
}

/** The form of a list. */
export function buildMany(content: ManyContent): ModalView {
  const { metadata, channels, notice, asked = [], choice, placeHint } = content;
  const { channel = channels[0], offersTemplates = false } = content;
  const { file } = metadata;
  const isChat = channel !== undefined && !isCallChannel(channel);
  return {
    type: 'modal',
    callback_id: MANY_MODAL,
    private_metadata: JSON.stringify(metadata),
    title: plain(MANY_FORM.title),
    submit: plain(MANY_FORM.submit),
    close: plain('Cancel'),
    blocks: [
      ...(notice ? [note(notice, NOTICE)] : []),
      ...(asked.length > 0 ? [confirmInput(asked)] : []),
      ...(file ? [note(keptFileText(truncate(file.name, LONGEST_NAME)))] : []),
      fileInput(file !== undefined),
      ...(choice ? [columnInput(choice)] : []),
      channelInput(channels, channel, offersTemplates),
      ...(content.senders?.length ? [senderInput(content.senders, content.sender)] : []),
      ...messageInputs(content, offersTemplates && isChat),
      ...(placeHint === undefined ? [] : [placeInput(placeHint)]),
    ],
  };
}

const LONGEST_NAME = 100;

const SENDER = 'sender';

/** Those that spreadsheets save as. */
const FILE_TYPES = ['csv', 'txt', 'tsv', 'text'];

function fileInput(isKept: boolean): InputBlock {
  return {
    type: 'input',
    block_id: FILE,
    optional: isKept,
    label: plain(isKept ? MANY_FORM.anotherFile : MANY_FORM.file),
    hint: plain(MANY_FORM.fileHint),
    element: { type: 'file_input', action_id: FILE, filetypes: FILE_TYPES, max_files: 1 },
  };
}

function columnInput({ columns, candidates, chosen }: NonNullable<ManyContent['choice']>): InputBlock {
  const choices = candidates.slice(0, MOST_OPTIONS).map((column) => ({
    value: String(column),
    label: columns[column] ?? '',
  }));
  return {
    type: 'input',
    block_id: COLUMN,
    label: plain(MANY_FORM.column),
    element: choiceInput('static_select', COLUMN, choices, chosen === undefined ? undefined : String(chosen)),
  };
}

/** The form follows it where only some ways have templates. */
function channelInput(
  channels: Channel[],
  chosen: Channel | undefined,
  offersTemplates: boolean,
): InputBlock {
  const choices = channels.map((channel) => ({ value: channel, label: channelOf(channel).label }));
  return {
    type: 'input',
    block_id: 'channel',
    ...(offersTemplates && channels.some(isCallChannel) && { dispatch_action: true }),
    label: plain('By'),
    element: choiceInput('radio_buttons', 'channel', choices, chosen),
  };
}

/** Of another channel than the one that is chosen, none is taken. */
function senderInput(names: string[], chosen: string | undefined): InputBlock {
  const choices = names.map((name) => ({ value: name, label: name }));
  return {
    type: 'input',
    block_id: SENDER,
    optional: true,
    label: plain(FIRST_FIELDS.sender.label),
    hint: plain(MANY_FORM.senderHint),
    element: choiceInput('static_select', SENDER, choices, chosen),
  };
}

function placeInput(hint: string): InputBlock {
  return {
    type: 'input',
    block_id: 'conversation',
    label: plain('Post updates in'),
    hint: plain(hint),
    element: {
      type: 'conversations_select',
      action_id: 'conversation',
      filter: POSTABLE,
    },
  };
}
