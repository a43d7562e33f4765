import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { type Channel, channelOf, isCallChannel } from '../../domain/channels/registry.ts';
import { FIELD_NAMES, isOption, optionsOf } from '../../domain/intake/fields/fields.ts';
import { ACTION_MORE_OPTIONS, MODAL, NOTICE } from '../ids.ts';
import { plain } from '../kit.ts';
import { confirmInput } from './confirm.ts';
import { chosenChannel, type ModalContent } from './content.ts';
import { fieldInput } from './inputs.ts';
import { writePrivateMetadata } from './private-metadata.ts';

/** The modal of a reach-out. What a person has typed stays, because no block ever changes its id. */
export function buildModal(content: ModalContent): ModalView {
  const { metadata, values, channels } = content;
  const channel = chosenChannel(values, channels);
  const { text, unkept } = writePrivateMetadata(metadata);
  const options = metadata.more_options ? optionsOf(channel) : [];
  const inSight = FIELD_NAMES.filter(
    (name) => isOption(name) && unkept.includes(name) && !options.includes(name),
  );
  return {
    type: 'modal',
    callback_id: MODAL,
    private_metadata: text,
    title: plain('Reach out'),
    submit: plain(channelOf(channel).submitLabel),
    close: plain('Cancel'),
    blocks: [
      ...(content.notice ? [note(content.notice, NOTICE)] : []),
      ...(content.asked ? [confirmInput(content.asked)] : []),
      fieldInput('phone', content),
      fieldInput('channel', content),
      messageInput(content, channel),
      ...(content.pickConversation ? [fieldInput('conversation', content)] : []),
      ...(metadata.more_options ? [] : [moreOptionsButton]),
      ...options.map((name) => fieldInput(name, content)),
      ...(inSight.length > 0 ? [note(KEPT_IN_SIGHT)] : []),
      ...inSight.map((name) => fieldInput(name, content)),
    ],
  };
}

/** Answers for another channel that are too long to be kept out of sight. */
const KEPT_IN_SIGHT = 'Not used for this channel. Kept in sight because it is too long to be put away:';

function note(text: string, block_id?: string): KnownBlock {
  return { type: 'context', ...(block_id && { block_id }), elements: [plain(text)] };
}

function messageInput(content: ModalContent, channel: Channel): InputBlock {
  const input = fieldInput('message', content);
  const { messageLabel, messageHint } = channelOf(channel);
  return {
    ...input,
    // A template takes the message's place, so with its fields in sight the message may stay empty.
    optional: content.metadata.more_options === true && !isCallChannel(channel),
    ...(messageLabel && { label: plain(messageLabel) }),
    hint: plain(content.hints.message ?? messageHint),
  };
}

const moreOptionsButton: KnownBlock = {
  type: 'actions',
  block_id: ACTION_MORE_OPTIONS,
  elements: [{ type: 'button', action_id: ACTION_MORE_OPTIONS, text: plain('More options') }],
};
