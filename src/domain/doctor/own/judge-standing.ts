import { inUnits } from '../../intake/text-limits.ts';
import type { Finding } from '../finding.ts';

/** How much does not come on by itself. */
export interface StandingFacts {
  reachOuts: number;
  lists: number;
}

export function judgeStanding({ reachOuts, lists }: StandingFacts): Finding {
  const common = { area: 'App', check: 'stuck' } as const;
  const count = reachOuts + lists;
  if (count === 0) return { ...common, verdict: 'ok', says: 'Every reach-out and list comes on by itself.' };
  const what = [
    ...(reachOuts > 0 ? [inUnits(reachOuts, 'reach-out')] : []),
    ...(lists > 0 ? [inUnits(lists, 'list')] : []),
  ].join(' and ');
  const says = count === 1 ? `${what} does not come on by itself.` : `${what} do not come on by themselves.`;
  return {
    ...{ ...common, verdict: 'warning', says },
    cause: 'Slack refuses a message about it, the work on it keeps failing, or a key is missing.',
    next: 'See why; "stuck retry ID" tries one again, and "stuck drop ID" leaves it as it is.',
    command: 'npm run reach-out -- stuck',
  };
}
