import { MOST_DAYS_AHEAD } from '../../domain/policy/time/judge-hours.ts';
import type { Deferral, ReachOut } from '../../domain/reach-out/reach-out.ts';
import type { NotScheduled } from '../../domain/schedule/find-scheduled.ts';
import type { NotThen } from '../../domain/schedule/not-then.ts';
import type { SendAtFault } from '../../domain/schedule/send-at.ts';
import type { SendNowResult } from '../../domain/schedule/send-now.ts';
import { momentText } from '../text.ts';
import { closedThereText } from './hours.ts';
import { actRefusalText } from './may-act.ts';
import { refusalText } from './refusals.ts';
import { toWhom } from './whom.ts';

/** Why it is sent later than it was to be. */
export function deferralText({ until }: Deferral): string {
  return `It was closed there, so it is sent ${momentText(new Date(until))}.`;
}

/** Asked before it is sent. */
export function sendNowQuestion(reachOut: ReachOut) {
  return {
    title: 'Send it now?',
    text: `${toWhom(reachOut)} goes out at once.`,
    yes: 'Send now',
    no: 'Keep the time',
  };
}

const NOT_SCHEDULED = {
  not_found: 'Reach Out knows nothing of this any more.',
  not_scheduled: "It doesn't wait for its time any more. The card shows what became of it.",
};

/** Why what was scheduled can't be changed. */
export function notScheduledText(result: NotScheduled, what: string): string {
  if (result.kind === 'not_yours' || result.kind === 'not_known') return actRefusalText(result, what);
  return NOT_SCHEDULED[result.kind];
}

/** Why it does not go at that time. */
export function notThenText(result: NotThen, ask: string): string {
  if (result.kind === 'closed') return closedThereText(result.closed);
  if (result.kind === 'asked') return closedThereText(result.question.closed);
  return result.refusals.map((refusal) => refusalText(refusal, ask)).join(' ');
}

/** What a person reads after pressing **Send now**, where the card does not say it. */
export function sendNowAnswer(result: SendNowResult, ask: string): string | undefined {
  switch (result.kind) {
    case 'sent':
      return undefined;
    case 'closed':
      return `${notThenText(result, ask)} It stays scheduled: press Change time to choose when it goes.`;
    case 'asked':
      return `${notThenText(result, ask)} The policy asks before it goes then, so it stays scheduled: press Change time, choose a time and confirm it there.`;
    case 'refused':
      return `${notThenText(result, ask)} It stays scheduled.`;
    default:
      return notScheduledText(result, 'send it now');
  }
}

export const SEND_AT_FAULTS: Record<SendAtFault, string> = {
  too_soon: 'Choose a time that is at least a minute from now.',
  too_late: `Choose a time within the next ${MOST_DAYS_AHEAD} days.`,
};

export const NO_SEND_AT = 'Choose a time.';
export const SEND_AT_LABEL = 'Send at';

/** Above the field. */
export function rescheduleIntro(reachOut: ReachOut): string {
  return `*${toWhom(reachOut)}*\nScheduled for ${momentText(reachOut.readyAt)}.`;
}
