import type { FormDefaults } from '../domain/place/place-settings.ts';
import type { Deps } from './deps.ts';
import { soon } from './soon.ts';

/** What a form begins with in a place, as far as the database says so soon. */
export async function formDefaultsIn(
  deps: Deps,
  placeId: string | undefined,
): Promise<FormDefaults | undefined> {
  const chosen = placeId && (await soon(deps, deps.context.placeSettings.of(placeId)));
  if (!chosen) return undefined;
  const { channel, senders } = chosen;
  const isChosen = channel !== undefined || Object.keys(senders).length > 0;
  return isChosen ? { senders, ...(channel && { channel }) } : undefined;
}
