import { isJson, type Json } from '../json.ts';
import { exactlyOne, list, object } from './checks.ts';
import { option, optionGroup } from './composition.ts';
import { Report } from './report.ts';

const answer = object({
  optional: {
    options: list(option(), { max: 100 }),
    option_groups: list(optionGroup, { max: 100 }),
  },
  rules: [exactlyOne('options', 'option_groups')],
});

/** What is wrong with the app's answer to a block_suggestion; nothing when it is sound. */
export function optionsAnswerFaults(body: unknown): string[] {
  const report = new Report('modal', []);
  answer(isJson(body) ? (body as Json) : undefined, report);
  return report.faults;
}
