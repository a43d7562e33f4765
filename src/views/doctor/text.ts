import { AREAS, type Diagnosis, type Finding, type Verdict } from '../../domain/doctor/finding.ts';
import { MARKS, summaryText } from '../sentences/doctor.ts';

/** Wraps a text so that a terminal shows it in the colour of its verdict, or else leaves it. */
export type Paint = (verdict: Verdict, text: string) => string;

/** What doctor found, as lines for a terminal: by areas, with cause and next step beneath, and a command by itself. */
export function diagnosisLines(diagnosis: Diagnosis, paint: Paint): string[] {
  const { findings, version } = diagnosis;
  const areas = AREAS.map((area) => ({ area, found: findings.filter((one) => one.area === area) }));
  return [
    `Reach Out ${version}`,
    ...areas
      .filter(({ found }) => found.length > 0)
      .flatMap(({ area, found }) => ['', area, ...found.flatMap((finding) => findingLines(finding, paint))]),
    '',
    summaryText(diagnosis),
  ];
}

function findingLines({ verdict, says, cause, next, command }: Finding, paint: Paint): string[] {
  return [
    `  ${paint(verdict, MARKS[verdict])} ${says}`,
    ...(cause ? [`    ${cause}`] : []),
    ...(next ? [`    → ${next}`] : []),
    ...(command ? [`      ${command}`] : []),
  ];
}
