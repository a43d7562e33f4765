import { describeNumber } from '../phone/phone-number.ts';
import type { Question } from './question.ts';

/** Ranges come into use before libphonenumber knows of them, so a number in an unknown one is asked about. */
export function askAboutRange(e164: string): Question | undefined {
  const number = describeNumber(e164);
  return number && !number.isKnown ? { name: 'unknown_range', number: number.international } : undefined;
}
