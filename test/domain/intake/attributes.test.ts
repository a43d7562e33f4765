import { describe, expect, test } from '@jest/globals';
import { attributesTooLarge, parseAttributes } from '../../../src/domain/intake/attributes.ts';

describe('attributes', () => {
  test.each<[string, Record<string, string>]>([
    ['a=1', { a: '1' }],
    ['order_id = 1234\n\n  Tier-2=gold  \r\n', { order_id: '1234', 'Tier-2': 'gold' }],
    ['a=b=c', { a: 'b=c' }],
    ['a=', { a: '' }],
    ['a=“curly” — text', { a: '“curly” — text' }],
    ['constructor=x', { constructor: 'x' }],
    ['', {}],
    ['{"a": "1", "b": ""}', { a: '1', b: '' }],
    [' {“a”: “1”} ', { a: '1' }],
    ['{}', {}],
  ])('%j', (typed, attributes) => {
    expect(parseAttributes(typed)).toEqual({ ok: true, value: attributes });
  });

  test.each([
    ['a=1\nb', 'Line 2 has no “=”. Write one key=value a line, for example order_id=1234.'],
    ['\n=1', 'Line 2: The key is missing. Write it before the “=”, for example order_id=1234.'],
    ['a b=1', 'Line 1: The key “a b” may hold only letters, digits, - and _. Rename it.'],
    ['a=1\n\na=2', 'Line 3: The key “a” is there twice. Keep one of them.'],
    ['__proto__=1', "Line 1: The name “__proto__” can't be used. Choose another."],
    ['{"__proto__": "1"}', "The name “__proto__” can't be used. Choose another."],
    ['{"a": 1}', 'The value of “a” must be text in quotes, for example "1234".'],
    ['{"a": {"b": "c"}}', 'The value of “a” must be text in quotes, for example "1234".'],
    ['{"": "x"}', 'The key is missing. Write it before the “=”, for example order_id=1234.'],
    ['{"é": "x"}', 'The key “é” may hold only letters, digits, - and _. Rename it.'],
    [
      '{"a": "1",}',
      "This isn't valid JSON: check line 1, character 11, for a missing quote, comma or bracket.",
    ],
    ['["a"]', 'This must be a JSON object in braces, for example {"order_id": "1234"}.'],
    [
      `${'k'.repeat(32_768)}=1`,
      `“${'k'.repeat(40)}…” is too long (at most 32,767 characters each for key and value). Shorten it.`,
    ],
    [
      '{"a": "\\u0000"}',
      "This holds a character that can't be sent, usually an invisible one that came with pasted text. Type it again by hand.",
    ],
  ])('%.40j is refused', (typed, message) => {
    const result = parseAttributes(typed);
    if (result.ok) throw new Error('accepted');
    expect(result.message.replace(/^Line 1: (?=“k)/, '')).toBe(message);
  });

  test('pollute no prototype', () => {
    parseAttributes('{"__proto__": {"polluted": "yes"}}');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('have 32,768 UTF-8 bytes over all keys and values', () => {
    expect(attributesTooLarge({ a: 'x'.repeat(32_767) })).toBeUndefined();
    expect(attributesTooLarge({ a: 'é'.repeat(16_384) })).toBe(
      'The attributes are 1 byte too large (at most 32,768 over all keys and values). Remove or shorten some.',
    );
  });
});
