import type { Diagnosis, Verdict } from '../domain/doctor/finding.ts';
import { diagnosisLines, type Paint } from '../views/doctor/text.ts';
import { type Desk, Misused, type Word } from './word.ts';

/** Whether all that Reach Out needs is there. */
export const DOCTOR: Word = {
  usage: `  doctor [--json]    looks whether all that Reach Out needs is there, and says what to do where it
                     isn't; changes nothing, and ends with 1 where something has failed`,

  async run(desk, [option, ...more]) {
    if ((option !== undefined && option !== '--json') || more.length > 0)
      throw new Misused('"doctor" takes nothing but --json.');
    const diagnosis = await desk.examine();
    if (option) desk.print(JSON.stringify(diagnosis, null, 2));
    else tellDiagnosis(desk, diagnosis);
    return diagnosis.ok ? 0 : 1;
  },
};

/** For whoever sits at a terminal. */
export function tellDiagnosis({ hasColours, print }: Desk, diagnosis: Diagnosis): void {
  for (const line of diagnosisLines(diagnosis, hasColours ? inColour : plainly)) print(line);
}

/** ANSI's green, yellow and red. */
const COLOURS: Record<Verdict, number> = { ok: 32, warning: 33, failure: 31 };

const inColour: Paint = (verdict, text) => `\u001B[${COLOURS[verdict]}m${text}\u001B[39m`;
const plainly: Paint = (_, text) => text;
