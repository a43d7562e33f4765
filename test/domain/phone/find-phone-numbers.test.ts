import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findPhoneNumbers } from '../../../src/domain/phone/find-phone-numbers.ts';

const find = (text: string) => findPhoneNumbers(text, { defaultCountry: 'US' })[0];

describe('a phone number in a message', () => {
  test.each([
    ['call <tel:+12065550152|206-555-0152> please'],
    ['call <tel:2065550152|2065550152> please'],
    ['call me on +1 206 555 0152 or +1 206 555 0153'],
    ['(206) 555-0152.'],
    ['on 206-555-0152, please'],
    ['Phone:2065550152'],
    ['Tel: +1-206-555-0152; thanks'],
    ['*+12065550152*'],
    ['`206.555.0152`'],
    ['"+1 206 555 0152"'],
    ['&lt;+12065550152&gt;'],
    ['A &amp; B: 206 555 0152'],
    ['&gt; quoted 206 555 0152'],
    ['Premium +1 900 555 0123, ordinary +12065550152'],
    ['<https://example.com/4255550152|+14255550152> and 206-555-0152'],
    ['<@U0425555015> on 2024-03-15 10:30: 206-555-0152'],
    ['order #4255550152, phone 206-555-0152'],
    ['order: +1 206 555 0152'],
    ['name\t206 555 0152\tSeattle'],
    ['Phone: \u202a+1 206 555 0152\u202c thanks'],
    ['+12065550152…'],
    ['206-555-0152。'],
    ['+12065550152👍'],
    ['did you call 206 555 0152?!'],
    ['+12065550152—thanks'],
    ['206-555-0152- thanks'],
    ['_+12065550152_'],
    ['number+12065550152'],
    ['phone=+12065550152'],
    ['call ＋1 206 555 0152'],
    ['电话：＋１２０６５５５０１５２'],
    ['wa.me/12065550152'],
    ['write to https://wa.me/12065550152?text=Hi%204255550178, please'],
    ['<https://wa.me/12065550152|wa.me/12065550152>'],
    ['<https://api.whatsapp.com/send?phone=%2B12065550152&amp;text=Hi>'],
  ])('%s', (text) => {
    expect(find(text)).toBe('+12065550152');
  });

  test.each([
    ['no number here'],
    ['2 pizzas for 4 people'],
    ['on 2024-03-15 10:30'],
    ['on 03/15/2024 10:30'],
    ['12.06.2024 18:00'],
    ['order 2065550152 is late'],
    ['Order no. 2065550152'],
    ['ticket #2065550152'],
    ['invoice-2065550152'],
    ['ID: 2065550152'],
    ['$2065550152'],
    ['2065550152%'],
    ['192.168.100.200'],
    ['206.555.0.152'],
    ['4111 1111 1111 1111'],
    ['4111-1111-1111-1111'],
    ['1712345678.123456'],
    ['U2065550152 C2065550152'],
    ['<@U2065550152> <#C2065550152|room>'],
    ['<!date^2065550152^{date}|2065550152>'],
    ['https://example.com/2065550152'],
    ['<https://example.com/2065550152>'],
    ['www.example.com/+12065550152'],
    ['2065550152@example.com'],
    ['https://mywa.me/12065550152'],
    ['<https://example.com/wa.me/12065550152>'],
    ['wa.me/qr/12065550152'],
    ['v1.2065550152'],
    ['911'],
    ['+1 900 555 0123'],
    ['x12065550152y'],
    ['2026/03/15 10:30:00 [error] 5#5'],
    ['[2026/11/02 23:59:59] started'],
    ['2024.03.15 10:30'],
    ['20260315 10:30'],
    ['UTC+1 2026-03-15 10:30'],
    ['4255550152€'],
    ['4255550152 € due'],
    ['row 1,4255550152,300'],
    ['4255550152:8080'],
    ['a=4255550152&amp;x=1'],
    ['206-555-0152-abc'],
    ['2065550152.txt'],
    ['2065550152=x'],
  ])('not in: %s', (text) => {
    expect(find(text)).toBeUndefined();
  });

  test.each(['03-1234-5678まで', '（03-1234-5678）', '電話は+81 3 1234 5678です'])(
    'between characters of a script without spaces: %s',
    (text) => {
      expect(findPhoneNumbers(text, { defaultCountry: 'JP' })).toEqual(['+81312345678']);
    },
  );

  test('a national number is found only with a default country', () => {
    expect(findPhoneNumbers('call 206-555-0152')).toEqual([]);
    expect(findPhoneNumbers('call +12065550152')).toEqual(['+12065550152']);
  });

  test.each([
    ['call +1 206 555 0152 or +44 7911 234567', ['+12065550152', '+447911234567']],
    ['+12065550152, 206-555-0152 or <tel:2065550152|(206) 555-0152>', ['+12065550152']],
    ['a +12065550152 b 425 555 0152 c +12065550153', ['+12065550152', '+14255550152', '+12065550153']],
  ])('several, each once: %s', (text, numbers) => {
    expect(findPhoneNumbers(text, { defaultCountry: 'US' })).toEqual(numbers);
  });

  test.each(['order 12065550152', 'tracking 447911234567 is late', '12065550152'])(
    'without a plus and a default country, not in: %s',
    (text) => {
      expect(findPhoneNumbers(text)).toEqual([]);
    },
  );

  test('any text at all gives a number or nothing, in good time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        expect(find(text) ?? '+1').toMatch(/^\+[1-9]\d{0,14}$/);
      }),
    );
    const started = process.cpuUsage();
    for (const piece of [
      '1 ',
      '+1 ',
      '<tel:1',
      '(((',
      '1.1.',
      'order ',
      'a@',
      '1-1-',
      '+12 34 5 ',
      '(1',
      '(1)',
      '[1]',
      '(12) ',
    ]) {
      find(piece.repeat(40_000 / piece.length));
    }
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(3);
  });
});
