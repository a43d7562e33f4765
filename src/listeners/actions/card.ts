import { whomToAsk } from '../../domain/kernel/settings.ts';
import { cancelReachOut } from '../../domain/reach-out/cancel.ts';
import type { Retry } from '../../domain/reach-out/reach-out.ts';
import { showNumber } from '../../domain/reach-out/show-number.ts';
import { stopContact } from '../../domain/reach-out/stop.ts';
import { tryAgain } from '../../domain/reach-out/try-again.ts';
import { findScheduled } from '../../domain/schedule/find-scheduled.ts';
import { sendNow } from '../../domain/schedule/send-now.ts';
import {
  ACTION_APPROVE,
  ACTION_CANCEL,
  ACTION_DECLINE,
  ACTION_RESCHEDULE,
  ACTION_SEND_NOW,
  ACTION_SHOW_NUMBER,
  ACTION_STOP,
  ACTION_TRY_AGAIN,
  ACTION_TRY_BY_SMS,
} from '../../views/ids.ts';
import { buildReschedule } from '../../views/reschedule.ts';
import { cancelAnswer, tryAgainAnswer } from '../../views/sentences/answers.ts';
import type { Breakdown } from '../../views/sentences/breakdowns.ts';
import { numberRefusalText } from '../../views/sentences/may-act.ts';
import { notScheduledText, sendNowAnswer } from '../../views/sentences/schedule.ts';
import { stopAnswer } from '../../views/sentences/stop.ts';
import { buildNumber } from '../../views/show-number.ts';
import { actingAs, type Deps } from '../deps.ts';
import { knownHomeSign } from '../home-sign.ts';
import { isMaskedFor } from '../masked-number.ts';
import { openModal } from '../open-modal.ts';
import { approve, openDecline } from './approval.ts';
import type { Press } from './press.ts';

/** What can be done on a card and in the private list; each gives what the card does not say by itself. */
export const CARD_ACTIONS: Record<
  string,
  { breakdown: Breakdown; act: (deps: Deps, press: Press) => Promise<string | undefined> }
> = {
  [ACTION_CANCEL]: { breakdown: 'cancel', act: cancel },
  [ACTION_STOP]: { breakdown: 'stop', act: stop },
  [ACTION_SEND_NOW]: { breakdown: 'sendNow', act: sendAtOnce },
  [ACTION_RESCHEDULE]: { breakdown: 'reschedule', act: askForTime },
  [ACTION_APPROVE]: { breakdown: 'approval', act: approve },
  [ACTION_DECLINE]: { breakdown: 'approval', act: openDecline },
  [ACTION_TRY_AGAIN]: { breakdown: 'tryAgain', act: (deps, press) => retry(deps, press, 'again') },
  [ACTION_TRY_BY_SMS]: { breakdown: 'tryAgain', act: (deps, press) => retry(deps, press, 'by_sms') },
  [ACTION_SHOW_NUMBER]: { breakdown: 'showNumber', act: show },
};

async function cancel(deps: Deps, { reachOutId: id, userId }: Press): Promise<string | undefined> {
  return cancelAnswer(await cancelReachOut({ ctx: actingAs(deps, userId, 'button'), input: { id, userId } }));
}

async function stop(deps: Deps, { reachOutId: id, userId }: Press): Promise<string> {
  return stopAnswer(await stopContact({ ctx: actingAs(deps, userId, 'button'), input: { id, userId } }));
}

async function sendAtOnce(deps: Deps, { reachOutId: id, userId }: Press): Promise<string | undefined> {
  const result = await sendNow({ ctx: actingAs(deps, userId, 'button'), input: { id, userId } });
  return sendNowAnswer(result, whomToAsk(deps.context.settings).markup);
}

async function askForTime(
  deps: Deps,
  { reachOutId: id, userId, triggerId }: Press,
): Promise<string | undefined> {
  const ctx = actingAs(deps, userId, 'button');
  const found = await findScheduled({ ctx, input: { id, userId, what: 'reschedule' } });
  if (found.kind !== 'found') return notScheduledText(found, 'change its time');
  await deps.modals.open(triggerId, buildReschedule(found.reachOut));
  return undefined;
}

async function show(deps: Deps, { reachOutId: id, userId, triggerId }: Press): Promise<string | undefined> {
  const result = await showNumber({ ctx: actingAs(deps, userId, 'button'), input: { id, userId } });
  if (result.kind !== 'shown') return numberRefusalText(result);
  await deps.modals.open(triggerId, buildNumber(result.number));
  return undefined;
}

/** The form as it was filled in before. */
async function retry(
  deps: Deps,
  { reachOutId: id, userId, triggerId }: Press,
  how: Retry,
): Promise<string | undefined> {
  const result = await tryAgain({ ctx: actingAs(deps, userId, 'button'), input: { id, userId, retry: how } });
  if (result.kind !== 'ready') return tryAgainAnswer(result);
  const { reachOut, nextId, values } = result;
  await openModal(deps, {
    door: 'retry',
    triggerId,
    userId,
    placeId: reachOut.placeId,
    ...(reachOut.threadTs && { threadTs: reachOut.threadTs }),
    values,
    homeSign: knownHomeSign(deps, userId),
    reachOutId: nextId,
    ...(isMaskedFor(deps, reachOut, userId) && { maskedFrom: reachOut }),
    retryOf: id,
  });
  return undefined;
}
