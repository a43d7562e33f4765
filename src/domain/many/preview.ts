import { CHANNELS } from '../channels/registry.ts';
import type { FormValues } from '../intake/form.ts';
import { attributeField } from '../templates/attribute-field.ts';
import { fillTemplate } from '../templates/fill-template.ts';
import type { AttributeValues, Template, Templates } from '../templates/templates.ts';
import type { List } from './list.ts';
import type { Row } from './row.ts';

/** Rows that are shown as their recipients would read them. */
export const MOST_EXAMPLES = 3;

/** What a form would have of a template and its attributes. */
export function formOf(template: Template, values: AttributeValues = {}): FormValues {
  const fields = Object.entries(values).map(([name, value]) => [attributeField(name), value]);
  return { ...Object.fromEntries(fields), template: template.id };
}

/**
 * What the first rows that go read, by the line of each, as far as Amazon Connect says so; and which gaps it leaves,
 * though there is a value. How it answers where somebody else approves of templates, as for WhatsApp, is not documented,
 * so that it isn't asked.
 */
export async function previewRows(
  templates: Templates,
  template: Template,
  rows: readonly Row[],
): Promise<{ previews: Record<number, string>; unfilled: string[] }> {
  const going = rows.filter(({ state }) => state === 'waiting').slice(0, MOST_EXAMPLES);
  const read: Templates['read'] = async () => ({ kind: 'known', value: template });
  const previews: Record<number, string> = {};
  const unfilled = new Set<string>();
  if (CHANNELS[template.channel].hasTemplateStatus) return { previews, unfilled: [] };
  await Promise.all(
    going.map(async ({ line, values }) => {
      const filled = await fillTemplate({ ...templates, read }, formOf(template, values));
      if (filled?.kind !== 'known' || !('text' in filled.rendered)) return;
      previews[line] = filled.rendered.text;
      for (const name of filled.unfilled) unfilled.add(name);
    }),
  );
  return { previews, unfilled: [...unfilled] };
}

/** An example as its recipient would read it. */
export function asPreviewed(row: Row, { content: { previews } }: List): Row {
  const message = previews?.[row.line];
  return message === undefined ? row : { ...row, message };
}
