import type { Question } from '../../domain/policy/question.ts';
import { LONGEST_OPTION } from '../limits.ts';
import { truncate } from '../text.ts';

/** A question as it stands in the form. */
export interface Asked {
  name: string;
  text: string;
  isTicked: boolean;
}

/** In at most 75 characters, Slack's limit for an option. */
export function askText(question: Question): string {
  return truncate(sentenceOf(question), LONGEST_OPTION);
}

function sentenceOf(question: Question): string {
  switch (question.name) {
    case 'unknown_range':
      return `${question.number} is right, though its range may not be in use`;
    case 'open_elsewhere':
      return 'Another conversation with this number may start beside the open one';
    case 'shared_conversation':
      return `Other organizations may read it in ${question.place || 'this conversation'}`;
  }
}

/** Stands above the questions, because an option holds no link. */
export function openThreadText({ placeId, ts }: OpenElsewhere, workspaceUrl: string): string {
  return `A conversation with this number is open: <${workspaceUrl}archives/${placeId}/p${ts.replace('.', '')}|go to its thread>`;
}

type OpenElsewhere = Extract<Question, { name: 'open_elsewhere' }>;

export const CONFIRM_LABEL = 'Check this before it goes';

/** Said where not all of it was ticked. */
export const CONFIRM_ALL = 'Tick each line that is right, or change what it is about.';
