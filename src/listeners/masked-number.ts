import type { FormValues } from '../domain/intake/form.ts';
import { maskPhoneNumber } from '../domain/phone/mask-phone-number.ts';
import { describeNumber } from '../domain/phone/phone-number.ts';
import type { Question } from '../domain/policy/question.ts';
import { isGone, type ReachOut } from '../domain/reach-out/reach-out.ts';
import type { PrivateMetadata } from '../views/modal/private-metadata.ts';
import type { Deps } from './deps.ts';

/** Whether the number of a reach-out is masked in a form that a person opens from it: all but whoever asked for it look by **Show number**. */
export function isMaskedFor(
  { context: { policy } }: Deps,
  { userId: owner }: Pick<ReachOut, 'userId'>,
  userId: string,
): boolean {
  return userId !== owner || policy().show.numbers !== undefined;
}

/** The answers with the number in full that stands masked in the form; as they are where another was typed. */
export async function unmasked(
  { context: { reachOuts } }: Deps,
  { masked_from: id }: PrivateMetadata,
  values: FormValues,
): Promise<FormValues> {
  const reachOut = id && (await reachOuts.find(id));
  if (!reachOut || isGone(reachOut)) return values;
  const { recipient } = reachOut.request;
  return values.phone === maskPhoneNumber(recipient) ? { ...values, phone: recipient } : values;
}

/** A question as it may be asked at a form whose number is masked. */
export function maskedIn(question: Question): Question {
  if (question.name !== 'unknown_range' && question.name !== 'hours') return question;
  const { e164 } = describeNumber(question.number) ?? { e164: question.number };
  return { ...question, number: maskPhoneNumber(e164) };
}
