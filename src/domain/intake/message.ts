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
  return joined(size(text, channel, longestOf(channel)), emojiHint(text), standingHint(channel));
}

/**
 * The same of an answer in a chat, which takes so many characters: its length is always told. What the channel makes of
 * any is known already where the customer has answered.
 */
export function answerHint(
  text: string,
  channel: Channel,
  { longest, isAnswered }: { longest: number; isAnswered: boolean },
): string | undefined {
  const length = text ? size(text, channel, longest, true) : undefined;
  return joined(length, emojiHint(text), isAnswered ? undefined : standingHint(channel));
}

function joined(...told: (string | undefined)[]): string | undefined {
  return told.filter((one) => one !== undefined).join(' ') || undefined;
}

/** Below a field nothing is marked up. */
function emojiHint(text: string): string | undefined {
  return emojiCodeWarning(text)?.replaceAll('`', '');
}

function standingHint(channel: Channel): string | undefined {
  const definition = channelOf(channel);
  return definition.kind === 'chat' ? definition.freeTextWarning : definition.messageHint;
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
