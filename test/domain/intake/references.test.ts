import { describe, expect, test } from '@jest/globals';
import { parseReferences } from '../../../src/domain/intake/references.ts';

describe('references', () => {
  test('take each type with a value that agrees', () => {
    const references = {
      'Order page': { Type: 'URL', Value: 'https://example.com/1234?a=b' },
      Count: { Type: 'NUMBER', Value: '-12.5' },
      Note: { Type: 'STRING', Value: 'Gold “customer” 😀' },
      Since: { Type: 'DATE', Value: '1767225600' },
      Mail: { Type: 'EMAIL', Value: 'ana@example.com' },
    };
    expect(parseReferences(JSON.stringify(references))).toEqual({ ok: true, value: references });
  });

  const shape = 'Write it as in {"Order": {"Type": "URL", "Value": "https://example.com/1234"}}.';

  test.each([
    [
      '{"a": {"Type": "URL", "Value": "example.com"}}',
      'The Value of “a” must be a whole web address that begins with https:// or http://, because its Type is URL.',
    ],
    [
      '{"a": {"Type": "URL", "Value": "javascript:alert(1)"}}',
      'The Value of “a” must be a whole web address that begins with https:// or http://, because its Type is URL.',
    ],
    [
      '{"a": {"Type": "NUMBER", "Value": "1e3"}}',
      'The Value of “a” must be a number in digits, for example "1234.5", because its Type is NUMBER.',
    ],
    [
      '{"a": {"Type": "STRING", "Value": ""}}',
      "The Value of “a” must be text that isn't empty, because its Type is STRING.",
    ],
    [
      '{"a": {"Type": "DATE", "Value": "2026-01-01"}}',
      'The Value of “a” must be an epoch timestamp in digits, for example "1767225600", because its Type is DATE.',
    ],
    [
      '{"a": {"Type": "EMAIL", "Value": "ana"}}',
      'The Value of “a” must be one email address, because its Type is EMAIL.',
    ],
    [
      '{"a": {"Type": "ATTACHMENT", "Value": "x"}}',
      `Type must be one of URL, NUMBER, STRING, DATE, EMAIL (at “a.Type”). ${shape}`,
    ],
    ['{"a": {"Type": "STRING"}}', `Value must be text in quotes (at “a.Value”). ${shape}`],
    ['{"a": {"Type": "NUMBER", "Value": 3}}', `Value must be text in quotes (at “a.Value”). ${shape}`],
    [
      '{"a": {"Type": "STRING", "Value": "x", "Arn": "y"}}',
      `A reference must be an object with Type and Value only (at “a”). ${shape}`,
    ],
    ['{"a": "x"}', `A reference must be an object with Type and Value only (at “a”). ${shape}`],
    ['{"": {"Type": "STRING", "Value": "x"}}', `A name can't be empty. ${shape}`],
    [
      '"x"',
      'This must be a JSON object in braces, for example {"Order": {"Type": "URL", "Value": "https://example.com/1234"}}.',
    ],
    [
      '{"__proto__": {"Type": "STRING", "Value": "x"}}',
      "The name “__proto__” can't be used. Choose another.",
    ],
    [
      `{"a": {"Type": "STRING", "Value": "${'é'.repeat(2048)}"}}`,
      'The references are 1 byte too large (at most 4,096). Shorten or remove some.',
    ],
  ])('%.60j is refused', (typed, message) => {
    expect(parseReferences(typed)).toEqual({ ok: false, message });
  });
});
