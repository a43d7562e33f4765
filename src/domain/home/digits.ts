import { asciiDigits } from '../phone/phone-text.ts';

/** So many digits of a number are shown to everybody, and it can be found by them. */
const SHOWN = 4;

/** The last digits of whatever was typed; undefined where there are too few. */
export function readDigits(typed: string): string | undefined {
  const digits = asciiDigits(typed).replace(/\D/g, '').slice(-SHOWN);
  return digits.length === SHOWN ? digits : undefined;
}
