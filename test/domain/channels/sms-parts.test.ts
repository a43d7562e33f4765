import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sms } from '../../../src/domain/channels/sms.ts';
import { countSmsParts } from '../../../src/domain/channels/sms-parts.ts';

const characters = fc.constantFrom(
  ...'aA1 \n\r€^{}[]~|\\äößñçéłΩЖ中’“\u00a0'.split(''),
  '😀',
  '👍🏽',
  '👩‍👩‍👧',
  '\r\n',
);

const text = fc
  .tuple(fc.array(characters, { minLength: 1, maxLength: 8 }), fc.integer({ min: 1, max: 400 }))
  .map(([some, length]) => Array.from({ length }, (_, at) => some[at % some.length]).join(''));

test('the parts are those that the form tells of', () =>
  fc.assert(
    fc.property(text, (message) => {
      expect(countSmsParts(message)).toBe(sms.measure?.(message).parts);
    }),
    { numRuns: 50 },
  ));

test('each character makes a message of 71 as many parts', () => {
  const blocks = [0, 0x100, 0x300, 0x2000];
  const every = blocks.flatMap((block) =>
    Array.from({ length: 0x100 }, (_, code) => String.fromCharCode(block + code)),
  );
  const differing = every.filter((one) => {
    const message = one + 'a'.repeat(70);
    return !/\p{M}|\p{Cf}/u.test(one) && countSmsParts(message) !== sms.measure?.(message).parts;
  });
  expect(differing).toEqual([]);
});
