import type { Diagnosis, Verdict } from '../../domain/doctor/finding.ts';
import { inUnits } from '../../domain/intake/text-limits.ts';

export const MARKS: Record<Verdict, string> = { ok: '✓', warning: '!', failure: '✗' };

/** What it comes to, in one line. */
export function summaryText({ findings }: Pick<Diagnosis, 'findings'>): string {
  const count = (verdict: Verdict) => findings.filter((finding) => finding.verdict === verdict).length;
  const [failures, warnings] = [count('failure'), count('warning')];
  if (failures + warnings === 0) return `All is well: ${inUnits(findings.length, 'check')}.`;
  const parts = [
    ...(failures > 0 ? [`${inUnits(failures, 'thing')} to mend (✗)`] : []),
    ...(warnings > 0 ? [`${inUnits(warnings, 'thing')} to look at (!)`] : []),
  ];
  return `${parts.join(' and ')}, of ${inUnits(findings.length, 'check')}.`;
}

/** Above what was found, in Slack. */
export function diagnosisTitle(diagnosis: Diagnosis): string {
  return `Reach Out ${diagnosis.version}. ${summaryText(diagnosis)}`;
}

/** Until it is found. */
export const LOOKING =
  'Looking at Slack, Amazon Connect, the queue and the app. That takes half a minute at most.';

/** Of what is more than Slack takes. */
export function leftOutText(): string {
  return 'There is more than Slack takes at a time: `npm run reach-out -- doctor` shows all of it.';
}

/** In place of a command that is longer than Slack takes. */
export function longCommandText(): string {
  return 'The command is too long for Slack: `npm run reach-out -- doctor` shows it.';
}

/** What only admins may do. */
export const ONLY_ADMINS_EXAMINE = 'Only admins can see how Reach Out is set up.';
