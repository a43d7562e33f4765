import { CHANNEL_NAMES, type Channel } from '../../domain/channels/registry.ts';
import type { DirectoryList } from '../../domain/intake/fields/field.ts';
import { type FieldName, type OptionGroup, optionGroupsOf } from '../../domain/intake/fields/fields.ts';
import type { FieldErrors, FormValues } from '../../domain/intake/form.ts';
import { attributeField } from '../../domain/templates/attribute-field.ts';
import type { TemplateAttribute } from '../../domain/templates/templates.ts';
import type { Asked } from '../sentences/questions.ts';
import type { PrivateMetadata } from './private-metadata.ts';
import type { ResponseNames } from './quick-response.ts';

/** What the modal of a reach-out is built from. */
export interface ModalContent extends Asides {
  metadata: PrivateMetadata;
  /** The channels that are set up, never none. */
  channels: Channel[];
  /** The names of the channel's senders; absent where there is no choice. */
  senders?: string[];
  values: FormValues;
  /** What is shown below the inputs while the person types. */
  hints: FieldErrors;
  lists: Lists;
  /** Absent where no quick responses are set up. */
  responses?: ResponseNames;
  /** Absent where no templates are offered. */
  templates?: TemplateSection;
  /** What is to be filled in first, in a modal that opens. */
  focus?: FieldName;
  /** What clocks show where the number may be. */
  timeThere?: string;
  /** It was filled in for another number: Slack forgets it once no view has its input. */
  forgetsTime?: boolean;
}

/** Where a template is chosen by name, and what is to be known of the chosen one. */
export interface TemplateSection {
  /** Whether it stands before the message, and why. */
  isFirst: boolean;
  hint?: string;
  chosen?: {
    name?: string;
    attributes: TemplateAttribute[];
    /** What the customer reads, and whatever stands in the way. */
    notes: string[];
    /** The version that it is of. */
    shown?: string;
  };
}

/** What a view holds beside the fields. */
export interface Asides {
  /** Something to know before filling it in. */
  notice?: string;
  /** That what was typed before is back, in Slack's markup. */
  typedBefore?: string;
  /** What must be confirmed before it goes. */
  asked?: Asked[];
  /** Where a conversation with the same number is open. */
  openThread?: string;
  /** The earlier reach-outs to the same number. */
  earlier?: string;
  /** What to know of the time to send at, where one is offered. */
  sendAtHint?: string;
  /** What to know of the conversation, where one is to be picked. */
  placeHint?: string;
  /** What was written before a quick response took its place, newest first. */
  setAside?: string[];
}

/** What lists can be searched by name just now, and the names of what they hold. */
export interface Lists {
  isListable(list: DirectoryList): boolean;
  nameOf(list: DirectoryList, id: string): string | undefined;
}

/** The options in sight: all of them, or each group in which something is filled in. */
export function shownOptions(
  { more_options }: PrivateMetadata,
  values: FormValues,
  channel: Channel,
): OptionGroup[] {
  const isFilled = (name: FieldName) => [values[name] ?? []].flat().some((answer) => answer.trim() !== '');
  return optionGroupsOf(channel).filter(({ names }) => more_options || names.some(isFilled));
}

/** The options below the first screen; a time that is offered stands above it. */
export function optionsBelow(content: ModalContent, channel: Channel): OptionGroup[] {
  const { metadata, values, sendAtHint, forgetsTime } = content;
  const groups = shownOptions(metadata, values, channel);
  if (sendAtHint === undefined && !forgetsTime) return groups;
  return groups
    .map((group) => ({ ...group, names: group.names.filter((name) => name !== 'send_at') }))
    .filter(({ names }) => names.length > 0);
}

/** The fields of a section that are in sight. */
export function templateFields(section: TemplateSection | undefined): string[] {
  const attributes = section?.chosen?.attributes.map(({ name }) => attributeField(name)) ?? [];
  return section ? ['template', ...attributes] : [];
}

/** The channel that the modal is for: the one chosen, or else the first that is set up. */
export function chosenChannel({ channel }: FormValues, channels: Channel[]): Channel {
  return channels.find((each) => each === channel) ?? channels[0] ?? CHANNEL_NAMES[0];
}
