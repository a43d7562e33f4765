import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { CHANNEL_NAMES, type Channel, channelOf, isCallChannel } from '../../domain/channels/registry.ts';
import { CHAT_FIELDS, type FieldErrors, type FormValues, VOICE_FIELDS } from '../../domain/intake/form.ts';
import { LONGEST_TYPED } from '../../domain/intake/text-limits.ts';
import { ACTION_MORE_OPTIONS, MODAL } from '../ids.ts';
import { initialText, type Lists, option, optionInput, plain } from './inputs.ts';
import { type PrivateMetadata, writePrivateMetadata } from './private-metadata.ts';

export interface ModalContent {
  metadata: PrivateMetadata;
  /** The channels that are set up, never none. */
  channels: Channel[];
  values: FormValues;
  /** What is shown below the inputs while the person types. */
  hints: FieldErrors;
  /** Opened without a conversation, so one must be picked. */
  pickConversation: boolean;
  /** Something to know before filling it in. */
  notice?: string;
  lists: Lists;
}

/** The modal of a reach-out. What a person has typed stays, because no block ever changes its id. */
export function buildModal(content: ModalContent): ModalView {
  const { metadata, values, channels } = content;
  const channel = chosenChannel(values, channels);
  const { text, unkept } = writePrivateMetadata(metadata);
  return {
    type: 'modal',
    callback_id: MODAL,
    private_metadata: text,
    title: plain('Reach out'),
    submit: plain(channelOf(channel).submitLabel),
    close: plain('Cancel'),
    blocks: [
      ...(content.notice ? [notice(content.notice)] : []),
      phoneInput(content),
      channelInput(channels, channel),
      messageInput(content, channel),
      ...(content.pickConversation ? [conversationInput(values)] : []),
      ...(metadata.more_options ? moreOptions(channel, content) : [moreOptionsButton]),
      ...inSight(unkept, channel, content),
    ],
  };
}

/** The channel that the modal is for: the one chosen, or else the first that is set up. */
export function chosenChannel(values: FormValues, channels: Channel[]): Channel {
  return channels.find((channel) => channel === values.channel) ?? channels[0] ?? CHANNEL_NAMES[0];
}

export function optionFields(channel: Channel) {
  return isCallChannel(channel) ? VOICE_FIELDS : CHAT_FIELDS;
}

function notice(text: string): KnownBlock {
  return { type: 'context', block_id: 'notice', elements: [{ type: 'plain_text', text }] };
}

const whileTyping = { trigger_actions_on: ['on_character_entered'] } as {
  trigger_actions_on: ['on_character_entered'];
};

function phoneInput({ values, hints }: ModalContent): InputBlock {
  return {
    type: 'input',
    block_id: 'phone',
    dispatch_action: true,
    label: plain('Phone number'),
    hint: plain(hints.phone ?? 'With the country code, written any way you like.'),
    element: {
      type: 'plain_text_input',
      action_id: 'phone',
      placeholder: plain('+1 206 555 0152'),
      dispatch_action_config: whileTyping,
      focus_on_load: !values.phone,
      ...initialText(values.phone),
    },
  };
}

function channelInput(channels: Channel[], channel: Channel): InputBlock {
  const options = channels.map((each) => option(channelOf(each).label, each));
  const chosen = options.find(({ value }) => value === channel);
  return {
    type: 'input',
    block_id: 'channel',
    dispatch_action: true,
    label: plain('Channel'),
    element: {
      type: 'radio_buttons',
      action_id: 'channel',
      options,
      ...(chosen && { initial_option: chosen }),
    },
  };
}

function messageInput({ values, hints, metadata }: ModalContent, channel: Channel): InputBlock {
  return {
    type: 'input',
    block_id: 'message',
    dispatch_action: true,
    // A template takes the message's place, so with its fields in sight the message may stay empty.
    optional: metadata.more_options === true && !isCallChannel(channel),
    label: plain(channelOf(channel).messageLabel),
    hint: plain(hints.message ?? channelOf(channel).messageHint),
    element: {
      type: 'plain_text_input',
      action_id: 'message',
      multiline: true,
      max_length: LONGEST_TYPED,
      dispatch_action_config: whileTyping,
      focus_on_load: Boolean(values.phone) && !values.message,
      ...initialText(values.message),
    },
  };
}

function conversationInput({ conversation }: FormValues): InputBlock {
  return {
    type: 'input',
    block_id: 'conversation',
    label: plain('Tell about it in'),
    hint: plain('A channel that Reach Out is a member of. The thread of this reach-out goes there.'),
    element: {
      type: 'conversations_select',
      action_id: 'conversation',
      filter: { include: ['public', 'private', 'mpim', 'im'], exclude_external_shared_channels: false },
      ...(typeof conversation === 'string' && conversation
        ? { initial_conversation: conversation }
        : { default_to_current_conversation: true }),
    },
  };
}

const moreOptionsButton: KnownBlock = {
  type: 'actions',
  block_id: ACTION_MORE_OPTIONS,
  elements: [{ type: 'button', action_id: ACTION_MORE_OPTIONS, text: plain('More options') }],
};

function moreOptions(channel: Channel, { values, lists }: ModalContent): KnownBlock[] {
  return optionFields(channel).map((name) => optionInput(name, values[name], lists));
}

/** Answers for another channel that are too long to be kept out of sight. */
function inSight(
  unkept: string[],
  channel: Channel,
  { metadata, values, lists }: ModalContent,
): KnownBlock[] {
  const shown: readonly string[] = metadata.more_options ? optionFields(channel) : [];
  const all = new Set([...CHAT_FIELDS, ...VOICE_FIELDS]);
  const names = [...all].filter((name) => unkept.includes(name) && !shown.includes(name));
  if (names.length === 0) return [];
  const why = 'Not used for this channel. Kept in sight because it is too long to be put away:';
  return [
    { type: 'context', elements: [plain(why)] },
    ...names.map((name) => optionInput(name, values[name], lists)),
  ];
}
