import * as z from 'zod';
import type { Parsed } from '../parsed.ts';
import { isStorable, NOT_STORABLE, tooLongFor, tooLongForSlack, withCommas } from '../text-limits.ts';

function refusedBy(fault: (typed: string) => string | undefined) {
  return (typed: string, context: z.RefinementCtx) => {
    const message = fault(typed);
    if (message) context.addIssue(message);
  };
}

const ONE_ANSWER = 'This takes one answer. Keep one of them.';

/** As it was typed, however long. */
export const written = z
  .array(z.string())
  .max(1, ONE_ANSWER)
  .transform(([answer = '']) => answer)
  .refine(isStorable, NOT_STORABLE);

/** As it was typed, within what a form can hold. */
export const text = written.superRefine(refusedBy(tooLongForSlack));

/** Without the spaces around it, at most so many characters. */
export function line(longest: number) {
  const fault = (typed: string) => {
    const excess = tooLongFor(typed, longest);
    return excess && `This is ${excess}`;
  };
  return text.transform((typed) => typed.trim()).superRefine(refusedBy(fault));
}

/** An id or ARN: no spaces, at most so many characters. The kind is named in the refusal: "a queue". */
export function id(longest: number, kind: string) {
  const message = `That doesn't look like ${kind}. Copy its id or ARN from Amazon Connect.`;
  return line(longest).refine((typed) => /^[\w.:/$+=@-]+$/.test(typed), message);
}

/** A whole number typed in digits. */
export function wholeNumber(least: number, most: number, unit: string) {
  const message = `Enter a whole number of ${unit} from ${least} to ${withCommas(most)}, in digits only.`;
  return text
    .transform((typed) => (/^\s*\d{1,9}\s*$/.test(typed) ? Number(typed) : Number.NaN))
    .refine((number) => number >= least && number <= most, message);
}

/** Several of a select's values. */
export function choices<const T extends string>(values: readonly T[]) {
  return z
    .array(z.enum(values, "That choice isn't offered. Choose again."))
    .transform((chosen) => values.filter((value) => chosen.includes(value)));
}

/** One of a select's values. */
export function choice<const T extends string>(values: readonly T[]) {
  return choices(values)
    .refine(({ length }) => length === 1, ONE_ANSWER)
    .transform(([chosen]) => chosen);
}

/** A select of 'true' and 'false', or a checkbox. */
export const flag = choice(['true', 'false']).transform((chosen) => chosen === 'true');

/** A moment as Slack's picker gives it, in whole seconds since 1970. */
export const moment = text
  .refine((typed) => /^\d{1,10}$/.test(typed), 'Choose a day and a time.')
  .transform((typed) => new Date(Number(typed) * 1000));

/** What a parser makes of what was typed. */
export function parsedBy<T>(parse: (typed: string) => Parsed<T>) {
  return text.transform((typed, context): T => {
    const parsed = parse(typed);
    if (parsed.ok) return parsed.value;
    context.addIssue(parsed.message);
    return z.NEVER;
  });
}
