import { adoptEarlyNews } from '../domain/contact/record-news.ts';
import type { Context } from '../domain/kernel/context.ts';
import type { Slowed } from '../domain/kernel/pace.ts';
import type { Outcome } from '../domain/reach-out/apply.ts';
import type { ReachOut } from '../domain/reach-out/reach-out.ts';
import type { Step } from '../domain/reach-out/step.ts';
import type { Part } from '../domain/thread/post.ts';
import type { PostOutcome } from '../domain/thread/poster.ts';

/** Does all of a step side by side. What the outside answers is data: nothing of it is thrown. */
export async function perform(ctx: Context, reachOut: ReachOut, step: Step): Promise<Outcome> {
  const { gateway, poster } = ctx;
  const { start, look, adopt, find, post, edit, sweep } = step;
  const [started, looked, found, posted, edited, isSwept] = await Promise.all([
    start && gateway.start(reachOut.request, reachOut.id),
    look && gateway.describe(look),
    find && poster.find(reachOut, find),
    post && slowing(ctx, `post:${reachOut.placeId}`, poster.post(reachOut, post)),
    edit && slowing(ctx, 'edit', poster.edit(reachOut, edit)),
    sweep && removeTwins(ctx, reachOut, sweep),
    adopt && adoptEarly(ctx, reachOut.id, adopt),
  ]);
  return {
    ...(started && { start: started }),
    ...(looked && { look: looked }),
    ...(find && { find: found ? { kind: 'looked', found } : { kind: 'not_known' } }),
    ...(posted && { post: posted }),
    ...(edited && { edit: edited }),
    ...(isSwept !== undefined && { sweep: isSwept }),
  };
}

/** A 429 slows down every instance, for this place or for all edits. */
async function slowing(ctx: Context, what: Slowed, call: Promise<PostOutcome>): Promise<PostOutcome> {
  const outcome = await call;
  if (outcome.kind === 'slow_down')
    await ctx.pace.slowDown(what, outcome.seconds).catch((error) => {
      ctx.log.warn({ err: error }, 'other instances are not told to slow down');
    });
  return outcome;
}

/** What is not taken in now, looking the contact up tells later. */
async function adoptEarly(ctx: Context, reachOutId: string, contactId: string): Promise<void> {
  await adoptEarlyNews({ ctx, input: { reachOutId, contactId } }).catch((error) => {
    ctx.log.warn({ err: error, reachOutId }, 'early contact events are not taken in');
  });
}

/** Deletes what stands twice; what the thread hangs on stays. False when not all could be looked for. */
async function removeTwins(ctx: Context, reachOut: ReachOut, parts: Part[]): Promise<boolean> {
  for (const part of parts) {
    const found = await ctx.poster.find(reachOut, part);
    if (!found) return false;
    for (const ts of found) {
      if (ts === reachOut.posts[part]?.ts) continue;
      const { kind } = await ctx.poster.remove(reachOut, ts);
      if (kind !== 'posted' && kind !== 'impossible') return false;
    }
  }
  return true;
}
