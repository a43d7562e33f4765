import { CHANNEL_AFTER_CALL } from '../channels/registry.ts';
import { hasEnded } from '../contact/contact.ts';
import { type Ending, endingOf } from '../contact/ending.ts';
import type { Call } from '../kernel/context.ts';
import { uuidFor } from '../kernel/uuid.ts';
import { type Act, type ActRefusal, refuseActing } from '../policy/may-act.ts';
import { visibly } from './applied.ts';
import { type Draft, isGone, RETRIES, type ReachOut, type Retry } from './reach-out.ts';

export type TryAgainResult =
  | { kind: 'ready'; reachOut: ReachOut; nextId: string; values: Draft }
  | { kind: 'already' | 'not_possible' | 'erased' | 'unreadable' }
  | ActRefusal;

/**
 * Prepares another try of a reach-out that reached nobody, by whoever presses. Its id follows from the first one's,
 * so that however often and by however many the button is pressed, it is tried again in each way once. @throws TurnedAway
 */
export async function tryAgain({
  ctx,
  input: { id, userId, retry },
}: Call<{ id: string; userId: string; retry: Retry }>): Promise<TryAgainResult> {
  const reachOut = await ctx.reachOuts.find(id);
  if (!reachOut || !mayBe[retry](reachOut)) return { kind: 'not_possible' };
  const refusal = await refuseActing(ctx, reachOut, userId, ACTS[retry]);
  if (refusal) return refusal;
  if (reachOut.erasedAt) return { kind: 'erased' };
  if (reachOut.isUnreadable) return { kind: 'unreadable' };
  const nextId = idAfter(id, retry);
  const isDone = reachOut.retried.includes(retry) || (await ctx.reachOuts.find(nextId)) !== undefined;
  if (isDone) {
    await noteRetry({ ctx, input: { id, nextId } });
    return { kind: 'already' };
  }
  return { kind: 'ready', reachOut, nextId, values: draftFor(reachOut, retry, ctx.clock.now()) };
}

/** Notes on a reach-out that it was tried again, so that its card offers that no more. */
export async function noteRetry({
  ctx,
  input: { id, nextId },
}: Call<{ id: string; nextId: string }>): Promise<void> {
  const retry = RETRIES.find((one) => idAfter(id, one) === nextId);
  await ctx.reachOuts.change(id, (reachOut) =>
    !retry || reachOut.retried.includes(retry)
      ? undefined
      : {
          reachOut: visibly({ ...reachOut, retried: [...reachOut.retried, retry] }),
          entries: [{ actor: ctx.actor, action: 'tried_again', detail: { retry } }],
        },
  );
}

/** What is offered now. */
export function retriesOf(reachOut: ReachOut): Retry[] {
  if (isGone(reachOut)) return [];
  return RETRIES.filter((retry) => mayBe[retry](reachOut) && !reachOut.retried.includes(retry));
}

const mayBe: Record<Retry, (reachOut: ReachOut) => boolean> = {
  again: mayBeTriedAgain,
  by_sms: mayBeTriedBySms,
};

/** It failed, or it was a call that nobody answered or stopped; any other contact is a new decision. */
export function mayBeTriedAgain(reachOut: ReachOut): boolean {
  if (reachOut.state === 'failed') return true;
  if (!hasEnded(reachOut.contact)) return false;
  const ending = endingOf(reachOut);
  if (ending.kind === 'ended_unanswered') return !ending.stoppedBy && ending.reason !== 'API';
  return ending.kind !== 'ended' && ending.kind !== 'expired';
}

/** A call reached nobody at a number that is in service. */
const UNREACHED: Ending['kind'][] = ['no_answer', 'busy', 'blocked', 'carrier_problem'];

function mayBeTriedBySms(reachOut: ReachOut): boolean {
  return hasEnded(reachOut.contact) && UNREACHED.includes(endingOf(reachOut).kind);
}

/** Without the time that it was to be sent at, once that is over. */
function draftFor({ draft }: ReachOut, retry: Retry, now: Date): Draft {
  const { send_at, ...others } = draft;
  if (retry === 'again') return Number(send_at) * 1000 > now.getTime() ? draft : others;
  const { phone = '', message = '', sender } = draft;
  return { phone, channel: CHANNEL_AFTER_CALL, message, ...(sender && { sender }) };
}

const ACTS: Record<Retry, Act> = { again: 'retry', by_sms: 'retry_by_sms' };

const WORDS: Record<Retry, string> = { again: 'try again after', by_sms: 'by SMS after' };

function idAfter(id: string, retry: Retry): string {
  return uuidFor(`${WORDS[retry]} ${id}`);
}
