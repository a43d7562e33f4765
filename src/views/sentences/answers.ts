import type { CancelResult } from '../../domain/reach-out/cancel.ts';
import type { TryAgainResult } from '../../domain/reach-out/try-again.ts';
import { slackDate } from '../text.ts';
import { actRefusalText } from './may-act.ts';

const CANCEL_ANSWERS = {
  too_late: "It's too late to cancel: it may be on its way already. The card shows what becomes of it.",
  already: 'It was cancelled before. Nothing was sent.',
  over: 'It is over already. The card shows what became of it.',
  not_found: 'Reach Out knows nothing of this any more.',
};

const TRY_AGAIN_ANSWERS = {
  already: 'It has been tried again already: look for the newer card.',
  not_possible: "This one can't be tried again.",
  erased:
    'Its number and text were erased, because they were kept long enough. Start a new one with /reach-out.',
  unreadable:
    "Its number and text can't be read any more: the key that they were encrypted with is gone. Start a new one with /reach-out.",
};

/** What a person reads after pressing **Cancel**, where the card does not say it. */
export function cancelAnswer(result: CancelResult): string | undefined {
  if (result.kind === 'not_yours' || result.kind === 'not_known') return actRefusalText(result, 'cancel it');
  return result.kind === 'cancelled' ? undefined : CANCEL_ANSWERS[result.kind];
}

/** What a person reads after pressing **Try again**, where no form opens. */
export function tryAgainAnswer(result: Exclude<TryAgainResult, { kind: 'ready' }>): string {
  if (result.kind === 'not_yours' || result.kind === 'not_known')
    return actRefusalText(result, 'try it again');
  return TRY_AGAIN_ANSWERS[result.kind];
}

/** A person's own lists. */
export const LIST_TEXTS = {
  status: {
    title: 'Your reach-outs',
    empty: "You haven't reached out to anybody yet.",
  },
  stop: {
    title: 'What you can stop or cancel',
    empty: 'You have nothing to stop or cancel.',
  },
  scheduled: {
    title: 'What you have scheduled',
    empty: 'You have nothing scheduled.',
  },
};

export function listCut(list: keyof typeof LIST_TEXTS, most: number): string {
  return list === 'scheduled'
    ? `Only the next ${most} are shown.`
    : `Only the latest ${most} of those under way are shown.`;
}

export const MESSAGE_CUT =
  'The message was longer than the 3,000 characters that fit in a form, so its end was cut off.';

/** Above answers for another channel, in a form that can hold no more out of sight. */
export const KEPT_IN_SIGHT = 'Not used for this channel, but too long to be put away:';

/** Above what was typed into a form that was closed. */
export function typedBeforeText(at: Date): string {
  return `What you had typed at ${slackDate(at, '{time}')} is back.`;
}

export const BEGIN_EMPTY = 'Begin empty';

/** Of a command; a shortcut takes the first of several. */
export const NUMBERS_TYPED = {
  none: 'No phone number was found in what you typed, so it became the message. Enter the number here.',
  several: 'More than one phone number was found in what you typed. Enter the one to reach.',
};

export const NUMBERS_IN_MESSAGE = {
  none: 'No phone number was found in the message. Enter it here.',
  several: 'There is more than one phone number in the message. This is the first.',
};

/** Of words behind one that is not about a new reach-out. */
export function unreadBehind(word: string): string {
  return `Nothing behind “${word}” was read or sent. To begin a message with that word, type the number first.`;
}

export const ALTERED =
  'This reach-out was confirmed before with other answers, and those count. Nothing is sent twice. To send something else, start a new one.';

/** Below a number that is known from a thread. */
export const NUMBER_MASKED = 'The number of the thread. Type another over it to reach that one.';

export const NO_PLACE = 'Choose where to post updates.';
