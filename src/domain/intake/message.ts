import { type Channel, channelOf } from '../channels/registry.ts';
import { emojiCodeWarning } from './emoji.ts';
import { countCharacters, inUnits, LONGEST_TYPED, tooLongFor, tooLongForSlack } from './text-limits.ts';

/** "144 characters, 3 parts", for showing while the person types; the refusal when it is too long. */
export function messageHint(text: string, channel: Channel): string {
  const refusal = tooLong(text, channel);
  if (refusal) return refusal;
  const measured = text === '' ? undefined : channelOf(channel).measure?.(text);
  const counted = [
    inUnits(countCharacters(text), 'character'),
    ...(measured ? [inUnits(measured.parts, 'part')] : []),
  ].join(', ');
  const told = [measured?.note, emojiCodeWarning(text)].filter((note) => note !== undefined);
  return told.length > 0 ? `${counted}. ${told.join(' ')}` : counted;
}

/** Why a message is too long for its channel, by how much, and what to do; nothing when it fits. */
export function tooLong(message: string, channel: Channel): string | undefined {
  const { longestMessage: longest, label } = channelOf(channel);
  if (longest === undefined || longest > LONGEST_TYPED) return tooLongForSlack(message);
  const excess = tooLongFor(message, longest, label);
  return excess && `The message is ${excess}`;
}
