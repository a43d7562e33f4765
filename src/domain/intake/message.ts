import { type Channel, channelOf } from '../channels/registry.ts';
import { countCharacters, inUnits, LONGEST_TYPED, tooLongFor, tooLongForSlack } from './text-limits.ts';

/** "144 characters, 3 parts", for showing while the person types; the refusal when it is too long. */
export function messageHint(text: string, channel: Channel): string {
  const counted = inUnits(countCharacters(text), 'character');
  const refusal = tooLong(text, channel);
  const measured = refusal || text === '' ? undefined : channelOf(channel).measure?.(text);
  if (!measured) return refusal ?? counted;
  const { parts, note } = measured;
  return `${counted}, ${inUnits(parts, 'part')}${note ? `. ${note}` : ''}`;
}

/** Why a message is too long for its channel, by how much, and what to do; nothing when it fits. */
export function tooLong(message: string, channel: Channel): string | undefined {
  const { longestMessage: longest, label } = channelOf(channel);
  if (longest === undefined || longest > LONGEST_TYPED) return tooLongForSlack(message);
  const excess = tooLongFor(message, longest, label);
  return excess && `The message is ${excess}`;
}
