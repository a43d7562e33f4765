import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decode } from '../../src/domain/csv/decode.ts';
import { isEmpty, readRows, Unreadable } from '../../src/domain/csv/read-rows.ts';
import { type Columns, type ReadRow, readHeader, readRow } from '../../src/operator/block-row.ts';

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** What a file asks for, by line. */
async function read(file: string | Uint8Array, size = 64_000): Promise<[number, ReadRow][]> {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file;
  const all: [number, ReadRow][] = [];
  let columns: Columns | undefined;
  for await (const { line, cells } of readRows(decode(inPieces(bytes, size)))) {
    if (isEmpty(cells)) continue;
    const header = columns ? undefined : readHeader(cells);
    if (header === 'unnamed') return [];
    columns ??= header ?? { number: 0 };
    const row = header ? undefined : readRow(cells, columns, { defaultCountry: 'US' });
    if (row) all.push([line, row]);
  }
  return all;
}

const recipient = '+12065550152';

test.each<[string, string | Uint8Array, [number, object][]]>([
  [
    'numbers alone',
    '+1 206 555 0152\n+44 7700 900123',
    [
      [1, { recipient }],
      [2, { recipient: '+447700900123' }],
    ],
  ],
  ['a header', 'Name,Phone Number\nAda,206-555-0152\n', [[2, { recipient }]]],
  [
    'channel and reason by name, in any order',
    'reason,channel,phone\nRude,SMS,2065550152',
    [[2, { recipient, channel: 'sms', reason: 'Rude' }]],
  ],
  ['semicolons', 'recipient;reason\n2065550152;"a; b"', [[2, { recipient, reason: 'a; b' }]]],
  ['tabs', 'number\tchannel\n2065550152\tvoice call', [[2, { recipient, channel: 'voice' }]]],
  ["Excel's own line", 'sep=;\r\nphone;channel\r\n2065550152;all\r\n', [[3, { recipient }]]],
  ['a byte order mark', '\uFEFFphone\n2065550152', [[2, { recipient }]]],
  [
    'UTF-16, as Excel saves Unicode text',
    Buffer.from('\uFEFFphone\treason\r\n2065550152\tÄrger', 'utf16le'),
    [[2, { recipient, reason: 'Ärger' }]],
  ],
  [
    'a header with names of its own',
    'Mobile No.,Notes\n2065550152,Rude',
    [[2, { recipient, reason: 'Rude' }]],
  ],
  [
    'a leading apostrophe',
    "phone\n'+12065550152\n'2065550152",
    [
      [2, { recipient }],
      [3, { recipient }],
    ],
  ],
  [
    'numbers wrapped as formulas',
    'phone\n="2065550152"\n"=""+12065550152"""\n=12065550152',
    [
      [2, { recipient }],
      [3, { recipient }],
      [4, { recipient }],
    ],
  ],
  [
    'numbers that were taken for amounts',
    'phone\n12065550152.0\n"12,065,550,152"',
    [
      [2, { recipient }],
      [3, { recipient }],
    ],
  ],
  ['empty lines and rows', 'phone,reason\n\n2065550152,\n,\n\n', [[3, { recipient }]]],
  [
    'quotes over lines',
    'phone,reason\n2065550152,"a\nb"\n2065550152,c',
    [
      [3, { recipient, reason: 'a b' }],
      [4, { recipient, reason: 'c' }],
    ],
  ],
  ['quotes within a cell', 'phone,reason\n2065550152,5" pipe', [[2, { recipient, reason: '5" pipe' }]]],
  [
    'a formula that an export has escaped',
    "phone,reason\n2065550152,'=1+1",
    [[2, { recipient, reason: '=1+1' }]],
  ],
  [
    'what is left of a number in a spreadsheet',
    'phone\n1.20656E+10',
    [[2, { fault: expect.stringContaining('A spreadsheet has shortened that number') }]],
  ],
  ['no number', 'reason,phone\nRude,', [[2, { fault: 'There is no phone number in it.' }]]],
  [
    'an unknown channel',
    'phone,channel\n2065550152,fax',
    [[2, { fault: 'The channel must be sms, whatsapp, voice or all.' }]],
  ],
  [
    'a long reason',
    `phone,reason\n2065550152,${'x'.repeat(201)}`,
    [[2, { fault: 'The reason has more than 200 characters.' }]],
  ],
  ['a header that names no number', 'Kundin,channel\n2065550152,sms', []],
  ['a number beside the name of a column', '2065550152,phone', [[1, { recipient }]]],
  [
    "an export's origin",
    "phone,source,by,since\n'+12065550152,customer,U123,2026-03-03T10:00:00.000Z\n2065550152,web,Ada,3 March",
    [
      [2, { recipient, source: 'customer', by: 'U123', at: new Date('2026-03-03T10:00:00Z') }],
      [3, { recipient }],
    ],
  ],
  ['nothing', '', []],
])('%s', async (_, file, rows) => {
  expect(await read(file)).toEqual(rows);
  // However it comes in.
  expect(await read(file, 1)).toEqual(rows);
});

test('a quotation mark that is never closed ends it, by the line that it is found on', async () => {
  const file = `phone,reason\n2065550152,fine\n2065550152,"never closed\n${'2065550153,x\n'.repeat(20)}`;
  await expect(read(file)).rejects.toThrow(Unreadable);
});

const cells = fc.oneof(
  fc.constantFrom(
    '+12065550152',
    '="2065550152"',
    "'2065550152",
    '1.2E+10',
    '',
    '"',
    '\0',
    ';',
    '\t',
    'sms',
    'phone',
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
);

test('any bytes at all are read or refused, never thrown at, and no refusal holds a number', () =>
  fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc
          .array(fc.array(cells, { maxLength: 4 }), { maxLength: 12 })
          .map((rows) => Buffer.from(rows.map((row) => row.join(',')).join('\n'))),
        fc.uint8Array({ maxLength: 300 }),
      ),
      fc.integer({ min: 1, max: 50 }),
      async (bytes, size) => {
        const rows = await read(bytes, size).catch((error) => {
          if (error instanceof Unreadable) return [];
          throw error;
        });
        for (const [line, row] of rows) {
          expect(line).toBeGreaterThan(0);
          if ('fault' in row) expect(row.fault.replaceAll('+1 206 555 0152', '')).not.toMatch(/\d{7}/);
        }
      },
    ),
    { numRuns: 500 },
  ));
