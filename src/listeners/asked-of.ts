import type { PrivateMetadata } from '../views/modal/private-metadata.ts';
import type { Asked } from '../views/sentences/questions.ts';
import type { FormNow } from './template-section.ts';

/** What is asked, and filled in, by a form as it is. */
export function askedOf({ values: { phone = '' }, channel }: FormNow): PrivateMetadata['asked_of'] {
  return { phone: [phone].flat().join(), channel };
}

/**
 * Whether a question is about another number than the form has now or, as the hours of one are each channel's own, about
 * another channel. Of what an earlier version has asked, what was changed last tells it.
 */
export function isOfOther(form: FormNow, question: string, changed = ''): boolean {
  const now = askedOf(form);
  const of = form.metadata.asked_of;
  const isOther = (what: 'phone' | 'channel') => (of ? of[what] !== now?.[what] : changed === what);
  return isOther('phone') || (question === 'hours' && isOther('channel'));
}

/** The questions that are about what the form has now. */
export function stillAsked(asked: Asked[] = [], form: FormNow, changed?: string): Asked[] {
  return asked.filter(({ name }) => !isOfOther(form, name, changed));
}
