import type { Channel } from '../channels/registry.ts';
import type { Actor, Entry } from '../kernel/actor.ts';
import { maskPhoneNumber } from '../phone/mask-phone-number.ts';

/** Seven digits or more, however they are set apart. */
const NUMBER = /\+?\d(?:[\s().-]*\d){6,}/g;

/** What the audit trail says of a change of the do-not-contact list. A number in the reason is left out. */
export function accountOf(
  actor: Actor,
  action: 'blocked' | 'unblocked',
  { recipient, channel, reason }: { recipient: string; channel?: Channel; reason?: string },
): Entry {
  const why = reason?.replaceAll(NUMBER, '…');
  const detail = {
    number: maskPhoneNumber(recipient),
    channel: channel ?? 'all',
    ...(why && { reason: why }),
  };
  return { actor, action, detail };
}
