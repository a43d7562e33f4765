import { CsvError, parse } from 'csv-parse';

/** A row of a file, with the number of the line that it ends on. */
export interface FileRow {
  line: number;
  cells: string[];
}

/** From a line on, the file can't be read any further. */
export class Unreadable extends Error {
  readonly line: number;

  constructor(line: number) {
    super('A quotation mark is never closed, so nothing from there on was read.');
    this.line = line;
  }
}

/** A row is longer only where a quotation mark is never closed. In characters. */
const LONGEST_ROW = 100_000;

/** As much as the first line can need. */
const FIRST_LINE = 10_000;

/** The rows of a CSV file, as they are read and with whatever separator a spreadsheet has saved them. Empty lines are left out. @throws Unreadable */
export async function* readRows(texts: AsyncIterator<string>): AsyncGenerator<FileRow> {
  let head = '';
  while (head.length < FIRST_LINE && !/[^\r\n](?:\n|\r[\s\S])/.test(head)) {
    const { value, done } = await texts.next();
    if (done) break;
    head += value;
  }
  const named = /^sep=(.)(?:\r\n|\r|\n|$)/i.exec(head);
  const parse = startParsing(named?.[1] ?? separatorOf(head));
  const skipped = named ? 1 : 0;
  let last = skipped;
  let text: string | undefined = named ? head.slice(named[0].length) : head;
  for (;;) {
    const { rows, isBroken } = await parse(text);
    for (const { line, cells } of rows) {
      last = line + skipped;
      yield { line: last, cells };
    }
    if (isBroken) throw new Unreadable(last + 1);
    if (text === undefined) return;
    const next: IteratorResult<string, undefined> = await texts.next();
    text = next.value;
  }
}

/** Takes piece after piece of a text, and in the end undefined. */
function startParsing(delimiter: string) {
  let rows: FileRow[] = [];
  const parser = parse({
    delimiter,
    // All three may be in one file, where it was put together of several.
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
    // Kept here, since a stream that fails forgets what nobody has read yet.
    on_record: (cells: string[], { lines }) => {
      rows.push({ line: lines, cells });
      return null;
    },
  });
  parser.on('error', () => {});
  return async (text: string | undefined) => {
    rows = [];
    const error = await new Promise<Error | null | undefined>((resolve) => {
      if (text === undefined) parser.end(resolve);
      else parser.write(text, resolve);
    });
    if (error && !(error instanceof CsvError)) throw error;
    return { rows, isBroken: error instanceof CsvError };
  };
}

export function isEmpty(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

/** Whether something in a row is as long as a phone number: then it is no header. */
export function holdsNumber(cells: readonly string[]): boolean {
  return cells.some((cell) => [...cell.matchAll(/\p{Nd}/gu)].length >= 7);
}

/** The one that the first line has most of, outside of quotes. */
function separatorOf(text: string): string {
  const [line = ''] = text
    .replaceAll(/"[^"]*"/g, '')
    .replace(/^[\r\n]+/, '')
    .split(/[\r\n]/, 1);
  const counts = [',', ';', '\t'].map((one) => ({ one, count: line.split(one).length }));
  return counts.toSorted((a, b) => b.count - a.count)[0]?.one ?? ',';
}
