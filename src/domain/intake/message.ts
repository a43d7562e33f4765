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
 * What to know of a message while it is typed: what is wrong with it or how long it is, where that matters,
 * and what its channel makes of any.
 */
export function messageHint(text: string, channel: Channel): string | undefined {
  const definition = channelOf(channel);
  const standing = definition.kind === 'chat' ? definition.freeTextWarning : definition.messageHint;
  const told = [excess(text, channel) ?? size(text, channel), emojiCodeWarning(text), standing];
  return told.filter((one) => one !== undefined).join(' ') || undefined;
}

/** "3 characters too long for SMS."; what to do about it is said when it is sent all the same. */
function excess(text: string, channel: Channel): string | undefined {
  const longest = longestOf(channel);
  const count = countCharacters(text) - longest;
  const what = longest === LONGEST_TYPED ? 'a Slack form' : channelOf(channel).label;
  return count > 0 ? `${inUnits(count, 'character')} too long for ${what}.` : undefined;
}

/** "144 characters, 3 parts.": characters near their limit, parts from two on. */
function size(text: string, channel: Channel): string | undefined {
  const { measure } = channelOf(channel);
  const count = countCharacters(text);
  const longest = longestOf(channel);
  const isNear = count >= longest * NEAR;
  const { parts = 1, note } = (text !== '' && measure?.(text)) || {};
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
