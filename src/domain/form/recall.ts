import type { Channel } from '../channels/registry.ts';
import type { FormValues } from '../intake/form.ts';
import type { Call } from '../kernel/context.ts';
import type { ReachOutSettings } from '../kernel/settings.ts';
import { parsePhoneNumber } from '../phone/phone-number.ts';
import type { FormOf, Remembered } from './forms.ts';

/** A form that is about to open, with what came along with the command or from the message. */
interface Beginning extends FormOf {
  brought: FormValues;
  /** The one that was chosen for the place. */
  placeChannel?: string | undefined;
  settings: ReachOutSettings;
}

/** What to open a form with. */
export interface Recalled {
  values: FormValues;
  /** When that was typed which is back. */
  typedAt?: Date;
}

/**
 * What was typed into the form before comes back, unless another number or text came along. Its channel: the one that
 * came along, or was chosen then, or the place's own, or else the last that the person has used there, or anywhere.
 */
export async function recall({
  ctx,
  input: { userId, placeId, brought, placeChannel, settings },
}: Call<Beginning>): Promise<Recalled> {
  const { typed: before, channelHere, channelAnywhere }: Remembered = await ctx.forms.of({ userId, placeId });
  const typed = before && isOfSame(brought, before.values, settings) ? before : undefined;
  const asked = [brought.channel, typed?.values.channel, placeChannel, channelHere, channelAnywhere];
  const channel = asked.find((one) => one !== undefined && settings.channels[one as Channel]);
  const { send_at, channel: _, ...others } = typed?.values ?? {};
  const isAhead = Number(send_at) * 1000 > ctx.clock.now().getTime();
  return {
    values: {
      ...{ ...others, ...brought },
      ...(send_at && isAhead && { send_at }),
      ...(channel && { channel }),
    },
    ...(typed && { typedAt: typed.at }),
  };
}

function isOfSame(brought: FormValues, { phone, message }: FormValues, settings: ReachOutSettings): boolean {
  const isNumber =
    brought.phone === undefined || numberIn(brought.phone, settings) === numberIn(phone, settings);
  return isNumber && (brought.message === undefined || brought.message === message);
}

/** However it is written. */
function numberIn(phone: FormValues['phone'], settings: ReachOutSettings): string {
  const text = [phone ?? ''].flat()[0] ?? '';
  const parsed = parsePhoneNumber(text, settings);
  return parsed.ok ? parsed.e164 : text.trim();
}
