import { CHANNELS } from '../../domain/channels/registry.ts';
import { inUnits, withCommas } from '../../domain/intake/text-limits.ts';
import { isOver, type List, type Progress, type Report } from '../../domain/many/list.ts';
import type { Why } from '../../domain/many/row.ts';
import { duration, momentText } from '../text.ts';
import { refusalText } from './refusals.ts';

/** "List of 4,812 by SMS". */
export function listTitle({ report, channel }: List): string {
  const rows = report ? ` of ${withCommas(report.rows)}` : '';
  return `List${rows} by ${CHANNELS[channel].label}`;
}

const ICONS: Record<List['state'], string> = {
  reading: ':hourglass_flowing_sand:',
  returned: ':leftwards_arrow_with_hook:',
  reported: ':clipboard:',
  scheduled: ':calendar:',
  awaiting_approval: ':lock:',
  running: ':arrow_forward:',
  paused: ':double_vertical_bar:',
  stopped: ':octagonal_sign:',
  done: ':white_check_mark:',
  cancelled: ':no_entry_sign:',
  declined: ':x:',
  lapsed: ':no_entry_sign:',
};

const TITLES: Record<List['state'], string> = {
  reading: 'being read',
  returned: 'sent back',
  reported: 'not started',
  scheduled: 'scheduled',
  awaiting_approval: 'waiting for approval',
  running: 'under way',
  paused: 'paused',
  stopped: 'stopped',
  done: 'done',
  cancelled: 'cancelled',
  declined: 'declined',
  lapsed: 'not approved in time',
};

/** The head of its message. */
export function listHead(list: List): string {
  return `${ICONS[list.state]} *${listTitle(list)}* · ${TITLES[list.state]}`;
}

/** In answer to who presses a button of it. */
export const UNREADABLE_LIST = "This list can't be read: its encryption key is missing here.";

/** How many go, how long that takes, and what it comes to. */
export function goingText(
  { goes, closed, opensAt, parts, seconds }: Report,
  { channel }: Pick<List, 'channel'>,
): string {
  if (goes === 0) return 'None of its rows can go.';
  const many = goes === 1 ? '1 goes' : `${withCommas(goes)} go`;
  const time = `in about ${duration(seconds < 60 ? seconds : Math.ceil(seconds / 60) * 60)}`;
  const cost = parts === undefined ? '' : `, as ${inUnits(parts, `${CHANNELS[channel].label} part`)}`;
  const later =
    closed > 0 && opensAt
      ? ` It is closed for ${withCommas(closed)} of them now: ${
          closed === 1 ? 'it waits until it opens there,' : 'these wait until it opens there, the first'
        } ${momentText(new Date(opensAt))}.`
      : '';
  return `${many}, ${time}${cost}.${later}`;
}

