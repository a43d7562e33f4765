import type { Call } from '../kernel/context.ts';
import type { ContactNews, Tables } from '../kernel/ports.ts';

export type NewsResult = 'recorded' | 'known' | 'early' | 'foreign';

/**
 * Takes in news of a contact. It may come before the ContactId it speaks of is stored: then it is kept
 * while any reach-out is being started, and looked at again right after, in case it was stored meanwhile.
 */
export async function recordContactNews({ ctx, input }: Call<ContactNews>): Promise<NewsResult> {
  const { contacts } = ctx.store;
  const ids = [input.contactId, ...input.follows];
  let { reachOutId, mayBeStarting } = await contacts.ownerOf(ids);
  if (!reachOutId && !mayBeStarting) return 'foreign';
  if (!reachOutId) {
    await contacts.keepEarly(input);
    ({ reachOutId } = await contacts.ownerOf(ids));
  }
  if (!reachOutId) return 'early';
  const owner = reachOutId;
  return ctx.store.transaction((tables) => record(tables, owner, [input]));
}

/** Takes in what was kept for a contact, and for those it was transferred to, whose ContactId is stored now. */
export async function recordEarlyNews({ ctx, input }: Call<{ contactId: string }>): Promise<void> {
  await ctx.store.transaction(async (tables) => {
    const { reachOutId } = await tables.contacts.ownerOf([input.contactId]);
    if (reachOutId) await record(tables, reachOutId, await tables.contacts.takeEarly(input.contactId));
  });
}

async function record(
  { contacts, jobs }: Tables,
  reachOutId: string,
  news: ContactNews[],
): Promise<'recorded' | 'known'> {
  let changed = false;
  for (const one of news) changed = (await contacts.record(reachOutId, one)) || changed;
  if (changed) await jobs.updateThread(reachOutId);
  return changed ? 'recorded' : 'known';
}
