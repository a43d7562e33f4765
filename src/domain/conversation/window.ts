import { differenceInHours } from 'date-fns';
import { channelOf } from '../channels/registry.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';

/** Whether it is known that the channel takes nothing but templates any more. */
export function isWindowClosed({ request, conversation }: ReachOut, now: Date): boolean {
  const definition = channelOf(request.channel);
  const { customerAt } = conversation ?? {};
  if (definition.kind !== 'chat' || !definition.windowHours || customerAt === undefined) return false;
  return differenceInHours(now, customerAt) >= definition.windowHours;
}
