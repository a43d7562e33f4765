import { CHANNELS } from '../../domain/channels/registry.ts';
import { maskPhoneNumber } from '../../domain/phone/mask-phone-number.ts';
import { isGone, type ReachOut } from '../../domain/reach-out/reach-out.ts';
import { escapeText, slackDate } from '../text.ts';

/** "SMS to +1 …0152", "SMS from Support to +1 …0152". */
export function toWhom(reachOut: ReachOut, sender?: string): string {
  const { channel, recipient } = reachOut.request;
  const whom = isGone(reachOut) ? NOBODY_KNOWN : maskPhoneNumber(recipient);
  return `${CHANNELS[channel].label}${sender ? ` from ${escapeText(sender)}` : ''} to ${whom}`;
}

const NOBODY_KNOWN = 'a number no longer known';

/** Why number and text are not shown; undefined where they are. */
export function goneText({ erasedAt, isUnreadable }: ReachOut): string | undefined {
  if (erasedAt) return `Number and text erased ${slackDate(erasedAt, '{date_short_pretty}')}`;
  return isUnreadable
    ? ":warning: Number and text can't be read any more: their encryption key is gone"
    : undefined;
}
