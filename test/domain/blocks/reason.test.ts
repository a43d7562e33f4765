import { expect, test } from '@jest/globals';
import { readReason } from '../../../src/domain/blocks/reason.ts';

test.each([
  ['a\0b\r\nc\u2028d', 'a b c d'],
  [' \u202eturned\u2066\u200f ', 'turned'],
  ['half \ud83d of one', 'half of one'],
  ['whole 👩‍🚀', 'whole 👩‍🚀'],
])('%j is kept as %j', (typed, kept) => {
  expect(readReason(typed)).toBe(kept);
});
