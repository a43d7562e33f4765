import { differenceInHours } from 'date-fns';
import type { ReachOut } from '../reach-out/reach-out.ts';

/** WhatsApp takes free text for so long after the customer wrote last. Source: WhatsApp Business Platform, "Customer service window". */
const WINDOW_HOURS = 24;

/** Whether it is known that WhatsApp takes nothing but templates any more. */
export function isWindowClosed({ request, conversation }: ReachOut, now: Date): boolean {
  const { customerAt } = conversation ?? {};
  return (
    request.channel === 'whatsapp' &&
    customerAt !== undefined &&
    differenceInHours(now, customerAt) >= WINDOW_HOURS
  );
}
