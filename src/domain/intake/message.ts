import { type Channel, channelOf } from '../channels/registry.ts';
import { emojiCodeWarning } from './emoji.ts';
import {
  countCharacters,
  inUnits,
  LONGEST_TYPED,
  tooLongFor,
  tooLongForSlack,
  withCommas,
} from './text-limits.ts';

/** From so much of a limit on, people want to know how much is left. */
const NEAR = 0.9;

/**
 * What to know of a message while it is typed: how long it is, where that matters, and what its channel makes
 * of any. That it is too long is said as an error, when it is sent all the same.
 */
export function messageHint(text: string, channel: Channel): string | undefined {
  return hintOf(text, channel, size(text, channel, longestOf(channel)));
}

/** The same of an answer in a chat, which takes so many characters: its length is always told. */
export function replyHint(text: string, channel: Channel, longest: number): string | undefined {
  return hintOf(text, channel, text ? size(text, channel, longest, true) : undefined);
}

function hintOf(text: string, channel: Channel, ofSize: string | undefined): string | undefined {
  const definition = channelOf(channel);
  const standing = definition.kind === 'chat' ? definition.freeTextWarning : definition.messageHint;
  // Below a field nothing is marked up.
  const ofEmoji = emojiCodeWarning(text)?.replaceAll('`', '');
  return [ofSize, ofEmoji, standing].filter((one) => one !== undefined).join(' ') || undefined;
}

/** "144 characters, 3 parts.": characters near their limit, parts from two on, unless it is always told. */
function size(text: string, channel: Channel, longest: number, isAlwaysTold = false): string | undefined {
  const { measure } = channelOf(channel);
  const count = countCharacters(text);
  const isNear = count >= longest * NEAR;
  // What is too long is not sent, in however many parts.
  const isSent = count > 0 && count <= longest;
  const { parts = 0, note } = (isSent && measure?.(text)) || {};
  if (!isNear && parts <= 1 && !isAlwaysTold) return undefined;
  const characters = isNear
    ? `${withCommas(count)} of ${inUnits(longest, 'character')}`
    : inUnits(count, 'character');
  const inParts = parts > 1 || (parts === 1 && isAlwaysTold) ? `, ${inUnits(parts, 'part')}` : '';
  return `${characters}${inParts}.${note && parts > 1 ? ` ${note}` : ''}`;
}

/** Why a message is too long for its channel, by how much, and what to do; nothing when it fits. */
export function tooLong(message: string, channel: Channel): string | undefined {
  const longest = longestOf(channel);
  if (longest === LONGEST_TYPED) return tooLongForSlack(message);
  const excess = tooLongFor(message, longest, channelOf(channel).label);
  return excess && `The message is ${excess}`;
}

/** In characters, of the channel and of what a form can hold. */
function longestOf(channel: Channel): number {
  return Math.min(channelOf(channel).longestMessage ?? LONGEST_TYPED, LONGEST_TYPED);
}
