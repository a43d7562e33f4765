import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { judgeRows } from '../../../src/domain/many/judge-rows.ts';
import { type ListFile, MOST_COLUMNS, MOST_ROWS } from '../../../src/domain/many/list-file.ts';
import { findNumberColumn } from '../../../src/domain/many/number-column.ts';
import { readCsv } from '../../../src/domain/many/read-csv.ts';
import { fileFaultText, rowFaultText } from '../../../src/views/sentences/list-file.ts';

/** Every sentence that is said of a file, however it was read; what stands in its numbers is in none. */
async function takeIn(bytes: Uint8Array): Promise<{ read: ListFile; said: string[] }> {
  const read = await readCsv(bytes);
  if (read.kind === 'fault') return { read, said: [fileFaultText(read.fault)] };
  const { columns, rows, faults } = read;
  expect(columns.length).toBeGreaterThan(0);
  expect(columns.length).toBeLessThanOrEqual(MOST_COLUMNS);
  expect(rows.length + faults.length).toBeLessThanOrEqual(MOST_ROWS);
  for (const { cells } of rows) expect(cells).toHaveLength(columns.length);
  const lines = [...rows, ...faults].map(({ line }) => line);
  expect(new Set(lines).size).toBe(lines.length);
  const found = findNumberColumn(columns, rows, { defaultCountry: 'US' });
  const numberColumn = found.kind === 'found' ? found.column : (found.candidates[0] ?? -1);
  expect(columns[numberColumn]).toBeDefined();
  const message = `Hi {{${columns.at(-1)}}}`;
  const judged = await judgeRows(rows, {
    columns,
    numberColumn,
    channel: 'sms',
    message,
    defaultCountry: 'US',
  });
  expect(judged.ready.length + judged.faults.length).toBe(rows.length);
  return { read, said: [...faults, ...judged.faults].map(({ fault }) => rowFaultText(fault)) };
}

const cell = fc.oneof(
  fc.constantFrom('+12065550152', '="2065550152"', "'2065550152", '1.2E+10', '', '"', '""', '\0', ';', '\t'),
  fc.constantFrom(
    'phone',
    'sep=;',
    '=HYPERLINK("x")',
    '@SUM(1)',
    '{{phone}}',
    '\r',
    '\n',
    '\uFEFF',
    '\ud800',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

const written = fc
  .record({
    rows: fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 12 }),
    separator: fc.constantFrom(',', ';', '\t'),
    end: fc.constantFrom('\n', '\r\n', '\r'),
    encoding: fc.constantFrom('utf8', 'utf16le', 'latin1') satisfies fc.Arbitrary<BufferEncoding>,
    isMarked: fc.boolean(),
  })
  .map(({ rows, separator, end, encoding, isMarked }) =>
    Buffer.from((isMarked ? '\uFEFF' : '') + rows.map((row) => row.join(separator)).join(end), encoding),
  );

test('any bytes at all are a table, with an error by line, or an error', () =>
  fc.assert(
    fc.asyncProperty(fc.oneof(written, fc.uint8Array({ maxLength: 300 })), async (bytes) => {
      for (const sentence of (await takeIn(bytes)).said) {
        expect(sentence).not.toBe('');
        expect(sentence).not.toContain('undefined');
      }
    }),
    { numRuns: 400 },
  ));

const MOST = 2 * 1024 * 1024;
const filled = (text: string, start = 'phone,name\n') =>
  start + text.repeat(Math.floor((MOST - start.length) / text.length));

test.each<[string, string, string]>([
  ['one cell', filled('x'), 'unclosed_quote'],
  ['one cell in quotes', filled('x', 'phone\n"'), 'unclosed_quote'],
  ['quotes', filled('"'), 'unclosed_quote'],
  ['half-open quotes', filled('"a'), 'unclosed_quote'],
  ['separators', filled(','), 'no_rows'],
  ['separators in front', filled(',', 'a'), 'no_rows'],
  ['names', filled('a,', ''), 'unclosed_quote'],
  ['empty lines', filled('\n'), 'no_rows'],
  ['carriage returns and nothing else', filled('\r', ''), 'empty'],
  ['short rows', filled('1,2\n'), 'too_many_rows'],
  ['rows that are too long', filled('1,2,3\n'), 'too_many_rows'],
  ['NUL', filled('\0', 'phone\n2065550152\n'), 'unclosed_quote'],
  ['placeholders', filled('{{'), 'unclosed_quote'],
  ['digits', filled('1'), 'unclosed_quote'],
  ['marks on one letter', filled('\u0301', ''), 'unclosed_quote'],
])('2 MB of %s are refused', async (_, text, kind) => {
  const bytes = Buffer.from(text).subarray(0, MOST);
  expect((await takeIn(bytes)).read).toMatchObject({ kind: 'fault', fault: { kind } });
});

test('2 MB of cells as long as they may be are a table', async () => {
  const rows = Array.from({ length: 20 }, (_, at) => `${'{'.repeat(99_000)},20655501${at + 10}`);
  const { read, said } = await takeIn(Buffer.from(`name,phone\n${rows.join('\n')}`));
  expect(read).toMatchObject({ kind: 'table', faults: [] });
  expect(said).toEqual([]);
});
