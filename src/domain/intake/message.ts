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
  const definition = channelOf(channel);
  const standing = definition.kind === 'chat' ? definition.freeTextWarning : definition.messageHint;
  return joined(textHint(text, channel), standing);
}

/** The same without what its channel makes of any. */
export function textHint(text: string, channel: Channel): string | undefined {
  // Below a field nothing is marked up.
  return joined(size(text, channel), emojiCodeWarning(text)?.replaceAll('`', ''));
}

function joined(...told: (string | undefined)[]): string | undefined {
  return told.filter((one) => one !== undefined).join(' ') || undefined;
}

/** "144 characters, 3 parts.": characters near their limit, parts from two on. */
function size(text: string, channel: Channel): string | undefined {
  const { measure } = channelOf(channel);
  const count = countCharacters(text);
  const longest = longestOf(channel);
  const isNear = count >= longest * NEAR;
  // What is too long is not sent, in however many parts.
  const isSent = count > 0 && count <= longest;
  const { parts = 1, note } = (isSent && measure?.(text)) || {};
  if (!isNear && parts === 1) return undefined;
  const characters = isNear
    ? `${withCommas(count)} of ${inUnits(longest, 'character')}`
    : inUnits(count, 'character');
  return `${characters}${parts > 1 ? `, ${inUnits(parts, 'part')}` : ''}.${note ? ` ${note}` : ''}`;
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
