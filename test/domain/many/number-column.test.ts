import { expect, test } from '@jest/globals';
import { findNumberColumn } from '../../../src/domain/many/number-column.ts';

const PHONES = ['+1 206 555 0152', '2065550153', '="2065550154"', "'+12065550155"];

/** A column a name, each with the cells below it. */
function find(table: Record<string, string[]> | [string, string[]][]) {
  const columns = Array.isArray(table) ? table : Object.entries(table);
  const rows = PHONES.map((_, at) => ({ line: at + 2, cells: columns.map(([, cells]) => cells[at] ?? '') }));
  return findNumberColumn(
    columns.map(([name]) => name),
    rows,
    { defaultCountry: 'US' },
  );
}

const NAMES = ['Ada', 'Grace', 'Kenji', 'Lena'];

test.each([
  ...['Phone', 'PHONE NO.', 'Mobile number', 'cell_phone', 'Customer Phone', 'Phone 1', 'Tel.', 'WhatsApp'],
  ...['Telefonnummer', 'Handy', 'Téléphone', 'Numéro de téléphone', 'N° de portable', 'Teléfono móvil'],
  ...['Celular', 'Cellulare', 'Telemóvel', 'Telefoonnummer', 'Mobilnummer', 'Tlf', 'Puhelinnumero'],
  ...['Cep telefonu', 'Номер телефона', 'Τηλέφωνο', '電話番号', '手机号码', '휴대폰', 'رقم الهاتف', 'मोबाइल'],
])('by its name, whatever is in it: %s', (name) => {
  expect(find({ Kundin: NAMES, [name]: ['n/a', '', '', ''] })).toEqual({ kind: 'found', column: 1 });
});

test.each<[string, Record<string, string[]> | [string, string[]][], object]>([
  ['one column', { whatever: NAMES }, { kind: 'found', column: 0 }],
  ['one with numbers in it', { who: NAMES, reach: PHONES }, { kind: 'found', column: 1 }],
  [
    'a vague name does not make it one',
    { number: ['1', '2', '3', '4'], reach: PHONES },
    { kind: 'found', column: 1 },
  ],
  ['but chooses among two', { fax: PHONES, number: PHONES }, { kind: 'found', column: 1 }],
  [
    'of two names, the one that is filled in',
    { phone: ['', '', '', ''], mobile: PHONES },
    { kind: 'found', column: 1 },
  ],
  [
    'two that are filled in',
    { who: NAMES, phone: PHONES, mobile: PHONES },
    { kind: 'unclear', candidates: [1, 2, 0] },
  ],
  ['two without a name', { who: NAMES, a: PHONES, b: PHONES }, { kind: 'unclear', candidates: [1, 2, 0] }],
  [
    'the same name twice',
    [
      ['phone', PHONES],
      ['phone', PHONES],
    ],
    { kind: 'unclear', candidates: [0, 1] },
  ],
  ['none', { who: NAMES, order: ['A-1', 'A-2', 'A-3', 'A-4'] }, { kind: 'unclear', candidates: [0, 1] }],
])('%s', (_, table, expected) => {
  expect(find(table)).toEqual(expected);
});
