import type { Verdict } from './decide.ts';
import type { HoursQuestion } from './question.ts';
import { type OutsideHours, whenOpen } from './time/judge-hours.ts';

/**
 * What comes of a start that is due; later: not before then, for it is closed where the recipient is. question: by
 * whose answer it may go all the same.
 */
export type DueVerdict =
  | Extract<Verdict, { kind: 'allow' }>
  | (Extract<Verdict, { kind: 'refuse' }> & { question?: HoursQuestion })
  | { kind: 'later'; until: Date; closed: OutsideHours; question?: HoursQuestion };

/**
 * By now, nobody is there to be asked: what was answered when it was requested stands, and closed hours that nobody
 * has answered for put it off, as they do where they are all that refuses it. Where it isn't known when they end, it
 * does not go.
 */
export function whenDue(verdict: Verdict, answered: readonly string[]): DueVerdict {
  if (verdict.kind === 'refuse') {
    const [refusal, ...others] = verdict.refusals;
    const isClosed = others.length === 0 && refusal?.rule === 'hours';
    return (isClosed && laterAt(refusal.closed)) || verdict;
  }
  if (verdict.kind === 'allow') return verdict;
  const { questions, approval } = verdict;
  const hours = questions.find((question) => question.name === 'hours');
  if (!hours || answered.includes('hours')) return { kind: 'allow', ...(approval && { approval }) };
  const { closed } = hours;
  const later = laterAt(closed);
  if (later) return { ...later, question: hours };
  return { kind: 'refuse', refusals: [{ rule: 'hours', closed }], question: hours };
}

function laterAt(closed: OutsideHours): Extract<DueVerdict, { kind: 'later' }> | undefined {
  const until = whenOpen(closed);
  return until && { kind: 'later', until, closed };
}
