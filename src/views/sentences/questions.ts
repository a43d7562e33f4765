import { CHANNELS } from '../../domain/channels/registry.ts';
import { inUnits } from '../../domain/intake/text-limits.ts';
import type { Question } from '../../domain/policy/question.ts';
import { LONGEST_OPTION } from '../limits.ts';
import { permalink } from '../permalink.ts';
import { slackDate, truncate } from '../text.ts';
import { hoursAskDetail, hoursAskText } from './hours.ts';

/** A question as it stands in the form. */
export interface Asked {
  name: string;
  text: string;
  /** What stands below it, which may change while the question stays the same. */
  detail?: string;
  isTicked: boolean;
}

/** In at most 75 characters, Slack's limit for an option. */
export function askText(question: Question): string {
  return truncate(sentenceOf(question), LONGEST_OPTION);
}

/** What stands below a question, in as many characters. */
export function askDetail(question: Question): string | undefined {
  return question.name === 'hours' ? truncate(hoursAskDetail(question), LONGEST_OPTION) : undefined;
}

function sentenceOf(question: Question): string {
  switch (question.name) {
    case 'unknown_range':
      return `${question.number} is right, though its range may not be in use`;
    case 'contacted_before':
      return `${question.number} may be contacted again after ${timesText(question)}`;
    case 'hours':
      return hoursAskText(question);
    case 'open_elsewhere':
      return 'Another conversation with this number may start beside the open one';
    case 'shared_conversation':
      return `Other organizations may read it in ${question.place || 'this conversation'}`;
  }
}

export const OPEN_IN_ANOTHER_WORKSPACE = 'A conversation with this number is open in another workspace.';

/** Stands above the questions, because an option holds no link. */
export function openThreadText({ thread }: OpenElsewhere, workspaceUrl: string): string {
  if (!thread) return OPEN_IN_ANOTHER_WORKSPACE;
  const { by, ...head } = thread;
  return `A conversation with this number is open, and <@${by}> has it: <${permalink(workspaceUrl, head)}|go to its thread>`;
}

/** The same of earlier reach-outs: when, by whom and how, each with a link to its thread; those of other workspaces are not named. */
export function earlierText({ earlier }: ContactedBefore, workspaceUrl: string): string {
  const lines = earlier.map(({ at, userId, channel, placeId, threadTs, cardTs: ts }) => {
    const when = slackDate(new Date(at), '{date_short_pretty} at {time}');
    const link = ts && permalink(workspaceUrl, { placeId, ts, ...(threadTs && { threadTs }) });
    const how = `${CHANNELS[channel].label} by <@${userId}>`;
    return [when, how, link && `<${link}|go to its thread>`].filter(Boolean).join(' · ');
  });
  if (lines.length === 0) return 'Other reach-outs to this number are those of another workspace.';
  return ['Other reach-outs to this number:', ...lines].join('\n');
}

/** "3 times in 24 hours". */
function timesText({ most, hours }: ContactedBefore): string {
  return `${inUnits(most, 'time')} in ${inUnits(hours, 'hour')}`;
}

type ContactedBefore = Extract<Question, { name: 'contacted_before' }>;

type OpenElsewhere = Extract<Question, { name: 'open_elsewhere' }>;

export const CONFIRM_LABEL = 'Check this before it goes';

/** Said where not all of it was ticked. */
export const CONFIRM_ALL = 'Tick each line that is right, or change what it is about.';
