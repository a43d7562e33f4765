/** `{{Name}}` stands for what a row has in the column of that name. */
const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;

/** What of a message names no column, or more than one. */
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
  const having = (count: (columns: number) => boolean) =>
    [...names].filter((name) => count(columnsNamed(name, columns).length));
  const faults = { unknown: having((count) => count === 0), ambiguous: having((count) => count > 1) };
  return faults.unknown.length + faults.ambiguous.length > 0 ? faults : undefined;
}

/** The message of one row, or the columns that it has nothing in. */
export function fillIn(
  message: string,
  columns: readonly string[],
  cells: readonly string[],
): { text: string } | { missing: string[] } {
  const missing = new Set<string>();
  const text = message.replaceAll(PLACEHOLDER, (written, name: string) => {
    const [column] = columnsNamed(name, columns);
    const value = column === undefined ? '' : asMeant(cells[column] ?? '');
    if (value === '') missing.add(column === undefined ? written : (columns[column] ?? written));
    return value;
  });
  return missing.size > 0 ? { missing: [...missing] } : { text };
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
