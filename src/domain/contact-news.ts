import type { Call } from './context.ts';
import type { ContactNews } from './ports.ts';

export type NewsResult = 'recorded' | 'known' | 'early' | 'foreign';

/**
 * Takes in news of a contact. It may come before the ContactId it speaks of is stored: then it is kept
 * while any reach-out is being started, and looked at again right after, in case it was stored meanwhile.
 */
export async function recordContactNews({ ctx, input }: Call<ContactNews>): Promise<NewsResult> {
  const result = await record({ ctx, input });
  if (result !== 'foreign') return result;
  if (!(await ctx.store.contacts.keepEarly(input))) return 'foreign';
  const again = await record({ ctx, input });
  return again === 'foreign' ? 'early' : again;
}

/** Takes in what was kept for a contact whose ContactId is stored now. */
export async function recordEarlyNews({ ctx, input }: Call<{ contactId: string }>): Promise<void> {
  const legs = await ctx.store.contacts.takeEarly(input.contactId);
  for (const leg of legs) await record({ ctx, input: { contactId: input.contactId, follows: [], leg } });
}

function record({ ctx, input }: Call<ContactNews>): Promise<'recorded' | 'known' | 'foreign'> {
  return ctx.store.transaction(async ({ contacts, jobs }) => {
    const recorded = await contacts.record(input);
    if (!recorded) return 'foreign';
    if (!recorded.changed) return 'known';
    await jobs.updateThread(recorded.reachOutId);
    return 'recorded';
  });
}