/** Those that don't go, a line for each reason. */
export function leftOutText({ out }: Report): string | undefined {
  if (out.length === 0) return undefined;
  const all = out.reduce((sum, { count }) => sum + count, 0);
  const lines = out.map(({ why, count }) => `• ${withCommas(count)}: ${whyText(why)}`);
  return [`*${all === 1 ? "1 doesn't" : `${withCommas(all)} don't`} go*`, ...lines].join('\n');
}

const FAULTS: Record<Extract<Why, { kind: 'fault' }>['fault'], string> = {
  cells: 'the row has more cells than there are columns',
  unreadable: "it holds a character that can't be sent",
  no_number: 'there is no phone number',
  number: "the phone number isn't valid",
  twice: 'the same number stands further above',
  missing: 'the message needs a column that is empty',
  message: 'the message is too long',
  template: "the template isn't there any more, or isn't active",
};

const ASKED: Record<Extract<Why, { kind: 'asked' }>['question'], string> = {
  unknown_range: 'the range of the number may not be in use',
  hours: "it isn't known what time it is there",
  contacted_before: 'contacted as often as the policy lets go unasked',
  open_elsewhere: 'a conversation with the number is open already',
  shared_conversation: 'other organizations read this conversation',
};

const RULES: Record<Extract<Why, { kind: 'refused' }>['rule'], string> = {
  people: 'whoever asked may not use Reach Out',
  bounds: "the policy doesn't allow it for whoever asked",
  countries: "the country isn't allowed",
  blocked: 'the number is on the do-not-contact list',
  opted_out: 'the recipient has opted out',
  places: "updates can't be posted there",
  limits: 'a limit of the policy is used up',
  hours: 'it is closed there',
};

const OTHERS = 'others have to approve of these; hand them in as a list of their own';

/** Why a row doesn't go; nothing of the row itself. */
export function whyText(why: Why): string {
  if (why.kind === 'fault') return FAULTS[why.fault];
  if (why.kind === 'asked') return ASKED[why.question];
  if (why.kind === 'others') return OTHERS;
  return RULES[why.rule];
}

/** How its rows have come on. What waits in a list that is over does not go any more. */
export function progressText({ state }: Pick<List, 'state'>, progress: Progress): string {
  const { started, answered, inFlight, waiting, closed, opensAt, failed, unresolved, cancelled, out } =
    progress;
  const isGoing = !isOver({ state });
  const parts = [
    `${withCommas(started)} started`,
    answered > 0 && `${withCommas(answered)} answered`,
    inFlight > 0 && `${withCommas(inFlight)} on their way`,
    !isGoing && waiting > 0 && `${withCommas(waiting)} not sent`,
    isGoing && waiting - closed > 0 && `${withCommas(waiting - closed)} waiting`,
    isGoing &&
      closed > 0 &&
      opensAt &&
      `${withCommas(closed)} closed until ${momentText(opensAt)} at the earliest`,
    failed > 0 && `${withCommas(failed)} failed`,
    unresolved > 0 && `of ${withCommas(unresolved)} nobody knows`,
    cancelled > 0 && `${withCommas(cancelled)} cancelled`,
    out > 0 && `${withCommas(out)} left out`,
  ];
  return parts.filter(Boolean).join(' · ');
}

/** Below the head, where its state needs more words. `ask`: whom to ask for help. */
export function listNote(list: List, progress: Progress | undefined, ask: string): string | undefined {
  const { state, sendAt, obstacle, takenOverAt, endedBy, result } = list;
  switch (state) {
    case 'scheduled':
      return sendAt && `It starts ${momentText(new Date(sendAt))}.`;
    case 'paused': {
      const why = obstacle
        ? `${refusalText(obstacle, ask, true)} `
        : takenOverAt && `${takenOverText(new Date(takenOverAt))} `;
      const going = progress && progress.inFlight > 0 ? ' What is already on its way still goes.' : '';
      return `${why ?? ''}No more are sent until somebody presses Resume.${going}`;
    }
    case 'stopped':
      return `Stopped by <@${endedBy}>. What had not gone by then is not sent.${resultNote(result)}`;
    case 'cancelled':
      return `Cancelled by <@${endedBy}>. ${unsentText(list)}`;
    case 'done':
      return resultNote(result).trim() || undefined;
    default:
      return undefined;
  }
}

/** What was sent after that is not known here. */
function takenOverText(at: Date): string {
  return `It was taken over into another database as it was ${momentText(at)}: what was sent after that counts as waiting, and would be sent again.`;
}

/** Where approval came to be needed on the way, some may have gone by then. */
export function unsentText({ feedAt }: Pick<List, 'feedAt'>): string {
  return feedAt ? 'The rest is not sent.' : 'Nothing was sent.';
}

function resultNote(result: List['result']): string {
  if (result?.outcome === 'stands') return ' What became of each row is in the thread, as a file.';
  if (result?.outcome === 'not_known')
    return " Slack didn't say whether the file with each row is in the thread.";
  if (result?.outcome === 'refused') return " Slack didn't take the file with each row.";
  return '';
}

export function askedByText({ userId, requestedAt }: List): string {
  return `<@${userId}> · ${momentText(requestedAt)}`;
}

export const NO_EXAMPLES = "Examples aren't shown: the policy keeps texts out of Slack.";
