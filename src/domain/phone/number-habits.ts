/**
 * Without what Mexico gave up in 2019 and 2020 and many still write: the 1 of mobiles after +52, and 01, 044 and
 * 045 before the ten digits. Source: Instituto Federal de Telecomunicaciones, Plan Técnico Fundamental de Numeración.
 */
export function withoutMexicanPrefix(digits: string): string {
  return digits.replace(/^(\+52)?(?:(?<=\+52)1|01|04[45])(?=\d{10}$)/, '$1');
}

/** A mobile of Brazil as it was before a 9 was put in front of its eight digits. Source: Anatel, 2012 to 2016. */
const BRAZIL_WITHOUT_NINE = /^\+55[1-9]{2}[6-9]\d{7}$/;

/** Of a number that isn't valid. */
export function lacksBrazilianNine(e164: string): boolean {
  return BRAZIL_WITHOUT_NINE.test(e164);
}

/** `1.20656E+10`, which is all that a spreadsheet keeps of a long number. */
export const SPREADSHEET_NUMBER = /^\d+[.,]\d+E[+-]?\d{1,3}(?!\p{L}|\p{Nd})/iu;
