import { isCall } from '../../domain/channels/registry.ts';
import type { FailureCode, Waiting } from '../../domain/contact/failure.ts';
import { deadlineOf } from '../../domain/reach-out/deadline.ts';
import type { ReachOut } from '../../domain/reach-out/reach-out.ts';
import type { Names } from '../names.ts';
import { momentText, slackDate } from '../text.ts';
import { awaitedText, declinedText } from './approval.ts';
import { contactStatus, type Status } from './contact-status.ts';
import { failureText } from './failure.ts';
import { timeThereText } from './there.ts';

const WAITING: Record<Waiting, string> = {
  turn: 'Others go first',
  rate: 'Amazon Connect is busy',
  quota: 'Your Amazon Connect instance is at its limit of contacts at a time',
  connection: 'Amazon Connect cannot be reached',
};

const STARTING: Status = { icon: ':hourglass_flowing_sand:', title: 'Starting…' };

const UNKNOWN: Status = {
  icon: ':grey_question:',
  title: "We don't know yet whether this was sent",
  explanation: "Don't resend; we're checking and will update this card.",
};

/** The present state in a person's words; never more than is known. */
export function statusOf(reachOut: ReachOut, names: Names): Status {
  const { waiting, failure } = reachOut;
  switch (reachOut.state) {
    case 'scheduled':
      return waiting && waiting !== 'answer'
        ? waitingStatus(reachOut, waiting, names)
        : scheduledStatus(reachOut);
    case 'awaiting_approval':
      return { icon: ':lock:', title: 'Waiting for approval', explanation: awaitedText(reachOut, names.ask) };
    case 'requested':
    case 'starting':
      if (waiting === 'answer') return UNKNOWN;
      return waiting ? waitingStatus(reachOut, waiting, names) : STARTING;
    case 'unknown':
      return UNKNOWN;
    case 'started':
    case 'ended':
      return contactStatus(reachOut, names);
    case 'failed':
      return failedStatus(reachOut, names);
    case 'cancelled':
      return { icon: ':no_entry_sign:', title: cancelledText(reachOut) };
    case 'unresolved':
      return {
        icon: ':grey_question:',
        title: "We don't know whether this was sent",
        explanation: `Amazon Connect ${failure?.code === 'unexpected' ? 'gave no clear answer' : 'did not answer'}. Please check in Amazon Connect before you send it again: the person may have been contacted.`,
      };
  }
}

/** "Cancelled by @Ada, nothing was sent". */
function cancelledText({ cancelledBy }: ReachOut): string {
  return `Cancelled${cancelledBy ? ` by <@${cancelledBy}>` : ''}, nothing was sent`;
}

const FAILED_TITLES: Partial<Record<FailureCode, string>> = {
  waited_too_long: 'Not sent: waited too long',
  declined: 'Not sent: declined',
  approval_lapsed: 'Not sent: not approved in time',
};

/** What to do is said no more once it was tried again. */
function failedStatus(reachOut: ReachOut, { ask }: Names): Status {
  const { request, waiting, failure, retried, approval } = reachOut;
  const isOver = retried.includes('again');
  return {
    icon: ':x:',
    title: (failure && FAILED_TITLES[failure.code]) ?? 'Not sent',
    ...(isOver && { note: 'tried again since' }),
    ...(failure &&
      !isOver && {
        explanation:
          failure.code === 'declined' && approval
            ? `${declinedText(approval)}. You can change it and try again.`
            : failureText(failure, request.channel, waiting, ask, templateOf(request)),
      }),
  };
}

function templateOf(request: ReachOut['request']): string | undefined {
  return isCall(request) ? undefined : request.template?.name;
}

/** When it goes, and what time it is then where the recipient may be. */
function scheduledStatus({ request, readyAt, deferral }: ReachOut): Status {
  const there = timeThereText(request.recipient, readyAt);
  const isDeferred = deferral?.until === readyAt.toISOString();
  return {
    icon: ':clock3:',
    title: `Scheduled for ${momentText(readyAt)}`,
    ...(there && { note: `${there} there` }),
    ...(isDeferred && { explanation: 'It was closed there when it was to be sent.' }),
  };
}

function waitingStatus(reachOut: ReachOut, waiting: Waiting, { maxAgeMinutes }: Names): Status {
  const until = slackDate(deadlineOf(reachOut, maxAgeMinutes), '{time}');
  return {
    icon: ':hourglass_flowing_sand:',
    title: 'Waiting, not sent yet',
    explanation: `${WAITING[waiting]}; trying until ${until}.`,
  };
}
