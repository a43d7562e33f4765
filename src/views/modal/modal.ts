import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { type Channel, channelOf, isCallChannel } from '../../domain/channels/registry.ts';
import { FIELD_NAMES, isOption, type OptionGroup } from '../../domain/intake/fields/fields.ts';
import { attributeIn, isAttributeField } from '../../domain/templates/attribute-field.ts';
import {
  ACTION_BEGIN_EMPTY,
  ACTION_FEWER_OPTIONS,
  ACTION_MORE_OPTIONS,
  MODAL,
  NOTICE,
  TIME_THERE,
  TYPED_BEFORE,
} from '../ids.ts';
import { note, plain, section } from '../kit.ts';
import { BEGIN_EMPTY, KEPT_IN_SIGHT } from '../sentences/answers.ts';
import { confirmBlocks } from './confirm.ts';
import { chosenChannel, type ModalContent, optionsBelow, templateFields } from './content.ts';
import { attributeInput, fieldInput } from './inputs.ts';
import { writePrivateMetadata } from './private-metadata.ts';
import { responseInput, setAsideBlocks } from './quick-response.ts';
import { isMessageHidden, templateBlocks } from './templates.ts';

/** The modal of a reach-out. What a person has typed stays, because no block ever changes its id. */
export function buildModal(content: ModalContent): ModalView {
  const { metadata, values, channels } = content;
  const channel = chosenChannel(values, channels);
  const { text, unkept } = writePrivateMetadata(metadata);
  const groups = optionsBelow(content, channel);
  const options = groups.flatMap(({ names }) => names);
  const inSight = FIELD_NAMES.filter(
    (name) => isOption(name) && unkept.includes(name) && !options.includes(name),
  );
  const shown = templateFields(content.templates);
  const attributes = unkept.filter(isAttributeField).filter((field) => !shown.includes(field));
  return {
    type: 'modal',
    callback_id: MODAL,
    private_metadata: text,
    title: plain('Reach out'),
    submit: plain(channelOf(channel).submitLabel),
    close: plain('Cancel'),
    notify_on_close: true,
    blocks: [
      ...(content.notice ? [note(content.notice, NOTICE)] : []),
      ...(content.typedBefore ? [typedBefore(content.typedBefore)] : []),
      ...(content.asked ? confirmBlocks(content.asked, content) : []),
      ...(content.sendAtHint === undefined ? [] : [timeInput(content, content.sendAtHint)]),
      fieldInput('phone', content),
      ...(content.timeThere ? [note(content.timeThere, TIME_THERE)] : []),
      fieldInput('channel', content),
      ...(content.senders ? [fieldInput('sender', content)] : []),
      ...contentBlocks(content, channel),
      ...(isPlacePicked(content) ? [placeInput(content)] : []),
      metadata.more_options
        ? button(ACTION_FEWER_OPTIONS, 'Fewer options')
        : button(ACTION_MORE_OPTIONS, 'More options'),
      ...groups.flatMap((group) => optionInputs(group, content)),
      ...(inSight.length + attributes.length > 0 ? [note(KEPT_IN_SIGHT)] : []),
      ...inSight.map((name) => fieldInput(name, content)),
      ...attributes.map((field) => attributeInput({ name: attributeIn(field), fallback: '' }, content)),
    ],
  };
}

/** Each of them chooses a template. */
const TEMPLATE = ['knowledge_base_id', 'message_template_id', 'template'] as const;

function typedBefore(text: string): KnownBlock {
  const button = { type: 'button' as const, action_id: ACTION_BEGIN_EMPTY, text: plain(BEGIN_EMPTY) };
  return { ...section(text, button), block_id: TYPED_BEFORE };
}

/** What is said: a message, or a template in its place. */
function contentBlocks(content: ModalContent, channel: Channel): KnownBlock[] {
  const { templates } = content;
  const message = isMessageHidden(content)
    ? setAsideBlocks(content.setAside)
    : messageBlocks(content, channel);
  if (!templates) return message;
  const template = templateBlocks(content, templates);
  return templates.isFirst || templates.chosen ? [...template, ...message] : [...message, ...template];
}

function messageBlocks(content: ModalContent, channel: Channel): KnownBlock[] {
  const { responses, values, hints, setAside } = content;
  return [
    ...(responses ? [responseInput(values.quick_response, responses, hints.quick_response)] : []),
    messageInput(content, channel),
    ...setAsideBlocks(setAside),
  ];
}

function messageInput(content: ModalContent, channel: Channel): InputBlock {
  const input = fieldInput('message', content);
  const { messageLabel } = channelOf(channel);
  return {
    ...input,
    // A template takes the message's place.
    optional: !isCallChannel(channel) && TEMPLATE.some((name) => content.values[name]?.length),
    ...(messageLabel && { label: plain(messageLabel) }),
  };
}

/** Opened without a conversation, or in one that can't be posted in. */
function isPlacePicked({ metadata, placeHint }: ModalContent): boolean {
  return metadata.place_id === undefined || placeHint !== undefined;
}

function placeInput(content: ModalContent): InputBlock {
  const { placeHint } = content;
  return { ...fieldInput('conversation', content), ...(placeHint && { hint: plain(placeHint) }) };
}

function timeInput(content: ModalContent, hint: string): InputBlock {
  return { ...fieldInput('send_at', content), hint: plain(hint) };
}

function optionInputs({ group, label, names }: OptionGroup, content: ModalContent): KnownBlock[] {
  const header: KnownBlock = { type: 'header', block_id: `options_${group}`, text: plain(label) };
  return [header, ...names.map((name) => fieldInput(name, content))];
}

function button(id: string, text: string): KnownBlock {
  return { type: 'actions', block_id: id, elements: [{ type: 'button', action_id: id, text: plain(text) }] };
}
