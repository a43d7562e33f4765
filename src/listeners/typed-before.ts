import { noteTyped } from '../domain/form/note-typed.ts';
import { type Recalled, recall } from '../domain/form/recall.ts';
import type { FormValues } from '../domain/intake/form.ts';
import type { PrivateMetadata } from '../views/modal/private-metadata.ts';
import { actingAs, type Deps, formSettings } from './deps.ts';
import { soon } from './soon.ts';

/** What a person's form is about to open with. Without an answer of the database soon, it opens with what it has. */
export async function recalled(
  deps: Deps,
  userId: string,
  { place_id: placeId, home_sign, defaults }: PrivateMetadata,
  brought: FormValues,
): Promise<Recalled> {
  const ctx = actingAs(deps, userId, 'form');
  const settings = formSettings(deps, home_sign);
  const input = { userId, placeId, brought, placeChannel: defaults?.channel, settings };
  return (await soon(deps, recall({ ctx, input }))) ?? { values: brought };
}

/** Keeps what was typed so far, or is back as it was. A form that is about another reach-out has its number and text from there. */
export async function keepTyped(
  deps: Deps,
  userId: string,
  metadata: PrivateMetadata,
  values: FormValues,
  isBack = false,
): Promise<void> {
  const { reach_out_id: reachOutId, place_id: placeId } = metadata;
  if (isOfAnother(metadata)) return;
  const ctx = actingAs(deps, userId, 'form');
  await noteTyped({ ctx, input: { userId, placeId, reachOutId, values, isBack, at: ctx.clock.now() } }).catch(
    (error) => ctx.log.warn({ err: error, reachOutId }, 'what was typed into a form is not kept'),
  );
}

/** Of a form that is opened to try something again, or from somebody's thread. */
export function isOfAnother({ retry_of, masked_from }: PrivateMetadata): boolean {
  return retry_of !== undefined || masked_from !== undefined;
}
