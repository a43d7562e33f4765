import type { AttributeValues, Template, TemplateAttribute } from '../templates/templates.ts';

/** `{{Name}}` stands for what a row has in the column of that name. */
const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;

/** What of a message or a template names no column, or more than one. */
export interface PlaceholderFaults {
  unknown: string[];
  ambiguous: string[];
}

/** Each once, as it is written; undefined where nothing is wrong. */
export function placeholderFaults(
  message: string,
  columns: readonly string[],
): PlaceholderFaults | undefined {
  const names = new Set([...message.matchAll(PLACEHOLDER)].map(([, name = '']) => name.trim()));
  return faultsOf([...names], [...names], columns);
}

/** The same of the attributes of a template; one with a fallback needs no column. */
export function attributeFaults(
  attributes: readonly TemplateAttribute[],
  columns: readonly string[],
): PlaceholderFaults | undefined {
  const needed = attributes.filter(({ fallback }) => fallback === undefined);
  const [names, all] = [needed, attributes].map((some) => some.map(({ name }) => name));
  return faultsOf(names ?? [], all ?? [], columns);
}

function faultsOf(
  needed: readonly string[],
  names: readonly string[],
  columns: readonly string[],
): PlaceholderFaults | undefined {
  const unknown = needed.filter((name) => columnsNamed(name, columns).length === 0);
  const ambiguous = names.filter((name) => columnsNamed(name, columns).length > 1);
  return unknown.length + ambiguous.length > 0 ? { unknown, ambiguous } : undefined;
}

/** The message of one row, or the columns that it has nothing in. */
export function fillIn(
  message: string,
  columns: readonly string[],
  cells: readonly string[],
): { text: string } | { missing: string[] } {
  const missing = new Set<string>();
  const text = message.replaceAll(PLACEHOLDER, (written, name: string) => {
    const { column = written, value } = cellNamed(name, columns, cells);
    if (value === '') missing.add(column);
    return value;
  });
  return missing.size > 0 ? { missing: [...missing] } : { text };
}

/** What a template says to one row, and its attributes there; or the columns that it has nothing in. */
export function fillTemplateIn(
  { text: template, attributes }: Pick<Template, 'text' | 'attributes'>,
  columns: readonly string[],
  cells: readonly string[],
): { text: string; values: AttributeValues } | { missing: string[] } {
  const values: Record<string, string> = {};
  const missing: string[] = [];
  for (const { name, fallback = '' } of attributes) {
    const { column = name, value } = cellNamed(name, columns, cells);
    values[name] = value || fallback;
    if (values[name] === '') missing.push(column);
  }
  if (missing.length > 0) return { missing };
  const text = template.replaceAll(PLACEHOLDER, (written, name: string) =>
    Object.hasOwn(values, name.trim()) ? (values[name.trim()] ?? written) : written,
  );
  return { text, values };
}

function cellNamed(
  name: string,
  columns: readonly string[],
  cells: readonly string[],
): { column?: string | undefined; value: string } {
  const [at] = columnsNamed(name, columns);
  return at === undefined ? { value: '' } : { column: columns[at], value: asMeant(cells[at] ?? '') };
}

function columnsNamed(name: string, columns: readonly string[]): number[] {
  const wanted = tolerant(name);
  return columns.flatMap((column, at) => (tolerant(column) === wanted ? [at] : []));
}

/** "first_name" and "First Name" are the same to whoever writes them. */
function tolerant(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '');
}

/** Without what keeps a spreadsheet from reading a number or a formula: `="0152"` as 0152, `'+1` as +1. */
function asMeant(cell: string): string {
  const text = cell.trim();
  return (/^="([^"]*)"$/.exec(text)?.[1] ?? text).replace(/^'(?=[=+\-@\d])/, '').trim();
}
