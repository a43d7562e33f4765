import { interpolate } from './interpolate.ts';
import type { Edition, TemplateAttributes } from './template.ts';

/** A template as a customer reads it: of WhatsApp, what its components say. */
export function say({ template, content }: Edition, given: TemplateAttributes): string {
  const fill = (text: string) => interpolate(text, given, content.defaults).text;
  if (template.channelSubtype !== 'WHATSAPP') return fill(content.text);
  const { components = [] } = JSON.parse(content.text) as { components?: { type: string; text?: string }[] };
  return components
    .map(({ type, text = '' }) => withParameters(text, parametersOf(content.components, type, fill)))
    .join('\n');
}

function withParameters(text: string, values: readonly string[]): string {
  return text.replace(/\{\{(\d+)\}\}/g, (whole, number: string) => values[Number(number) - 1] ?? whole);
}

function parametersOf(
  components: readonly string[] = [],
  type: string,
  fill: (text: string) => string,
): string[] {
  return components
    .map((json) => JSON.parse(json) as { type: string; parameters: { text: string }[] })
    .filter((component) => component.type === type)
    .flatMap(({ parameters }) => parameters.map(({ text }) => fill(text)));
}
