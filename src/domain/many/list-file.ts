import type { FileRow } from '../csv/read-rows.ts';

/** What a list may have at most. Above that, Amazon Connect's outbound campaigns are made for it. */
export const MOST_ROWS = 5_000;

/** In bytes. */
export const LARGEST_FILE = 2 * 1024 * 1024;

/** As many as a select in Slack can offer. */
export const MOST_COLUMNS = 100;

/** Why a file can't be taken at all. */
export type FileFault =
  | { kind: 'too_large' | 'empty' | 'no_rows' | 'too_many_rows' | 'too_many_columns' }
  | { kind: 'other_format'; format: 'spreadsheet' | 'pdf' | 'other' }
  | { kind: 'unclosed_quote'; line: number };

/** Why a row can't be taken, whatever it is for. */
export type LineFault =
  | { kind: 'cells'; has: number; needs: number }
  /** A character that neither a message nor the database can hold. */
  | { kind: 'unreadable' };

export interface ListTable {
  kind: 'table';
  /** Their names; "Column 2" for one without. */
  columns: string[];
  rows: FileRow[];
  faults: { line: number; fault: LineFault }[];
}

export type ListFile = ListTable | { kind: 'fault'; fault: FileFault };
