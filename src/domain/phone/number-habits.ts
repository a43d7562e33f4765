/**
 * Without what Mexico gave up in 2019 and 2020 and many still write: the 1 of mobiles after +52, and 01, 044 and
 * 045 before the ten digits. Source: Instituto Federal de Telecomunicaciones, Plan Técnico Fundamental de Numeración.
 */
export function withoutMexicanPrefix(digits: string): string {
  return digits.replace(/^(\+?52)?(?:(?<=52)1|01|04[45])(?=\d{10}$)/, '$1');
}

/** `1.20656E+10`, which is all that a spreadsheet keeps of a long number. */
export const SPREADSHEET_NUMBER = /^\+?\p{Nd}+(?:[.,٫]\p{Nd}+)?E\+?(?:0?[89]|1[0-5])(?![\p{L}\p{N}])/iu;

/** Without what programs put into a number that they took for an amount: `12065550152.0`, `12,065,550,152`. */
export function withoutAmountMarks(text: string): string {
  return /^\d{1,3}(?:,\d{3}){2,}$/.test(text)
    ? text.replaceAll(',', '')
    : text.replace(/^(\+?\d{7,})[.,]0+$/, '$1');
}
