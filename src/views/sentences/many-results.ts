import { quoted } from '../../domain/intake/text-limits.ts';
import type { RowResult } from '../../domain/many/lists.ts';
import { whyText } from './many.ts';

export const RESULT_FILE = { name: 'reach-out-list.csv', title: 'What became of each row' };

export const RESULT_COLUMNS = ['Row', 'Number', 'State', 'ContactId', 'Reason'] as const;

const WENT: Record<string, string> = {
  scheduled: 'Waiting',
  awaiting_approval: 'Waiting',
  requested: 'Waiting',
  starting: 'Starting',
  unknown: 'Not known',
  unresolved: 'Not known',
  started: 'Started',
  ended: 'Ended',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

/** In a word or two, what became of a row. */
export function resultState({ state, went, hasAnswered }: RowResult): string {
  const said = went ? (WENT[went] ?? went) : state === 'out' ? 'Left out' : 'Not sent';
  return hasAnswered ? `${said}, answered` : said;
}

/** Why it didn't go; nothing of the row itself. `template`: what the list's is called. */
export function resultWhy({ why, failure }: RowResult, template?: string): string {
  if (failure === 'not_found' && template) return `Not found: the template ${quoted(template)} may be gone`;
  if (failure) return upperFirst(failure.replaceAll('_', ' '));
  return why ? upperFirst(whyText(why)) : '';
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
