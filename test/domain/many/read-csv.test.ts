import { expect, test } from '@jest/globals';
import { readCsv } from '../../../src/domain/many/read-csv.ts';

const TABLE = { columns: ['phone', 'name'], rows: [{ line: 2, cells: ['2065550152', 'Zoë'] }], faults: [] };

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

test.each<[string, Uint8Array | string, object]>([
  ['UTF-8', 'phone,name\n2065550152,Zoë', TABLE],
  ['a byte order mark', '\uFEFFphone,name\n2065550152,Zoë', TABLE],
  ['UTF-16, little end first', Buffer.from('\uFEFFphone\tname\r\n2065550152\tZoë\r\n', 'utf16le'), TABLE],
  ['UTF-16, big end first', utf16be('\uFEFFphone;name\n2065550152;Zoë'), TABLE],
  ['UTF-16 without a mark', Buffer.from('phone,name\n2065550152,Zoë', 'utf16le'), TABLE],
  ['Windows-1252', Buffer.from('phone;name\r\n2065550152;Zo\u00eb', 'latin1'), TABLE],
  ['its euro sign', Buffer.from('phone,a\x80\n1,2', 'latin1'), { columns: ['phone', 'a€'] }],
  ['semicolons, as Excel names them', 'sep=;\r\nphone;name\r\n2065550152;Zoë', { rows: [{ line: 3 }] }],
  ['carriage returns alone', 'phone,name\r2065550152,Zoë\r', TABLE],
  [
    'line ends of every kind',
    'phone,name\r\n2065550152,Zoë\n2065550153,b\r2065550154,c',
    {
      rows: [{ line: 2 }, { line: 3, cells: ['2065550153', 'b'] }, { line: 4 }],
    },
  ],
  ['a first row of names in quotes', '"phone","name, first"\n1,2', { columns: ['phone', 'name, first'] }],
  ['lines that are empty', '\n\nphone;name\n\n;\n2065550152;Zoë\n\n', { rows: [{ line: 6 }] }],
  [
    'quotes over lines, and in a cell',
    'phone,name\n1,"a\n""b"""\n2,5" pipe',
    {
      rows: [
        { line: 3, cells: ['1', 'a\n"b"'] },
        { line: 4, cells: ['2', '5" pipe'] },
      ],
    },
  ],
  [
    'no names',
    '+1 206 555 0152,Zoë\n+1 206 555 0153,b',
    {
      columns: ['Column 1', 'Column 2'],
      rows: [{ line: 1 }, { line: 2 }],
    },
  ],
  ['a column without a name', 'phone,,name\n1,2,3', { columns: ['phone', 'Column 2', 'name'] }],
  ['names that are there twice', 'phone,Name,name \n1,2,3', { columns: ['phone', 'Name', 'name'] }],
  [
    'cells that Excel leaves out at the end',
    'phone,name,note\n1,a\n2',
    {
      rows: [{ cells: ['1', 'a', ''] }, { cells: ['2', '', ''] }],
      faults: [],
    },
  ],
  ['cells that Excel adds at the end', 'phone,name\n1,a,,,\n', { rows: [{ cells: ['1', 'a'] }], faults: [] }],
  [
    'a row with more than the first',
    'phone,name\n1,a,b\n2,c',
    {
      rows: [{ line: 3 }],
      faults: [{ line: 2, fault: { kind: 'cells', has: 3, needs: 2 } }],
    },
  ],
  [
    'a NUL',
    'phone,name\n1,a\0b\n2,c',
    { rows: [{ line: 3 }], faults: [{ line: 2, fault: { kind: 'unreadable' } }] },
  ],
])('%s', async (_, file, expected) => {
  const read = await readCsv(typeof file === 'string' ? Buffer.from(file) : file);
  expect(read).toMatchObject({ kind: 'table', ...expected });
});

test.each<[string, Uint8Array | string, object]>([
  ['nothing', '', { kind: 'empty' }],
  ['blanks', '\uFEFF \r\n\r\n', { kind: 'empty' }],
  ['names alone', 'phone,name\n\n', { kind: 'no_rows' }],
  ['separators alone', ',,\n,,', { kind: 'no_rows' }],
  ['a row too many', `phone\n${'1\n'.repeat(5_001)}`, { kind: 'too_many_rows' }],
  ['a byte too many', 'a'.repeat(2 * 1024 * 1024 + 1), { kind: 'too_large' }],
  ['a column too many', `${'a,'.repeat(100)}b\n1`, { kind: 'too_many_columns' }],
  ['a workbook', 'PK\x03\x04rest', { kind: 'other_format', format: 'spreadsheet' }],
  [
    'an old workbook',
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    { kind: 'other_format', format: 'spreadsheet' },
  ],
  ['a PDF', '%PDF-1.7', { kind: 'other_format', format: 'pdf' }],
  ['an image', Buffer.from('89504e470d0a1a0a', 'hex'), { kind: 'other_format', format: 'other' }],
  ['a quotation mark that stays open', 'phone,name\n1,a\n2,"b\n3,c\n', { kind: 'unclosed_quote', line: 3 }],
])('no table: %s', async (_, file, fault) => {
  const read = await readCsv(typeof file === 'string' ? Buffer.from(file) : file);
  expect(read).toEqual({ kind: 'fault', fault });
});

test('5,000 rows are a list, and so are as many that are wrong', async () => {
  expect(await readCsv(Buffer.from(`phone\n${'1\n'.repeat(5_000)}`))).toMatchObject({ kind: 'table' });
  expect(await readCsv(Buffer.from(`a\n${'1,2\n'.repeat(5_000)}`))).toMatchObject({
    kind: 'table',
    rows: [],
  });
});
