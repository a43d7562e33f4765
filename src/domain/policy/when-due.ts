import type { Verdict } from './decide.ts';
import type { OutsideHours } from './time/judge-hours.ts';

/** What comes of a start that is due; `later`: not before then, for it is closed where the recipient is. */
export type DueVerdict = Exclude<Verdict, { kind: 'ask' }> | { kind: 'later'; until: Date };

/**
 * By now, nobody is there to be asked: what was answered when it was requested stands, and closed hours that nobody
 * has answered for put it off, as they do where they are all that refuses it.
 */
export function whenDue(verdict: Verdict, answered: readonly string[]): DueVerdict {
  if (verdict.kind === 'refuse') {
    const [refusal, ...others] = verdict.refusals;
    const until = others.length === 0 && refusal?.rule === 'hours' && openAgain(refusal.closed);
    return until ? { kind: 'later', until } : verdict;
  }
  if (verdict.kind === 'allow') return verdict;
  const { questions, approval } = verdict;
  const hours = questions.find((question) => question.name === 'hours');
  if (!hours || answered.includes('hours') || hours.closed.kind === 'unknown')
    return { kind: 'allow', ...(approval && { approval }) };
  const until = openAgain(hours.closed);
  return until
    ? { kind: 'later', until }
    : { kind: 'refuse', refusals: [{ rule: 'hours', closed: hours.closed }] };
}

function openAgain(closed: OutsideHours): Date | undefined {
  return closed.kind === 'closed' && closed.next ? new Date(closed.next.at) : undefined;
}
