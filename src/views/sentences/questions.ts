import type { Question } from '../../domain/policy/question.ts';

/** A question as it stands in the form, in at most 75 characters, Slack's limit for an option. */
export interface Asked {
  name: string;
  text: string;
  isTicked: boolean;
}

export function askText({ number }: Question): string {
  return `${number} is right, though its range may not be in use`;
}

export const CONFIRM_LABEL = 'Check this before it goes';

/** Said where not all of it was ticked. */
export const CONFIRM_ALL = 'Tick each line that is right, or change what it is about.';
