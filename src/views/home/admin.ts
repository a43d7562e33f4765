import type { KnownBlock } from '@slack/types';
import type { AdminView } from '../../domain/home/home.ts';
import { plain, section } from '../kit.ts';
import { LONGEST_SECTION } from '../limits.ts';
import { ADMIN_TITLE, moreRules, RULES_TITLE, stateLines } from '../sentences/home.ts';
import { ruleLines } from '../sentences/rules.ts';

/** How the app is, and by which rules it goes. */
export function buildAdmin(admin: AdminView): KnownBlock[] {
  return [
    { type: 'divider' },
    { type: 'header', text: plain(ADMIN_TITLE) },
    section(within(stateLines(admin))),
    section(`${RULES_TITLE}\n${within(ruleLines(admin.policy).map((line) => `• ${line}`))}`),
  ];
}

/** Room for what stands above and below. */
const SPARE = 100;

/** As many whole lines as one section holds. */
function within(lines: string[]): string {
  let text = '';
  for (const [at, line] of lines.entries()) {
    const next = text ? `${text}\n${line}` : line;
    if (next.length > LONGEST_SECTION - SPARE) return `${text}\n${moreRules(lines.length - at)}`;
    text = next;
  }
  return text;
}
