import { isCall } from '../channels/registry.ts';
import { lookWarnings } from '../intake/warnings.ts';
import type { ReachOut } from './reach-out.ts';

/** What was warned of, as long as it may still come. */
export function openWarnings(reachOut: ReachOut): string[] {
  const { request, warnings } = reachOut;
  if (!hasComeThrough(reachOut)) return warnings;
  const holding = lookWarnings(request);
  return warnings.filter((warning) => holding.includes(warning));
}

/** A call that Amazon Connect has accepted was not refused; a message has arrived where that is told, or is answered. */
function hasComeThrough({ request, state, conversation }: ReachOut): boolean {
  if (isCall(request)) return state === 'started' || state === 'ended';
  return conversation?.receipt !== undefined || conversation?.customerAt !== undefined;
}
