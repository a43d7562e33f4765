import { type NumberType, parsePhoneNumberFromString } from 'libphonenumber-js/max';

const TAKES_NO_SMS: Partial<Record<NonNullable<NumberType>, string>> = {
  FIXED_LINE: 'a landline',
  TOLL_FREE: 'a toll-free number',
  UAN: "a company's central number",
};

/** For SMS only: a warning where the number's plan says that few of its kind take any, else nothing. */
export function noSmsWarning(e164: string): string | undefined {
  const parsed = parsePhoneNumberFromString(e164, { extract: false });
  const kind = TAKES_NO_SMS[parsed?.getType() ?? 'MOBILE'];
  if (!kind) return undefined;
  // Without the 9 a mobile of Argentina can't be told from a landline. Source: ENACOM, numbering plan.
  if (parsed?.country === 'AR' && kind === TAKES_NO_SMS.FIXED_LINE)
    return 'Written like this, it is a landline, which usually takes no SMS. If it is a mobile, put a 9 after +54.';
  return `This is ${kind}, which usually takes no SMS.`;
}
