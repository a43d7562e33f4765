import { writeAgain } from '../conversation/write-again.ts';
import type { Call } from '../kernel/context.ts';
import { unaccounted } from '../reach-out/applied.ts';
import { applyEvent } from './apply-news.ts';
import type { ContactNews } from './contacts.ts';

export type NewsResult = 'recorded' | 'early' | 'foreign';

/** `firstAt`: when it came for the first time. */
interface Recorded {
  news: ContactNews;
  firstAt: Date;
}

/**
 * Takes in news of a contact. It may come before the ContactId it speaks of is stored: then it is kept
 * while any reach-out is being started, and looked at again right after, in case it was stored meanwhile. @throws NotYet
 */
export async function recordNews({ ctx, input: { news, firstAt } }: Call<Recorded>): Promise<NewsResult> {
  const ids = [news.contactId, ...news.follows];
  let { reachOutIds, mayBeStarting } = await ctx.contacts.ownersOf(ids);
  if (reachOutIds.length === 0 && news.isCustomersChat) {
    await writeAgain({ ctx, input: { contactId: news.contactId, firstAt } });
    ({ reachOutIds, mayBeStarting } = await ctx.contacts.ownersOf(ids));
  }
  if (reachOutIds.length === 0 && !mayBeStarting) return 'foreign';
  const isKept = reachOutIds.length === 0;
  if (isKept) {
    await ctx.contacts.keepEarly(news);
    ({ reachOutIds } = await ctx.contacts.ownersOf(ids));
  }
  if (reachOutIds.length === 0) return 'early';
  const contactId = news.follows.at(-1) ?? news.contactId;
  for (const reachOutId of reachOutIds) {
    await record({ ctx, input: { reachOutId, news: [news] } });
    // It may have looked for what was kept just before this was.
    if (isKept) await adoptEarlyNews({ ctx, input: { reachOutId, contactId } });
  }
  return 'recorded';
}

/** Takes in what was kept for a contact, and for those it was transferred to, whose ContactId is stored now. */
export async function adoptEarlyNews({
  ctx,
  input: { reachOutId, contactId },
}: Call<{ reachOutId: string; contactId: string }>): Promise<void> {
  const news = await ctx.contacts.findEarly(contactId);
  if (news.length === 0) return;
  await record({ ctx, input: { reachOutId, news } });
  await ctx.contacts.dropEarly(contactId);
}

async function record({ ctx, input }: Call<{ reachOutId: string; news: ContactNews[] }>): Promise<void> {
  await ctx.reachOuts.change(input.reachOutId, (reachOut) => {
    const told = input.news.reduce((known, news) => applyEvent(known, news, ctx.clock.now()), reachOut);
    return told === reachOut ? undefined : unaccounted(told);
  });
}
