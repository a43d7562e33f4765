import type { Field, FieldErrors, FormValues } from './form.ts';
import {
  countCharacters,
  inUnits,
  isStorable,
  NOT_STORABLE,
  tooLongForSlack,
  withCommas,
} from './text-limits.ts';

/** Reads the fields of one submission and gathers a sentence for each field at fault; the first one stays. */
export interface FormReader {
  readonly errors: FieldErrors;
  fail(field: Field, message: string): undefined;
  /** Whether nothing was answered, or only spaces. */
  isEmpty(field: Field): boolean;
  /** As it was typed; nothing when it is empty, only spaces, or refused. */
  typed(field: Field, limit?: (typed: string) => string | undefined): string | undefined;
  /** As typed, without the spaces around it, at most so many characters. */
  line(field: Field, longest: number): string | undefined;
  /** An id or ARN: no spaces, at most so many characters. The kind is named in the refusal: "a queue". */
  id(field: Field, longest: number, kind: string): string | undefined;
  /** A whole number typed in digits. */
  wholeNumber(field: Field, least: number, most: number, unit: string): number | undefined;
  /** One of a select's values. */
  choice<T extends string>(field: Field, values: readonly T[]): T | undefined;
  /** Several of a select's values. */
  choices<T extends string>(field: Field, values: readonly T[]): T[];
  /** A select of 'true' and 'false', or a checkbox: `['true']` or nothing. */
  flag(field: Field): boolean | undefined;
  /** What a parser made of what was typed; its refusal goes to the field. */
  parsed<T extends { ok: true }>(
    field: Field,
    parse: (typed: string) => T | { ok: false; message: string },
  ): T | undefined;
}

export function readForm(values: FormValues): FormReader {
  const errors: FieldErrors = {};
  const fail = (field: Field, message: string): undefined => {
    errors[field] ??= message;
  };

  const answers = (field: Field): string[] => {
    const value = Object.hasOwn(values, field) ? values[field] : undefined;
    return (Array.isArray(value) ? value : [value ?? '']).filter((answer) => answer.trim() !== '');
  };

  const isEmpty = (field: Field): boolean => answers(field).length === 0;

  const typed: FormReader['typed'] = (field, limit = tooLongForSlack) => {
    const [answer, ...more] = answers(field);
    if (answer === undefined) return undefined;
    if (more.length > 0) return fail(field, 'This takes one answer. Keep one of them.');
    if (!isStorable(answer)) return fail(field, NOT_STORABLE);
    const refusal = limit(answer);
    return refusal ? fail(field, refusal) : answer;
  };

  const line = (field: Field, longest: number): string | undefined => {
    const answer = typed(field)?.trim();
    const excess = countCharacters(answer ?? '') - longest;
    if (excess <= 0) return answer;
    return fail(
      field,
      `This is ${inUnits(excess, 'character')} too long (at most ${withCommas(longest)}). Shorten it.`,
    );
  };

  const id = (field: Field, longest: number, kind: string): string | undefined => {
    const answer = line(field, longest);
    if (answer === undefined || /^[\w.:/$+=@-]+$/.test(answer)) return answer;
    return fail(field, `That doesn't look like ${kind}. Copy its id or ARN from Amazon Connect.`);
  };

  const wholeNumber = (field: Field, least: number, most: number, unit: string): number | undefined => {
    const answer = typed(field)?.trim();
    if (answer === undefined) return undefined;
    const number = /^\d{1,9}$/.test(answer) ? Number(answer) : Number.NaN;
    if (number >= least && number <= most) return number;
    return fail(
      field,
      `Enter a whole number of ${unit} from ${least} to ${withCommas(most)}, in digits only.`,
    );
  };

  const choices = <T extends string>(field: Field, allowed: readonly T[]): T[] => {
    const chosen = answers(field);
    const known = allowed.filter((value) => chosen.includes(value));
    if (chosen.some((value) => !known.some((one) => one === value))) {
      fail(field, `That choice isn't one of ${allowed.join(', ')}. Choose again.`);
    }
    return known;
  };

  const choice = <T extends string>(field: Field, allowed: readonly T[]): T | undefined => {
    const [chosen, ...more] = choices(field, allowed);
    return more.length > 0 ? fail(field, 'This takes one answer. Keep one of them.') : chosen;
  };

  const flag = (field: Field): boolean | undefined => {
    const answer = choice(field, ['true', 'false']);
    return answer === undefined ? undefined : answer === 'true';
  };

  const parsed: FormReader['parsed'] = (field, parse) => {
    const answer = typed(field);
    const result = answer === undefined ? undefined : parse(answer);
    if (!result) return undefined;
    return result.ok ? result : fail(field, result.message);
  };

  return { errors, fail, isEmpty, typed, line, id, wholeNumber, choice, choices, flag, parsed };
}
