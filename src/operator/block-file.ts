import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { CsvError, type Info, parse } from 'csv-parse';

/** A row of a file, with the number of the line that it ends on. */
export interface FileRow {
  line: number;
  cells: string[];
}

/** From a line on, the file can't be read any further. */
export class Unreadable extends Error {
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

/** A row is longer only where a quotation mark is never closed. In characters. */
const LONGEST_ROW = 100_000;

/** As much as the first line can need. */
const FIRST_LINE = 10_000;

/** The rows of a CSV file, as they are read: in whatever encoding and with whatever separator a spreadsheet has saved them. @throws Unreadable */
export async function* readRows(source: AsyncIterable<Uint8Array>): AsyncGenerator<FileRow> {
  const texts = decode(source);
  let head = '';
  while (head.length < FIRST_LINE && !/\n|\r[\s\S]/.test(head)) {
    const { value, done } = await texts.next();
    if (done) break;
    head += value;
  }
  const named = /^sep=(.)(?:\r\n|\r|\n|$)/i.exec(head);
  const skipped = named ? 1 : 0;
  async function* rest() {
    yield named ? head.slice(named[0].length) : head;
    yield* texts;
  }
  const parser = parse({
    delimiter: named?.[1] ?? separatorOf(head),
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LONGEST_ROW,
    info: true,
  });
  // What goes wrong is thrown to whoever reads the rows.
  pipeline(Readable.from(rest()), parser, () => {});
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>)
      yield { line: info.lines + skipped, cells: record };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const message = 'A quotation mark is never closed, so nothing from there on was read.';
    throw new Unreadable(parser.info.lines + skipped, message);
  }
}

export function openFile(file: string): AsyncIterable<Uint8Array> {
  return createReadStream(file);
}

/** UTF-16 is what Excel calls Unicode text. */
async function* decode(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let held: Uint8Array = new Uint8Array();
  for await (const bytes of source) {
    const all = held.length > 0 ? Buffer.concat([held, bytes]) : bytes;
    held = all.length < 2 && !decoder ? all : new Uint8Array();
    if (held.length > 0) continue;
    decoder ??= new TextDecoder(encodingOf(all));
    yield decoder.decode(all, { stream: true });
  }
  decoder ??= new TextDecoder();
  yield decoder.decode(held);
}

/** By the byte order mark that it begins with. */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xff && second === 0xfe ? 'utf-16le' : 'utf-8';
}

/** The one that the first line has most of, outside of quotes. */
function separatorOf(text: string): string {
  const [line = ''] = text.replaceAll(/"[^"]*"/g, '').split(/[\r\n]/, 1);
  const counts = [',', ';', '\t'].map((one) => ({ one, count: line.split(one).length }));
  return counts.toSorted((a, b) => b.count - a.count)[0]?.one ?? ',';
}
