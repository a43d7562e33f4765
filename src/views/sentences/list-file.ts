import { inUnits, quoted, withCommas } from '../../domain/intake/text-limits.ts';
import type { PlaceholderFaults } from '../../domain/many/fill-in.ts';
import type { RowFault } from '../../domain/many/judge-rows.ts';
import { type FileFault, type LineFault, MOST_COLUMNS, MOST_ROWS } from '../../domain/many/list-file.ts';

const FORMATS = {
  spreadsheet:
    "That's a spreadsheet, not a CSV file. In the program it is from, save it as CSV, and choose that file.",
  pdf: "That's a PDF, not a CSV file. Export the list as CSV from where it is kept, and choose that file.",
  other: "That isn't a CSV file. Save the list as CSV, and choose that file.",
};

const FILES = {
  too_large: "The file is larger than 2 MB. Take out the columns that the message doesn't need, or split it.",
  empty: 'The file is empty. Choose another.',
  no_rows: 'The file has the names of its columns, but no row below them. Choose another.',
  too_many_rows: `A list has at most ${withCommas(MOST_ROWS)} rows. For more, use Amazon Connect's outbound campaigns, which are made for that.`,
  too_many_columns: `The file has more than ${MOST_COLUMNS} columns. Take out those that the message doesn't need.`,
};

/** Why a file can't be taken, at its field. */
export function fileFaultText(fault: FileFault): string {
  if (fault.kind === 'other_format') return FORMATS[fault.format];
  if (fault.kind === 'unclosed_quote')
    return `From line ${withCommas(fault.line)} on the file can't be read: a quotation mark there may never be closed. Close it or take it out, and choose the file again.`;
  return FILES[fault.kind];
}

/** Why a row doesn't go; what stands in it is not repeated. */
export function rowFaultText(fault: LineFault | RowFault): string {
  switch (fault.kind) {
    case 'cells':
      return `It has ${inUnits(fault.has, 'cell')}, and the first row has ${withCommas(fault.needs)}: a comma or a quotation mark may be missing.`;
    case 'unreadable':
      return "It holds a character that can't be sent.";
    case 'no_number':
      return 'There is no phone number in it.';
    case 'twice':
      return `The same number is in line ${withCommas(fault.first)}.`;
    case 'missing':
      return `Nothing stands under ${fault.columns.map(quoted).join(', ')}.`;
    case 'number':
    case 'message':
      return fault.message;
  }
}

/** What to change in a message, at its field. */
export function placeholderText(faults: PlaceholderFaults, columns: readonly string[]): string {
  const [unknown] = faults.unknown;
  if (unknown === undefined)
    return `More than one column is called ${quoted(faults.ambiguous[0] ?? '')}. Give each a name of its own in the file.`;
  return `No column is called ${quoted(unknown)}. The file has ${named(columns)}.`;
}

/** Which columns a template needs, and the file doesn't have. */
export function attributesText(faults: PlaceholderFaults, columns: readonly string[]): string {
  const { unknown } = faults;
  if (unknown.length === 0) return placeholderText(faults, columns);
  const each = unknown.length === 1 ? 'a column of that name' : 'columns of these names';
  return `The template needs ${named(unknown)}, and the file has no such column: it has ${named(columns)}. Give it ${each}.`;
}

function named(names: readonly string[]): string {
  const more = names.length > MOST_NAMED ? ' and more' : '';
  return `${names.slice(0, MOST_NAMED).map(quoted).join(', ')}${more}`;
}

const MOST_NAMED = 8;
