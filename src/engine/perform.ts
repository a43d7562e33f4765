import { type Asking, type AskingOutcome, asAsked } from '../domain/approval/asking.ts';
import { adoptEarlyNews } from '../domain/contact/record-news.ts';
import type { SendOutcome } from '../domain/conversation/chat-gateway.ts';
import type { Context } from '../domain/kernel/context.ts';
import type { Slowed } from '../domain/kernel/pace.ts';
import type { Outcome } from '../domain/reach-out/apply.ts';
import type { ReachOut } from '../domain/reach-out/reach-out.ts';
import type { Step } from '../domain/reach-out/step.ts';
import { asLeftBehind } from '../domain/thread/move.ts';
import { secondsToWait } from '../domain/thread/pauses.ts';
import type { Part } from '../domain/thread/post.ts';
import type { FindOutcome, PostOutcome } from '../domain/thread/poster.ts';
import { openChat, sendReply } from './chat.ts';

/** Does all of a step side by side. What the outside answers is data: nothing of it is thrown. */
export async function perform(ctx: Context, reachOut: ReachOut, step: Step): Promise<Outcome> {
  const { gateway, poster } = ctx;
  const {
    start,
    look,
    adopt,
    find,
    post,
    edit,
    formerEdit,
    asking,
    sweep,
    opening,
    reply,
    mark,
    completion,
  } = step;
  const { former_card } = reachOut.posts;
  const [
    started,
    looked,
    found,
    posted,
    edited,
    formerEdited,
    asked,
    isSwept,
    opened,
    replied,
    marked,
    completed,
  ] = await Promise.all([
    start && gateway.start(reachOut.request, reachOut.id),
    look && gateway.describe(look),
    find && poster.find(reachOut, find),
    post && slowing(ctx, `post:${reachOut.placeId}`, poster.post(reachOut, post.part)),
    edit && slowing(ctx, `edit:${reachOut.teamId}`, poster.edit(reachOut, edit.part)),
    formerEdit && former_card && poster.edit(asLeftBehind(reachOut, former_card), 'card'),
    asking && askForApproval(ctx, reachOut, asking),
    sweep && removeTwins(ctx, reachOut, sweep),
    opening && openChat(ctx, reachOut, opening),
    reply && !reply.obstacle && slowing(ctx, 'send', sendReply(ctx, reachOut, reply.id)),
    mark && slowing(ctx, `mark:${reachOut.teamId}`, poster.mark(reachOut, mark)),
    completion && ctx.workflows.complete(reachOut),
    adopt && adoptEarly(ctx, reachOut.id, adopt),
  ]);
  return {
    ...(started && { start: started }),
    ...(looked && { look: looked }),
    ...(found && { find: found }),
    ...(posted && { post: posted }),
    ...(edited && { edit: edited }),
    ...(formerEdited && { formerEdit: formerEdited }),
    ...(asked && { asking: asked }),
    ...(isSwept !== undefined && { sweep: isSwept }),
    ...(opened && { opening: opened }),
    ...(replied && { reply: replied }),
    ...(marked && { mark: marked }),
    ...(completed && { completion: completed }),
  };
}

/** In a place of its own, beside the thread. */
async function askForApproval(ctx: Context, reachOut: ReachOut, { how }: Asking): Promise<AskingOutcome> {
  const asked = asAsked(reachOut);
  if (how === 'find') return ctx.poster.find(asked, 'approval');
  const what = how === 'edit' ? (`edit:${asked.teamId}` as const) : (`post:${asked.placeId}` as const);
  return slowing(ctx, what, ctx.poster[how](asked, 'approval'));
}

/** A 429 slows down every instance, for this place or for all that is alike. */
async function slowing<T extends PostOutcome | SendOutcome>(
  ctx: Context,
  what: Slowed,
  call: Promise<T>,
): Promise<T> {
  const outcome = await call;
  const seconds = secondsAsked(outcome);
  if (seconds !== undefined)
    await ctx.pace.slowDown(what, secondsToWait(seconds)).catch((error) => {
      ctx.log.warn({ err: error }, 'other instances are not told to slow down');
    });
  return outcome;
}

/** Amazon Connect asks for a pause without saying how long. */
function secondsAsked(outcome: PostOutcome | SendOutcome): number | undefined {
  if (outcome.kind === 'slow_down') return outcome.seconds;
  const isThrottled = outcome.kind === 'not_now' && outcome.waiting === 'rate';
  return isThrottled ? (outcome.retryAfterSeconds ?? 1) : undefined;
}

/** What is not taken in now, looking the contact up tells later. */
async function adoptEarly(ctx: Context, reachOutId: string, contactId: string): Promise<void> {
  await adoptEarlyNews({ ctx, input: { reachOutId, contactId } }).catch((error) => {
    ctx.log.warn({ err: error, reachOutId }, 'early contact events are not taken in');
  });
}

const NONE: FindOutcome = { kind: 'looked', found: [], loose: [] };

/** What is not there, or cannot be deleted for good, is not tried again. */
const DELETED: PostOutcome['kind'][] = ['posted', 'gone', 'fixed', 'impossible'];

/** Deletes what stands twice, or where it should not; what the thread hangs on stays. False when not all could be looked for. */
async function removeTwins(ctx: Context, reachOut: ReachOut, parts: Part[]): Promise<boolean> {
  for (const part of parts) {
    const { ts: standing, strays = [], isDoubtful } = reachOut.posts[part] ?? {};
    const there = part === 'approval' ? asAsked(reachOut) : reachOut;
    const twins = isDoubtful && standing ? await ctx.poster.find(there, part) : NONE;
    if (twins.kind === 'not_known') return false;
    for (const ts of [...strays, ...twins.found, ...twins.loose]) {
      if (ts === standing) continue;
      const { kind } = await ctx.poster.remove(there, ts);
      if (!DELETED.includes(kind)) return false;
    }
  }
  return true;
}
