import { stringify } from 'csv-stringify/sync';

/** A file that spreadsheets read as what it is, in UTF-8; a cell that they would take for a formula begins with an apostrophe. */
export function writeCsv(rows: readonly (readonly string[])[]): Uint8Array {
  return Buffer.from(stringify([...rows.map((row) => [...row])], { bom: true, escape_formulas: true }));
}
