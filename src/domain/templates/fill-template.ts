import type { FormValues } from '../intake/form.ts';
import type { KnowledgeTrouble } from '../knowledge/answer.ts';
import { attributeField } from './attribute-field.ts';
import { parseVersion } from './template-version.ts';
import type { AttributeValues, Template, Templates } from './templates.ts';

/** The template that is chosen in a form, with what is filled in by now. */
export type FilledTemplate =
  /** Nothing is known of it; why, unless what is chosen is none. */
  | { kind: 'unknown'; trouble?: KnowledgeTrouble }
  | {
      kind: 'known';
      template: Template;
      knowledgeBaseId: string;
      values: AttributeValues;
      /** Attributes with neither a value nor a fallback. */
      missing: string[];
      /** Attributes whose gap is still one, though there is a value. */
      unfilled: string[];
      /** As the customer reads it, with gaps where something is missing; or why that isn't known. */
      rendered: { text: string } | { trouble: KnowledgeTrouble };
    };

/** Nothing where no template is chosen. */
export async function fillTemplate(
  templates: Pick<Templates, 'knowledgeBaseId' | 'read' | 'render'>,
  values: FormValues,
): Promise<FilledTemplate | undefined> {
  const [chosen] = [values.template ?? []].flat();
  if (!chosen) return undefined;
  const version = parseVersion(chosen);
  if (!version.ok) return { kind: 'unknown' };
  const read = await templates.read(version.value);
  if (read.kind === 'unknown') return read;
  const template = read.value;
  const given = template.attributes.map(({ name, fallback }) => {
    const typed = String(values[attributeField(name)] ?? '').trim();
    return [name, typed || (fallback ?? '')] as const;
  });
  const filled = Object.fromEntries(given.filter(([, value]) => value !== ''));
  const answer = await templates.render(template, filled);
  const { text, left } = answer.kind === 'known' ? answer.value : { text: '', left: [] };
  const isLeft = ([name, value]: readonly [string, string]) =>
    value !== '' && (left.includes(name) || (text.includes(`{{${name}}}`) && !value.includes('{{')));
  return {
    ...{ kind: 'known', template, knowledgeBaseId: templates.knowledgeBaseId, values: filled },
    missing: given.filter(([, value]) => value === '').map(([name]) => name),
    unfilled: given.filter(isLeft).map(([name]) => name),
    rendered: answer.kind === 'known' ? { text } : { trouble: answer.trouble },
  };
}

/** Whether the version that was shown is known not to be the one that is active now. */
export function isOutdated(shown: string | undefined, filled: FilledTemplate | undefined): boolean {
  const before = parseVersion(shown ?? '');
  if (!before.ok || filled?.kind !== 'known' || before.value.id !== filled.template.id) return false;
  const [then, now] = [before.value.version, filled.template.version];
  return then !== undefined && now !== undefined && then !== now;
}
