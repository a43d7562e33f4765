import { describe, expect, test } from '@jest/globals';
import { sms } from '../../../src/domain/channels/sms.ts';
import { messageHint, tooLong } from '../../../src/domain/intake/message.ts';
import { countCharacters } from '../../../src/domain/intake/text-limits.ts';

const DAY = 'If the customer last wrote more than 24 hours ago, WhatsApp delivers only templates.';
const SHORTER = 'parts shorter: 70 characters instead of 160.';
const VOICEMAIL = 'The flow speaks it to whoever answers, voicemail included.';

describe('measuring a message', () => {
  test.each<[string, string, number, string | undefined]>([
    ['Hi', 'GSM-7', 1, undefined],
    ['x', 'GSM-7', 1, undefined],
    ['x'.repeat(160), 'GSM-7', 1, undefined],
    ['x'.repeat(161), 'GSM-7', 2, '161 characters, 2 parts.'],
    ['x'.repeat(306), 'GSM-7', 2, '306 characters, 2 parts.'],
    ['x'.repeat(307), 'GSM-7', 3, '307 characters, 3 parts.'],
    [`${'x'.repeat(159)}€`, 'GSM-7', 2, '160 characters, 2 parts. “€” takes the room of two characters.'],
    ['x€', 'GSM-7', 1, undefined],
    [
      `[${'x'.repeat(170)}]`,
      'GSM-7',
      2,
      '172 characters, 2 parts. “[” and “]” take the room of two characters.',
    ],
    ['a\r\nb', 'GSM-7', 1, undefined],
    ['ł'.repeat(70), 'UCS-2', 1, undefined],
    [
      'ł'.repeat(144),
      'UCS-2',
      3,
      '144 characters, 3 parts. “ł” makes parts shorter: 70 characters instead of 160.',
    ],
    ['Hi 😀', 'UCS-2', 1, undefined],
    [
      '👍'.repeat(41),
      'UCS-2',
      2,
      '41 characters, 2 parts. “👍” makes parts shorter: 70 characters instead of 160, of which an emoji takes two or more.',
    ],
    ['it’s', 'UCS-2', 1, undefined],
    [`“${'x'.repeat(80)}”`, 'UCS-2', 2, `82 characters, 2 parts. The quotation marks “ ” make ${SHORTER}`],
    [`it’s ${'x'.repeat(80)}`, 'UCS-2', 2, `85 characters, 2 parts. The apostrophe ’ makes ${SHORTER}`],
    [
      `ł „ł${'x'.repeat(80)}`,
      'UCS-2',
      2,
      `84 characters, 2 parts. “ł” and the quotation mark „ make ${SHORTER}`,
    ],
    [
      `ł–\u202f…ł${'x'.repeat(80)}`,
      'UCS-2',
      2,
      `85 characters, 2 parts. “ł”, “–”, an unusual space and more make ${SHORTER}`,
    ],
    [
      `\u00a0\u2009${'x'.repeat(80)}`,
      'UCS-2',
      2,
      `82 characters, 2 parts. An unusual space makes ${SHORTER}`,
    ],
    [
      `a\u200bb${'x'.repeat(80)}`,
      'UCS-2',
      2,
      `83 characters, 2 parts. An invisible character makes ${SHORTER}`,
    ],
    ['a\u00a0b', 'UCS-2', 1, undefined],
  ])('%j as SMS', (text, encoding, parts, hint) => {
    expect(sms.measure?.(text)).toMatchObject({ parts, encoding });
    expect(messageHint(text, 'sms')).toBe(hint);
  });

  test('other channels have no parts', () => {
    expect(messageHint('Hi 😀', 'whatsapp')).toBe(DAY);
    expect(messageHint('x'.repeat(1500), 'voice')).toBe(VOICEMAIL);
  });

  test('characters are code points, as AWS counts them', () => {
    expect(countCharacters('a😀\ud800')).toBe(3);
    expect(countCharacters('')).toBe(0);
  });
});

test.each<['sms' | 'whatsapp' | 'voice', number, string | undefined]>([
  ['sms', 0, undefined],
  ['sms', 921, '921 characters, 7 parts.'],
  ['sms', 922, '922 of 1,024 characters, 7 parts.'],
  ['whatsapp', 0, DAY],
  ['whatsapp', 2699, DAY],
  ['whatsapp', 2700, `2,700 of 3,000 characters. ${DAY}`],
  ['voice', 0, VOICEMAIL],
  ['voice', 3000, `3,000 of 3,000 characters. ${VOICEMAIL}`],
])(
  '%s with %i characters: the count shows near the limit, and what matters stays',
  (channel, length, hint) => {
    expect(messageHint('x'.repeat(length), channel)).toBe(hint);
  },
);

describe('limits', () => {
  const slack = 'A Slack form holds at most 3,000 characters in a field, and this is 1 over. Shorten it.';

  test.each<['sms' | 'whatsapp' | 'voice', number, string | undefined]>([
    ['sms', 1024, undefined],
    ['sms', 1025, 'The message is 1 character too long for SMS (at most 1,024). Shorten it.'],
    ['sms', 1061, 'The message is 37 characters too long for SMS (at most 1,024). Shorten it.'],
    ['sms', 4000, 'The message is 2,976 characters too long for SMS (at most 1,024). Shorten it.'],
    ['whatsapp', 3000, undefined],
    ['whatsapp', 3001, slack],
    ['voice', 3000, undefined],
    ['voice', 3001, slack],
  ])('%s with %i characters', (channel, length, refusal) => {
    expect(tooLong('😀'.repeat(length), channel)).toBe(refusal);
    // Below the field the count is enough: the refusal stands there as the error.
    if (refusal) expect(messageHint('x'.repeat(length), channel)).toMatch(/^[\d,]+ of [\d,]+ characters/);
  });
});
