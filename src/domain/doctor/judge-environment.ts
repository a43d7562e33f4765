import { AREAS, type Area, type Finding } from './finding.ts';

/** Whose variables begin so; the first counts, and all others are the app's. */
const OWNERS: [string, Area][] = [
  ['SLACK_', 'Slack'],
  ['CONNECT_EVENTS_', 'Pipeline'],
  ['CONNECT_MESSAGES_', 'Pipeline'],
  ['CONNECT_', 'Amazon Connect'],
  ['AWS_', 'Amazon Connect'],
  ['No channel', 'Amazon Connect'],
];

/** What keeps the app from starting, a failure each, in the area that it is about; the fault says what to do behind a colon. */
export function judgeEnvironment(faults: readonly string[]): Finding[] {
  const check = 'environment';
  if (faults.length === 0)
    return [{ area: 'App', check, verdict: 'ok', says: 'The environment is complete.' }];
  return faults
    .map((fault): Finding => {
      const [says = fault, ...steps] = fault.split(': ');
      const next = steps.join(': ');
      const area = OWNERS.find(([prefix]) => fault.startsWith(prefix))?.[1] ?? 'App';
      return {
        ...{ area, check, verdict: 'failure', says: sentence(says) },
        cause: `${says.endsWith(' is missing') ? 'Without it' : 'As it is'}, Reach Out does not start.`,
        next: next ? sentence(next) : 'Set it right, as .env.example shows.',
      };
    })
    .toSorted((a, b) => AREAS.indexOf(a.area) - AREAS.indexOf(b.area));
}

function sentence(text: string): string {
  const capital = /^[a-z]/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
  return /[.…`]$/.test(capital) ? capital : `${capital}.`;
}
