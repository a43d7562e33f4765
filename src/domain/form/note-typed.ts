import type { FormValues } from '../intake/form.ts';
import type { Call } from '../kernel/context.ts';
import type { FormOf, Holding } from './forms.ts';

/** Keeps what was typed into a form so far, for when it is closed; nothing where only what is chosen from the start was. */
export async function noteTyped({ ctx, input }: Call<FormOf & Holding>): Promise<void> {
  const { userId, placeId, ...typed } = input;
  const form = { userId, placeId };
  if (isWritten(typed.values)) await ctx.forms.keep(form, typed);
  else await ctx.forms.drop(form, typed);
}

/** Whether anything was, beside what is chosen from the start. */
export function isWritten({ channel: _, sender: __, conversation: ___, ...written }: FormValues): boolean {
  return Object.keys(written).length > 0;
}
