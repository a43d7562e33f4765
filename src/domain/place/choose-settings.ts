import type { Call } from '../kernel/context.ts';
import { type Denial, denyPerson } from '../policy/judge.ts';
import type { PlaceChoices } from './place-settings.ts';

export type Chosen = { kind: 'chosen' } | Denial;

/** Somebody settles for a place what the form begins with, and what becomes of what is typed in its threads. */
export async function chooseSettings({
  ctx,
  input: { placeId, userId, choices },
}: Call<{ placeId: string; userId: string; choices: PlaceChoices }>): Promise<Chosen> {
  const denial = await denyPerson(ctx, userId);
  if (denial) return denial;
  const entry = { actor: ctx.actor, action: 'settings_chosen', detail: { place: placeId, ...choices } };
  await ctx.placeSettings.choose(placeId, choices, userId, entry);
  return { kind: 'chosen' };
}
