import type { Call } from '../kernel/context.ts';
import type { FormOf, Holding } from './forms.ts';

/** Keeps what was typed into a form so far, for when it is closed; nothing where only what is chosen from the start was. */
export async function noteTyped({ ctx, input }: Call<FormOf & Holding>): Promise<void> {
  const { userId, placeId, ...typed } = input;
  const { channel: _, sender: ___, conversation: __, ...written } = typed.values;
  const form = { userId, placeId };
  if (Object.keys(written).length > 0) await ctx.forms.keep(form, typed);
  else await ctx.forms.drop(form, typed);
}
