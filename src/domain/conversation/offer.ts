import { countCharacters, isStorable } from '../intake/text-limits.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import type { Stay } from './line.ts';
import { LONGEST_REPLY } from './reply-text.ts';
import { obstacleTo } from './send.ts';
import { isWindowClosed } from './window.ts';

/** Why a text can't be offered to be sent now; undefined where it can. */
export function stayOf(reachOut: ReachOut, text: string, now: Date): Stay | undefined {
  const obstacle = obstacleTo(reachOut);
  if (obstacle && obstacle !== 'wait') return obstacle;
  if (isWindowClosed(reachOut, now)) return 'window';
  if (text === '') return 'empty';
  if (!isStorable(text)) return 'not_storable';
  return countCharacters(text) > LONGEST_REPLY ? 'too_long' : undefined;
}
