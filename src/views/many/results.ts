import { writeCsv } from '../../domain/csv/write-csv.ts';
import type { ResultOptions } from '../../domain/many/list-poster.ts';
import type { RowResult } from '../../domain/many/lists.ts';
import { maskPhoneNumber } from '../../domain/phone/mask-phone-number.ts';
import { rowFaultText } from '../sentences/list-file.ts';
import { RESULT_COLUMNS, resultState, resultWhy } from '../sentences/many-results.ts';

/** What became of each row, as CSV. */
export async function buildResults(
  pages: AsyncIterable<RowResult[]>,
  options: ResultOptions,
): Promise<Uint8Array> {
  const rows: (readonly string[])[] = [RESULT_COLUMNS];
  for await (const page of pages) rows.push(...page.map((row) => cellsOf(row, options)));
  return writeCsv(rows);
}

function cellsOf(row: RowResult, { showsNumbers, template }: ResultOptions): string[] {
  const { line, phone = '', contactId = '', fault } = row;
  const isNumber = /^\+\d+$/.test(phone);
  const number = showsNumbers ? phone : isNumber ? maskPhoneNumber(phone) : phone && '…';
  const why = fault && showsNumbers ? rowFaultText(fault) : resultWhy(row, template);
  return [String(line), number, resultState(row), contactId, why];
}
