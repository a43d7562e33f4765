import type { Channel } from '../channels/registry.ts';
import type { Actor, Entry } from '../kernel/actor.ts';
import { maskPhoneNumber } from '../phone/mask-phone-number.ts';

/** What the audit trail says of a change of the do-not-contact list. The reason may hold anything, and is left out. */
export function accountOf(
  actor: Actor,
  action: 'blocked' | 'unblocked',
  { recipient, channel }: { recipient: string; channel?: Channel },
): Entry {
  return { actor, action, detail: { number: maskPhoneNumber(recipient), channel: channel ?? 'all' } };
}
