import { refuseSendAt } from '../../domain/schedule/send-at.ts';
import type { Asked } from '../../views/sentences/questions.ts';
import { SEND_AT_FAULTS } from '../../views/sentences/schedule.ts';
import type { FormNow } from '../template-section.ts';

/** When a submission is to be sent: as its form says in seconds since 1970, absent where at once. */
export interface ChosenTime {
  sendAt?: Date;
  fault?: string;
}

/**
 * A time that the form has filled in is there instead of the one that was asked about: whoever ticks that means
 * the latter. Kept, it is right however close it is by now.
 */
export function chosenTime({ metadata, values }: FormNow, asked: Asked[], now: Date): ChosenTime {
  const { filled } = metadata;
  const isKept = filled !== undefined && values.send_at === filled.send_at;
  const isTicked = asked.some(({ name, isTicked }) => name === 'hours' && isTicked);
  const chosen = isKept && isTicked ? filled.instead_of : values.send_at;
  if (typeof chosen !== 'string' || !/^\d+$/.test(chosen)) return {};
  const sendAt = new Date(Number(chosen) * 1000);
  if (isKept && !isTicked) return sendAt > now ? { sendAt } : {};
  const fault = refuseSendAt(sendAt, now);
  return { sendAt, ...(fault && { fault: SEND_AT_FAULTS[fault] }) };
}
