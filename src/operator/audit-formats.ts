import { stringify } from 'csv-stringify/sync';
import type { AuditEntry } from '../store/audit-entries.ts';

export const FORMATS = ['csv', 'jsonl'] as const;
type Format = (typeof FORMATS)[number];

export function isFormat(text: string | undefined): text is Format {
  return FORMATS.some((format) => format === text);
}

const COLUMNS: (keyof AuditEntry)[] = [
  'seq',
  'at',
  'actor',
  'door',
  'action',
  'reach_out_id',
  'detail',
  'id',
  'hash',
];

/** A page of entries; the first one of CSV begins with the names of the columns. */
export const write: Record<Format, (page: AuditEntry[], isFirst: boolean) => string> = {
  // A cell that a spreadsheet would take for a formula begins with an apostrophe.
  csv: (page, isFirst) => stringify(page, { header: isFirst, columns: COLUMNS, escape_formulas: true }),
  jsonl: (page) => page.map((entry) => `${JSON.stringify(entry)}\n`).join(''),
};
