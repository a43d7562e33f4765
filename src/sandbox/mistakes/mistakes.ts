import type { MistakeState } from '../page-api.ts';
import type { Stage } from '../stage/stage.ts';
import { CONNECT_MISTAKES } from './connect-mistakes.ts';
import type { Mistake } from './mistake.ts';
import { APP_MISTAKES, PIPELINE_MISTAKES } from './pipeline-mistakes.ts';
import { SLACK_MISTAKES } from './slack-mistakes.ts';

const MISTAKES: readonly Mistake[] = [
  ...SLACK_MISTAKES,
  ...CONNECT_MISTAKES,
  ...PIPELINE_MISTAKES,
  ...APP_MISTAKES,
];

/** All that can be wrong with the set-up of the sandbox, and whether it is. */
export function mistakesOf(stage: Stage): MistakeState[] {
  return MISTAKES.map(({ id, area, title, isMade }) => ({ id, area, title, isMade: isMade(stage) }));
}

/** Makes or mends one, or all of them. Returns whether there is any of that id. */
export function setMistake(stage: Stage, { id, isMade }: { id?: string; isMade: boolean }): boolean {
  const meant = MISTAKES.filter((one) => id === undefined || one.id === id);
  for (const mistake of meant) {
    if (mistake.isMade(stage) === isMade) continue;
    if (isMade) mistake.make(stage);
    else mistake.mend(stage);
  }
  return meant.length > 0;
}
