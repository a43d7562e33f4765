import { decodeWhole } from '../csv/decode.ts';
import { type FileRow, holdsNumber, isEmpty, readRows, Unreadable } from '../csv/read-rows.ts';
import { isStorable, piecesOf } from '../intake/text-limits.ts';
import { formatOf } from './file-format.ts';
import {
  type FileFault,
  LARGEST_FILE,
  type LineFault,
  type ListFile,
  type ListTable,
  MOST_COLUMNS,
  MOST_ROWS,
} from './list-file.ts';

/** What is read before others have their turn. In characters. */
const PIECE = 64_000;

/** Reads a list in whatever encoding and with whatever separator a spreadsheet has saved it. Never rejects for what is in it. */
export async function readCsv(bytes: Uint8Array): Promise<ListFile> {
  if (bytes.length > LARGEST_FILE) return fault({ kind: 'too_large' });
  const format = formatOf(bytes);
  if (format) return fault({ kind: 'other_format', format });
  const text = decodeWhole(bytes);
  if (text.trim() === '') return fault({ kind: 'empty' });
  try {
    return await readTable(readRows(inPieces(text)));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return fault({ kind: 'unclosed_quote', line: error.line });
  }
}

async function readTable(read: AsyncIterable<FileRow>): Promise<ListFile> {
  let columns: string[] | undefined;
  const rows: FileRow[] = [];
  const faults: ListTable['faults'] = [];
  for await (const row of read) {
    if (isEmpty(row.cells)) continue;
    const isFirst = columns === undefined;
    const cells = evenedOut(row.cells, columns?.length);
    if (isFirst && cells.length > MOST_COLUMNS) return fault({ kind: 'too_many_columns' });
    const isHeader = isFirst && !holdsNumber(cells);
    columns ??= cells.map((cell, at) => (isHeader && cell.trim()) || `Column ${at + 1}`);
    if (isHeader) continue;
    if (rows.length + faults.length >= MOST_ROWS) return fault({ kind: 'too_many_rows' });
    const wrong = lineFault(cells, columns);
    if (wrong) faults.push({ line: row.line, fault: wrong });
    else rows.push({ line: row.line, cells });
  }
  if (!columns || rows.length + faults.length === 0) return fault({ kind: 'no_rows' });
  return { kind: 'table', columns, rows, faults };
}

function lineFault(cells: string[], columns: string[]): LineFault | undefined {
  if (cells.length > columns.length) return { kind: 'cells', has: cells.length, needs: columns.length };
  return cells.every(isStorable) ? undefined : { kind: 'unreadable' };
}

/** Spreadsheets end rows with cells that were never filled in, and leave out empty ones at the end of others. */
function evenedOut(cells: string[], width: number | undefined): string[] {
  const end = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  if (cells.length > (width ?? MOST_COLUMNS)) return cells.slice(0, Math.max(end, width ?? MOST_COLUMNS));
  return [...cells, ...Array<string>((width ?? cells.length) - cells.length).fill('')];
}

async function* inPieces(text: string): AsyncGenerator<string> {
  yield* piecesOf(text, PIECE);
}

function fault(fault: FileFault): ListFile {
  return { kind: 'fault', fault };
}
