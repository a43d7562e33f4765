import type { PrivateMetadata } from '../views/modal/private-metadata.ts';
import type { Asked } from '../views/sentences/questions.ts';
import { asText } from './form-values.ts';
import type { FormNow } from './template-section.ts';

/** What is asked, and filled in, by a form as it is. */
export function askedOf({ values, channel }: FormNow): NonNullable<PrivateMetadata['asked_of']> {
  return { phone: asText(values.phone), channel };
}

/**
 * Whether a question is about another number than the form has now or, as the hours of one are each channel's own, about
 * another channel.
 */
export function isOfOther(form: FormNow, question: string): boolean {
  const { asked_of: of } = form.metadata;
  if (!of) return false;
  const { phone, channel } = askedOf(form);
  return of.phone !== phone || (question === 'hours' && of.channel !== channel);
}

/** The questions that are about what the form has now. */
export function stillAsked(asked: Asked[] = [], form: FormNow): Asked[] {
  return asked.filter(({ name }) => !isOfOther(form, name));
}
