import type { Channel } from '../channels/registry.ts';
import { asWritten } from '../phone/phone-number.ts';
import type { HoursRule } from './policy.ts';
import type { Question } from './question.ts';
import { judgeHours, type OutsideHours } from './time/judge-hours.ts';

/** When something goes, and whether it is a person who has named the time. */
export interface Going {
  at: Date;
  isNamed: boolean;
}

/** By the recipient's own clock: outside the hours it is refused, or asked about. */
export function heedHours(
  recipient: string,
  channel: Channel,
  { at, isNamed }: Going,
  rule: HoursRule,
): { refused?: OutsideHours; question?: Question } {
  const verdict = judgeHours({ recipient, channel, at }, rule);
  if (verdict.kind === 'open') return {};
  if (verdict.outside === 'refuse') return { refused: verdict };
  return { question: { name: 'hours', number: asWritten(recipient), closed: verdict, isNamed } };
}
