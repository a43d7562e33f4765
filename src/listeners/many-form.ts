import { CHANNEL_NAMES, type Channel } from '../domain/channels/registry.ts';
import { allSenderNames } from '../domain/channels/senders.ts';
import type { ListContent } from '../domain/many/list.ts';
import { COLUMN, FILE } from '../views/ids.ts';
import type { ManyContent, ManyMetadata } from '../views/many/form.ts';
import { findBlock } from './asides.ts';
import { type Deps, offeredChannels } from './deps.ts';
import type { FormView } from './form-values.ts';
import { answerIn, type ChosenFile, chosenIn, filesIn } from './form-values.ts';

/** What was filled in to the form of a list. */
export interface TypedList {
  file?: ChosenFile;
  channel: Channel;
  message: string;
  template?: NonNullable<ListContent['template']>;
  sender?: string;
  column?: number;
}

/** The file that was chosen before stays, with its column, where no other is; and so does a template out of sight. */
export function readMany(view: FormView, { file: kept, ...metadata }: ManyMetadata): TypedList {
  const [picked] = filesIn(view, FILE);
  const file = picked ?? kept;
  const channel = CHANNEL_NAMES.find((name) => name === answerIn(view, 'channel'));
  const sender = answerIn(view, 'sender');
  const answered = answerIn(view, COLUMN);
  const column = typeof answered === 'string' && answered ? Number(answered) : metadata.column;
  const template = offersTemplate(view) ? chosenIn(view, 'template') : metadata.template;
  return {
    ...(file && { file }),
    channel: channel ?? CHANNEL_NAMES[0],
    message: String(answerIn(view, 'message') ?? ''),
    ...(template && { template }),
    ...(typeof sender === 'string' && { sender }),
    // The column was one of the other file's.
    ...(!picked && column !== undefined && { column }),
  };
}

export function offersTemplate(view: FormView): boolean {
  return findBlock(view, 'template') !== undefined;
}

/** The same form again. */
export function manyAgain(
  { context: { settings, templates } }: Deps,
  { column: _, template: __, ...metadata }: ManyMetadata,
  typed: TypedList,
): ManyContent {
  const { file, column, channel, message, template, sender } = typed;
  const kept = {
    ...(file && { file }),
    ...(column !== undefined && { column }),
    ...(template && { template }),
  };
  const channels = offeredChannels(settings);
  return {
    metadata: { ...metadata, ...kept },
    ...{ channels, senders: allSenderNames(settings, channels), offersTemplates: templates !== undefined },
    ...{ channel, message, ...(template && { template }), ...(sender && { sender }) },
  };
}
