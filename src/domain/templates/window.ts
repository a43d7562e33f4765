import { addHours, subDays } from 'date-fns';
import { type ChatChannel, windowHoursOf } from '../channels/registry.ts';
import type { Call, Context } from '../kernel/context.ts';

/** Whether a customer can be written to freely: where the channel closes that, as far as it is known. */
export type Window = 'always' | 'open' | 'over' | 'unknown';

interface Between {
  channel: ChatChannel;
  /** E.164; absent where the number isn't known yet. */
  recipient?: string;
  /** ARN of the sending phone number. */
  sourceArn: string;
}

/** So long ago, it is known that a customer wrote, and not only that nobody knows. */
const MOST_DAYS = 30;

/** Before anything is looked up. */
export function windowAtOnce(channel: ChatChannel): Window {
  return windowHoursOf(channel) ? 'unknown' : 'always';
}

/** By when the customer wrote last in a conversation with this sender. */
export async function windowTo({
  ctx,
  input: { channel, recipient, sourceArn },
}: { ctx: Pick<Context, 'clock' | 'reachOuts'> } & Pick<Call<Between>, 'input'>): Promise<Window> {
  const hours = windowHoursOf(channel);
  if (!hours || !recipient) return windowAtOnce(channel);
  const now = ctx.clock.now();
  const since = subDays(now, MOST_DAYS);
  const last = await ctx.reachOuts.findLastTo({ recipient, channel, sourceArn, since });
  const wroteAt = last?.conversation?.customerAt;
  if (wroteAt === undefined) return 'unknown';
  return addHours(wroteAt, hours) > now ? 'open' : 'over';
}
