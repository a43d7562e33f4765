import type { Standstill, Stay } from '../conversation/line.ts';
import { isWindowClosed } from '../conversation/window.ts';
import { countCharacters, isStorable } from '../intake/text-limits.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { LONGEST_REPLY } from './reply-text.ts';
import { obstacleTo } from './send.ts';

/** Why no text can be offered to be sent now, whatever is in it; undefined where one can. */
export function standstill(reachOut: ReachOut, now: Date): Standstill | undefined {
  const obstacle = obstacleTo(reachOut);
  if (obstacle && obstacle !== 'wait') return obstacle;
  return isWindowClosed(reachOut, now) ? 'window' : undefined;
}

/** Why a text can't be offered to be sent now; undefined where it can. */
export function stayOf(reachOut: ReachOut, text: string, now: Date): Stay | undefined {
  const why = standstill(reachOut, now);
  if (why) return why;
  if (text === '') return 'empty';
  if (!isStorable(text)) return 'not_storable';
  return countCharacters(text) > LONGEST_REPLY ? 'too_long' : undefined;
}
