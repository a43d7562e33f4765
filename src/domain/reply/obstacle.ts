import { differenceInHours } from 'date-fns';
import { windowHoursOf } from '../channels/registry.ts';
import { hasEnded } from '../contact/contact.ts';
import { hasOptedOut } from '../conversation/conversation.ts';
import type { ReplyRefusal, Standstill, Stay } from '../conversation/line.ts';
import { countCharacters, isStorable } from '../intake/text-limits.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import { LONGEST_REPLY } from './reply-text.ts';

/** Why nothing can go now; `wait` where that may change by itself. */
export type Obstacle =
  | Extract<ReplyRefusal, 'ended' | 'agent' | 'elsewhere' | 'not_in' | 'opted_out'>
  | 'wait';

export function obstacleTo({ state, contact, conversation }: ReachOut): Obstacle | undefined {
  if (conversation && hasOptedOut(conversation)) return 'opted_out';
  if (state !== 'started' || hasEnded(contact)) return 'ended';
  if (!conversation || conversation.writing === 'refused') return 'not_in';
  const { writing, link } = conversation;
  if (writing === 'agent' || writing === 'elsewhere') return writing;
  return writing === 'on' && link?.connection && !link.connection.isOver ? undefined : 'wait';
}

/** Whether it is known that the channel takes nothing but templates any more. */
export function isWindowClosed({ request, conversation }: ReachOut, now: Date): boolean {
  const hours = windowHoursOf(request.channel);
  const { customerAt } = conversation ?? {};
  if (!hours || customerAt === undefined) return false;
  return differenceInHours(now, customerAt) >= hours;
}

/** Why no text can be offered to be sent now, whatever is in it; undefined where one can. `isBlocked`: by the do-not-contact list. */
export function standstill(reachOut: ReachOut, now: Date, isBlocked: boolean): Standstill | undefined {
  const obstacle = obstacleTo(reachOut);
  if (isBlocked && obstacle !== 'opted_out') return 'blocked';
  if (obstacle && obstacle !== 'wait') return obstacle;
  return isWindowClosed(reachOut, now) ? 'window' : undefined;
}

/** Why a text can't be offered to be sent now; undefined where it can. */
export function stayOf(reachOut: ReachOut, text: string, now: Date, isBlocked: boolean): Stay | undefined {
  const why = standstill(reachOut, now, isBlocked);
  if (why) return why;
  if (text === '') return 'empty';
  if (!isStorable(text)) return 'not_storable';
  return countCharacters(text) > LONGEST_REPLY ? 'too_long' : undefined;
}
