import { expect, test } from '@jest/globals';
import { maskNumbers } from '../../../src/domain/phone/mask-numbers.ts';

test.each([
  ['Ask +1 206 555 0901 first', 'Ask … first'],
  ['(206) 555-0901/206–555_0901', '(…'],
  ['206·555,0901', '…'],
  ['206 - 555 - 0901', '…'],
  ['２０６５５５０９０１', '…'],
  ['٢٠٦ ٥٥٥ ٠٩٠١', '…'],
  ['20\u200b65\u200b55\u200b0901', '…'],
  ['Case 123456… closed ½ hour ago', 'Case 123456… closed ½ hour ago'],
  ['2065 or 550901', '2065 or 550901'],
])('%j reads %j', (typed, shown) => {
  expect(maskNumbers(typed)).toBe(shown);
});
