import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findJsonError, parseJson } from '../../../src/domain/intake/json-text.ts';

test.each([
  ['{"a":1,}', 1, 8],
  ['{"a" 1}', 1, 6],
  ['{a:1}', 1, 2],
  ['{"a":"x}', 1, 6],
  ['[1,2', 1, 5],
  ['[1,2}', 1, 5],
  ['', 1, 1],
  ['{"a":1} x', 1, 9],
  ['{"a":\r\n tru}', 2, 2],
  ['[01]', 1, 3],
  ['{"a":1\n"b":2}', 2, 1],
])('%j stops being JSON at line %i, character %i', (text, line, character) => {
  expect(findJsonError(text)).toEqual({ line, character });
});

test('agrees with JSON.parse on where valid JSON ends, and any text is read or refused', () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      expect(findJsonError(json).line).toBe(1);
      expect(findJsonError(`${json}]`)).toEqual({ line: 1, character: json.length + 1 });
    }),
  );
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'{}[]":,\\ux0123etrufalsn\n -.“'), maxLength: 60 }),
      (text) => {
        const result = parseJson(text);
        if (!result.ok) expect(result.message).toMatch(/^(?:This|The) .*\.$/);
      },
    ),
    { numRuns: 2000 },
  );
});

test('deep nesting costs nothing', () => {
  expect(parseJson('['.repeat(3000)).ok).toBe(false);
  expect(parseJson('['.repeat(1500) + ']'.repeat(1500))).toEqual({
    ok: false,
    message: 'This is nested more than 10 levels deep. Flatten it.',
  });
});

test('what no one sees around it is no fault', () => {
  expect(parseJson('\ufeff {"a":1}\u00a0\n')).toMatchObject({ ok: true, value: { a: 1 } });
});
