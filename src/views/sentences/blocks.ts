import type { Block } from '../../domain/blocks/block.ts';
import { LONGEST_REASON } from '../../domain/blocks/block.ts';
import type { BlockResult } from '../../domain/blocks/block-number.ts';
import type { UnblockResult } from '../../domain/blocks/unblock-number.ts';
import { channelOf } from '../../domain/channels/registry.ts';
import { tooLongFor } from '../../domain/intake/text-limits.ts';
import { maskNumbers } from '../../domain/phone/mask-numbers.ts';
import { maskPhoneNumber } from '../../domain/phone/mask-phone-number.ts';
import type { Blocked } from '../../domain/policy/blocked.ts';

/** Made for the first number that is on the list, which keeps some milliseconds and megabytes out of the start. */
let days: Intl.DateTimeFormat | undefined;

function dayOf(since: string): string {
  days ??= new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
  return days.format(new Date(since));
}

/** "since 3 March 2026, for every channel: asked us to stop". A number in the reason is not shown. */
function standingText({ since, channel, source, reason }: Blocked): string {
  const day = `since ${dayOf(since)}, for ${channel ? channelOf(channel).label : 'every channel'}`;
  const why =
    source === 'customer' ? 'they asked for that themselves, with STOP' : reason && maskNumbers(reason);
  return why ? `${day}: ${why.replace(/[.\s]+$/, '')}` : day;
}

/** Read at the form and on the card. */
export function blockedText(blocked: Blocked, ask: string): string {
  return `On the do-not-contact list ${standingText(blocked)}. If that no longer holds, ask ${ask}.`;
}

export function optedOutText({ since }: { since?: string }, ask: string): string {
  const day = since ? ` since ${dayOf(since)}` : '';
  return `This number has opted out of text messages${day}, and AWS delivers none to it. Only they can opt back in, by texting START. Use another channel, or ask ${ask}.`;
}

export const NOT_CHECKED = "Not checked against AWS's opt-out list, which couldn't be asked just now.";

/** The same of what stands on the list. */
function standingOf({ at, ...block }: Block): string {
  return standingText({ ...block, since: at.toISOString() });
}

const AFTER_STOP =
  'They had asked for that themselves: AWS and their carrier may still hold back messages until they text START.';

const ONLY_STOP_HOLDS = 'Before, only their own STOP stood there.';

/** What whoever has put a number on the list reads, with what was so before. As plain text. */
export function blockAnswer(recipient: string, result: BlockResult): string {
  const number = maskPhoneNumber(recipient);
  const standing = standingOf(result.block);
  if (result.kind === 'already')
    return `${number} was on the do-not-contact list before, ${standing}. Nothing was changed.`;
  const others = result.before.map(standingOf);
  const before =
    others.length === 0
      ? 'It was not on it before.'
      : result.before.every(({ source }) => source === 'customer')
        ? `${ONLY_STOP_HOLDS} It stands there as well: ${others.join('; ')}.`
        : `It was on it before: ${others.join('; ')}.`;
  return `${number} is on the do-not-contact list ${standing}. ${before}`;
}

/** The same of one that was taken off. */
export function unblockAnswer(recipient: string, result: UnblockResult): string {
  const number = maskPhoneNumber(recipient);
  switch (result.kind) {
    case 'not_listed':
      return `${number} is not on the do-not-contact list. Nothing was changed.`;
    case 'wider':
      return `${number} is on the do-not-contact list ${standingOf(result.block)}. It can't be taken off for one channel alone: leave the channel out to take it off, then block the others. Nothing was changed.`;
    case 'unblocked': {
      const { blocks, left } = result;
      const stop = blocks.some(({ source }) => source === 'customer') ? ` ${AFTER_STOP}` : '';
      const rest = left.length > 0 ? ` It is still on it ${left.map(standingOf).join('; ')}.` : '';
      return `${number} was taken off the do-not-contact list. It had been on it ${blocks.map(standingOf).join('; ')}.${rest}${stop}`;
    }
  }
}

/** Of one that was asked for. */
export function checkAnswer(recipient: string, blocks: Block[]): string {
  const number = maskPhoneNumber(recipient);
  if (blocks.length === 0) return `${number} is not on the do-not-contact list.`;
  return `${number} is on the do-not-contact list ${blocks.map(standingOf).join('; ')}.`;
}

export const ONLY_ADMINS_BLOCK = 'Only admins can change the do-not-contact list. Nothing was changed.';

/** `why`: what is wrong with the number. */
export function unnumberedText(why: string): string {
  return `${why} Nothing was changed.`;
}

export const ONE_NUMBER =
  'More than one phone number was found in what you typed. Nothing was changed. Type one at a time.';

/** Undefined where it fits. */
export function reasonFault(reason: string): string | undefined {
  const fault = tooLongFor(reason, LONGEST_REASON);
  return fault && `The reason is ${fault} Nothing was changed.`;
}
