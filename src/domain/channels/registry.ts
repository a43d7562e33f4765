import type { ChannelDefinition } from './channel.ts';
import { sms } from './sms.ts';
import { voice } from './voice.ts';
import { whatsapp } from './whatsapp.ts';

/** Every channel there is, in the order in which they are offered. The key is what is stored and what forms send. */
export const CHANNELS = { sms, whatsapp, voice };

export type Channel = keyof typeof CHANNELS;
export type ChatChannel = NamesOf<'chat'>;
export type CallChannel = NamesOf<'call'>;

type NamesOf<Kind> = {
  [Name in Channel]: (typeof CHANNELS)[Name]['kind'] extends Kind ? Name : never;
}[Channel];

export const CHANNEL_NAMES = Object.keys(CHANNELS) as [Channel, ...Channel[]];

export const CHAT_CHANNELS = CHANNEL_NAMES.filter((name) => !isCallChannel(name)) as [
  ChatChannel,
  ...ChatChannel[],
];
export const CALL_CHANNELS = CHANNEL_NAMES.filter(isCallChannel);

/** By which a person is written to whom a call did not reach. */
export const CHANNEL_AFTER_CALL: Channel = 'sms';

/** For a regular expression that ignores case. */
export const CHANNEL_WORDS = wordsOf(CHANNEL_NAMES);
export const CHAT_WORDS = wordsOf(CHAT_CHANNELS);

function wordsOf(names: Channel[]): string {
  return names.flatMap((name) => CHANNELS[name].words).join('|');
}

/** Widened to the contract, for what not every channel decides. */
export function channelOf(name: Channel): ChannelDefinition {
  return CHANNELS[name];
}

/** Whether its contacts are calls, and not chats. */
export function isCallChannel(name: Channel): name is CallChannel {
  return CHANNELS[name].kind === 'call';
}

export function isCall<Request extends { channel: Channel }>(
  request: Request,
): request is Extract<Request, { channel: CallChannel }> {
  return isCallChannel(request.channel);
}

/** For so many hours after the customer wrote last, free text goes; undefined where it always does. */
export function windowHoursOf(name: Channel): number | undefined {
  const definition = channelOf(name);
  return definition.kind === 'chat' ? definition.windowHours : undefined;
}

/** The channel whose numbers are imported from this service of AWS. */
export function channelImportedFrom(service: string | undefined): ChatChannel | undefined {
  return CHAT_CHANNELS.find((name) => CHANNELS[name].importedFrom === service);
}

/** The channel that a word of the command stands for, in any case. */
export function channelOfWord(word: string): Channel | undefined {
  return CHANNEL_NAMES.find((name) => CHANNELS[name].words.includes(word.toLowerCase()));
}
