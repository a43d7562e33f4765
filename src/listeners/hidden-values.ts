import { isOption } from '../domain/intake/fields/fields.ts';
import type { FormValues } from '../domain/intake/form.ts';
import { shownOptions, type TemplateSection, templateFields } from '../views/modal/content.ts';
import type { FormNow } from './template-section.ts';

/** Answers that the view does not show, kept for when the channel changes back. */
export function hiddenValues(
  { metadata, values, channel }: FormNow,
  sender: string | undefined,
  section: TemplateSection | undefined,
): FormValues {
  const options: string[] = shownOptions(metadata, values, channel).flatMap(({ names }) => names);
  const shown = [...options, ...templateFields(section)];
  const isHidden = (field: string, value: unknown) =>
    field === 'sender'
      ? value !== sender
      : (isOption(field) || field === 'template') && !shown.includes(field);
  return Object.fromEntries(Object.entries(values).filter(([field, value]) => isHidden(field, value)));
}
