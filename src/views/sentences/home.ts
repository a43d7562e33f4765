import { CHANNELS } from '../../domain/channels/registry.ts';
import type { Finding } from '../../domain/doctor/finding.ts';
import type { AdminView, Found, Home } from '../../domain/home/home.ts';
import { inUnits } from '../../domain/intake/text-limits.ts';
import { COMMAND } from '../ids.ts';
import { escapeText, escapeWithin, momentText } from '../text.ts';

/** Above each list. */
const HOME_TITLES = {
  found: 'Found',
  waiting: 'Waiting for you',
  waitingBeside: 'Waiting for others in your channels',
  toApprove: 'Waiting for your approval',
  open: 'Open',
  scheduled: 'Scheduled',
  awaiting: 'Waiting for approval by others',
  latest: 'The last twenty',
};

export type HomeList = keyof typeof HOME_TITLES;

/** Of a list that has more. */
export function homeTitle(list: HomeList, shown: number, isCut: boolean): string {
  if (!isCut || list === 'latest') return list === 'latest' && shown < 20 ? 'The latest' : HOME_TITLES[list];
  return `${HOME_TITLES[list]} (${FIRST[list]} ${shown} of more)`;
}

const FIRST: Record<Exclude<HomeList, 'latest'>, string> = {
  found: 'the latest',
  waiting: 'the first',
  waitingBeside: 'the first',
  toApprove: 'the oldest',
  open: 'the latest',
  scheduled: 'the next',
  awaiting: 'the latest',
};

export const HOME_NEW = 'Reach out';

export const SEARCH_TEXTS = {
  label: 'Find by the last four digits',
  placeholder: '0152',
  clear: 'Clear',
  tooFew: 'Type at least the last four digits of the number, such as 0152.',
};

/** Above what was found. */
export function foundText({ digits, isOfAll, reachOuts, isCut }: Found): string {
  const whose = isOfAll ? 'by anybody' : 'of yours';
  const number = `a number that ends in ${escapeText(digits)}`;
  if (reachOuts.length === 0) return `*Found* nothing ${whose} to ${number}.`;
  return `*Found* ${whose} to ${number}${isCut ? `, the latest ${reachOuts.length}` : ''}:`;
}

/** In place of lists that are empty. */
export function quietText({ hasConversations, waiting, open, scheduled, latest, awaiting }: Home): string {
  const isNew = [waiting, open, scheduled, latest, awaiting].every(({ reachOuts }) => reachOuts.length === 0);
  if (isNew) return "You haven't reached out to anybody yet.";
  return hasConversations && waiting.reachOuts.length === 0 ? 'No customer waits for your answer.' : '';
}

/** Since when a customer waits, in a line. */
export function wroteText(since: string): string {
  return `wrote ${momentText(new Date(since))}`;
}

/** Who asks for approval, in a line. */
export function askedByText(userId: string): string {
  return `asked for by <@${userId}>`;
}

/** Whose customer waits, in a line: of whoever has said so, as on the card; until then of whoever asked for it. */
export function whoseText(userId: string, claimedBy: string | undefined): string {
  return claimedBy ? `:raised_hand: <@${claimedBy}>` : askedByText(userId);
}

export const ADMIN_TITLE = 'For admins';
export const RULES_TITLE = '*The rules*';

/** Of a policy that is longer than fits. */
export function moreRules(count: number): string {
  return `… and ${inUnits(count, 'more rule')}, in the policy file.`;
}

const MOST_FAULTS = 3;

function policyFaultText(faults: readonly string[]): string {
  const more = faults.length > MOST_FAULTS ? ['…'] : [];
  return `The policy file is faulty, so the rules of before hold: ${[...faults.slice(0, MOST_FAULTS), ...more].join('; ')}`;
}

const MOST_FAILURES = 3;
const LONGEST_FAILURE = 300;

/** What doctor found last that has failed, a line each. */
function failureLines(failures: readonly Finding[]): string[] {
  if (failures.length === 0) return [];
  const told = failures
    .slice(0, MOST_FAILURES)
    .map(({ area, says }) => `:x: ${area}: ${escapeWithin(says, LONGEST_FAILURE)}`);
  const more = failures.length - told.length;
  return [
    ...told,
    `${more > 0 ? `… and ${more} more. ` : ''}\`${COMMAND} doctor\` says what to do about it.`,
  ];
}

/** How the app is, a line each. */
export function stateLines({ state, stuck, blocked, policy }: AdminView): string[] {
  const { policyFaults, failures = [], database, channels, hasContactEvents, hasConversations } = state;
  const troubles = [...state.troubles, ...(policyFaults.length > 0 ? [policyFaultText(policyFaults)] : [])];
  return [
    ...troubles.map((trouble) => `:warning: ${escapeText(trouble)}`),
    ...failureLines(failures),
    ...(troubles.length + failures.length === 0 ? [':white_check_mark: Nothing is the matter.'] : []),
    stuck > 0
      ? `:warning: ${inUnits(stuck, 'reach-out')} ${stuck === 1 ? 'does' : 'do'} not come on: \`npm run reach-out -- stuck\``
      : 'Nothing is stuck.',
    `Set up: ${channels.map((channel) => CHANNELS[channel].label).join(', ')}.`,
    `Contact events are ${hasContactEvents ? 'on' : 'off'}, conversations are ${hasConversations ? 'on' : 'off'}, the database is ${database === 'embedded' ? "the app's own" : 'a PostgreSQL'}.`,
    `On the do-not-contact list: ${inUnits(blocked, 'number')}.`,
    ...(policy.hash ? [`Policy file \`${policy.hash.slice(0, 12)}\`.`] : ['There is no policy file.']),
  ];
}
