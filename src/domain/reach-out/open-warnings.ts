import { isCall } from '../channels/registry.ts';
import { lookWarnings } from '../intake/warnings.ts';
import type { ReachOut } from './reach-out.ts';

/** What was warned of, as long as it may still come. */
export function openWarnings(reachOut: ReachOut): string[] {
  const { request, warnings } = reachOut;
  if (!isPast(reachOut)) return warnings;
  const holding = lookWarnings(request);
  return warnings.filter((warning) => holding.includes(warning));
}

/** A call has been accepted; a message has arrived where that is told, or is answered; or it was taken back. */
function isPast({ request, state, conversation }: ReachOut): boolean {
  if (state === 'cancelled') return true;
  if (isCall(request)) return state === 'started' || state === 'ended';
  return conversation?.receipt !== undefined || conversation?.customerAt !== undefined;
}
