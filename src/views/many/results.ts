import { writeCsv } from '../../domain/csv/write-csv.ts';
import type { RowResult } from '../../domain/many/lists.ts';
import { maskPhoneNumber } from '../../domain/phone/mask-phone-number.ts';
import { rowFaultText } from '../sentences/list-file.ts';
import { RESULT_COLUMNS, resultState, resultWhy } from '../sentences/many-results.ts';

/** What became of each row, as CSV. */
export async function buildResults(
  pages: AsyncIterable<RowResult[]>,
  { showsNumbers }: { showsNumbers: boolean },
): Promise<Uint8Array> {
  const rows: (readonly string[])[] = [RESULT_COLUMNS];
  for await (const page of pages) rows.push(...page.map((row) => cellsOf(row, showsNumbers)));
  return writeCsv(rows);
}

function cellsOf(row: RowResult, showsNumbers: boolean): string[] {
  const { line, phone = '', contactId = '', fault } = row;
  const isNumber = /^\+\d+$/.test(phone);
  const number = showsNumbers ? phone : isNumber ? maskPhoneNumber(phone) : phone && '…';
  const why = fault && showsNumbers ? rowFaultText(fault) : resultWhy(row);
  return [String(line), number, resultState(row), contactId, why];
}
