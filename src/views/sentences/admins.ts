import { mention } from '../text.ts';

/** `only`: what is for admins alone. `ask`: whom to ask where none is named; in Slack's markup, as is the answer. */
export function adminsOnlyText(only: string, admins: readonly string[], ask: string): string {
  const whom = admins.length > 0 ? admins.map(mention).join(' or ') : ask;
  return `${only} Ask ${whom}.`;
}
