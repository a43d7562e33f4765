import type { CancelResult } from '../../domain/reach-out/cancel.ts';
import type { StopResult } from '../../domain/reach-out/stop.ts';
import type { TryAgainResult } from '../../domain/reach-out/try-again.ts';

/** What a person reads after pressing a button, where the card does not say it. */
export const CANCEL_ANSWERS: Record<Exclude<CancelResult, 'cancelled'>, string> = {
  too_late: "It's too late to cancel: it may be on its way already. The card shows what becomes of it.",
  already: 'It was cancelled before, and nothing was sent.',
  over: 'It is over already. The card shows what became of it.',
  not_yours: 'Only the person who asked for it can cancel it.',
  not_found: 'Reach Out knows nothing of this any more.',
};

export const TRY_AGAIN_ANSWERS: Record<Exclude<TryAgainResult['kind'], 'ready'>, string> = {
  not_yours:
    'Only the person who asked for it can try it again. You can start one of your own with /reach-out.',
  already: 'It has been tried again already: look for the newer card.',
  not_possible: "This one can't be tried again. Start a new one with /reach-out.",
};

export const STOP_ANSWERS: Record<StopResult, string> = {
  stopped: 'Amazon Connect is stopping the contact. The card shows when it has ended.',
  ended_before: 'The contact had ended before. The card shows it in a moment.',
  not_allowed:
    "Reach Out isn't allowed to stop contacts on Amazon Connect. Ask whoever installed it to check its AWS permissions.",
  unknown:
    "Amazon Connect didn't answer, so we don't know yet whether the contact stops. The card shows it when it has ended.",
  not_yours: 'Only the person who asked for the contact can stop it.',
  not_running: 'There is nothing to stop any more.',
};

export const MESSAGE_CUT =
  'The message was longer than the 3,000 characters that fit in a form, so its end was cut off.';

export const ALTERED =
  'This reach-out was confirmed before with other answers, and it goes out as it was confirmed then. Nothing is sent twice. To send something else, start a new one.';

export const NO_PLACE = 'Choose the conversation in which to tell about it.';
