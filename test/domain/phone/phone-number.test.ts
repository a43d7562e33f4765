import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CountryCode, getCountries, getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { awsDefaultRefusal } from '../../../src/domain/phone/aws-default-refusal.ts';
import { maskPhoneNumber } from '../../../src/domain/phone/mask-phone-number.ts';
import { asWritten, describeNumber, parsePhoneNumber } from '../../../src/domain/phone/phone-number.ts';

const read = (typed: string, defaultCountry?: CountryCode) => parsePhoneNumber(typed, { defaultCountry });

describe('ways of writing a number', () => {
  test.each([
    ['+12065550152'],
    ['+1 206 555 0152'],
    ['  +1 (206) 555-0152 '],
    ['(+1) 206 555 0152'],
    ['[+1] 206.555.0152'],
    ['+1.206.555.0152'],
    ['☎️ +1 206 555 0152'],
    ['📱+12065550152 📞'],
    ['+1/206/555/0152'],
    ['+1 206–555—0152'],
    ['+1\u00a0206\u202f555\u20110152'],
    ['＋１（２０６）５５５－０１５２'],
    ['٠٠١٢٠٦٥٥٥٠١٥٢'],
    ['\u202a+1 206 555 0152\u202c'],
    ['tel:+1-206-555-0152'],
    ['Tel.: +1 206 555 0152'],
    ['<tel:+12065550152|206 555 0152>'],
    ['<tel:+12065550152>'],
    ['0012065550152'],
    ['00 1 206 555 0152'],
  ])('%s', (typed) => {
    expect(read(typed)).toEqual({
      ok: true,
      e164: '+12065550152',
      country: 'US',
      international: '+1 206 555 0152',
    });
  });

  test.each<[string, CountryCode, string, CountryCode]>([
    ['206 555 0152', 'US', '+12065550152', 'US'],
    ['(206) 555-0152', 'US', '+12065550152', 'US'],
    ['1 206 555 0152', 'US', '+12065550152', 'US'],
    ['07700 900123', 'GB', '+447700900123', 'GB'],
    ['06 12 34 56 78', 'FR', '+33612345678', 'FR'],
    ['0171/1234567', 'DE', '+491711234567', 'DE'],
    ['06 698 12345', 'IT', '+390669812345', 'VA'],
    ['4002', 'NU', '+6834002', 'NU'],
    ['0033612345678', 'US', '+33612345678', 'FR'],
    ['011 33 6 12 34 56 78', 'US', '+33612345678', 'FR'],
    ['+81 90 1234 5678', 'US', '+819012345678', 'JP'],
  ])('%s in %s', (typed, defaultCountry, e164, country) => {
    expect(read(typed, defaultCountry)).toMatchObject({ ok: true, e164, country });
  });

  test.each([
    ['+44 (0)7700 900123', '+447700900123'],
    ['+44 1632 960123', '+441632960123'],
    ['+33 6 39 98 12 34', '+33639981234'],
    ['+353 20 910 0000', '+353209100000'],
    ['+1 555 555 0100', '+15555550100'],
    ['+1 (206) 555-0199', '+12065550199'],
    ['+49 1512 3456789', '+4915123456789'],
    ['+61 491 570 156', '+61491570156'],
    ['+55 21 99999-9999', '+5521999999999'],
    ['+91 98765 43210', '+919876543210'],
    ['+1 800 555 0123', '+18005550123'],
    ['+44 333 123 4567', '+443331234567'],
  ])('%s, also where it is set aside for fiction, toll-free or a company', (typed, e164) => {
    expect(read(typed)).toMatchObject({ ok: true, e164 });
  });

  test('a number of no country has none', () => {
    expect(read('+882 16 123456')).toEqual({
      ok: true,
      e164: '+88216123456',
      international: '+882 16 12 3456',
    });
  });
});

describe('what stands around a number', () => {
  test.each([
    ['*+1 206 555 0152*'],
    ['_+12065550152_'],
    ['~+1 206 555 0152~'],
    ['`+12065550152`'],
    ['```+1 206 555 0152```'],
    ['*_+1 206 555 0152_*'],
    ['*<tel:+12065550152|206 555 0152>*'],
    ['"+1 206 555 0152"'],
    ['“+1 206 555 0152”'],
    ['‘+1 206 555 0152’'],
    ['„+1 206 555 0152“'],
    ['«\u00a0+1 206 555 0152\u00a0»'],
    ["'+12065550152"],
    ['+1 206 555 0152,'],
    ['+1 206 555 0152 ;'],
    ['+1 206 555 0152:'],
    ['whatsapp:+12065550152'],
    ['WhatsApp +1 206 555 0152'],
    ['wa.me/12065550152'],
    ['https://wa.me/12065550152?text=Hello%20there'],
    ['<https://wa.me/12065550152>'],
    ['https://api.whatsapp.com/send?phone=12065550152&text=Hi'],
    ['https://web.whatsapp.com/send?phone=12065550152'],
    ['M: +1 206 555 0152'],
    ['m. +1 206 555 0152'],
    ['T +1 206 555 0152'],
    ['Tel. +1 206 555 0152'],
    ['Tél. : +1 206 555 0152'],
    ['Mobile - +1 206 555 0152'],
    ['Mobile – (+1) 206 555 0152'],
    ['Handy +1 206 555 0152'],
    ['Work phone: +1 206 555 0152'],
    ['Ms Alvarez: +1 206 555 0152'],
    ['+1 206 555 0152 (mobile)'],
    ['+1 206 555 0152 [work]'],
    ['+12065550152(m.)'],
    ['"Cell: +1 206 555 0152 (private)",'],
    ['\u00a0+1\u00a0206\u00a0555\u00a00152\u00a0'],
    ['tel:206-555-0152;phone-context=+1'],
    ['tel:+1-206-555-0152;phone-context=+44'],
    ['<tel:2065550152;phone-context=+1|206 555 0152>'],
    ['´+1 206 555 0152´'],
    ['❛+12065550152❜'],
    ['「+1 206 555 0152」'],
    ['″+1 206 555 0152″'],
    ['{+1 206 555 0152}'],
    ['="+12065550152"'],
    ['(work) +1 206 555 0152'],
    ['[mobile] +1 206 555 0152'],
    ['(M): +1 206 555 0152'],
    ['Mobile phone +1 206 555 0152'],
    ['Mobile (work): +1 206 555 0152'],
    ['Cell/WhatsApp: +1 206 555 0152'],
    ['Phone No.: +1 206 555 0152'],
    ['Phone # +1 206 555 0152'],
    ['Phone 2: +1 206 555 0152'],
    ['"phone": "+12065550152",'],
    ['phone=+12065550152'],
    ['Ana Alvarez +1 206 555 0152'],
    ['Ana Alvarez <+12065550152>'],
    ['电话：+1 206 555 0152'],
    ['Тел. +1 206 555 0152'],
    ['+1 206 555 0152 mobile'],
    ['+1 206 555 0152 home phone'],
    ['+1 206 555 0152, cell'],
    ['+1 206 555 0152 phone'],
    ['+1 206 555 0152 WhatsApp'],
    ['+1 206 555 0152 - mobile/WhatsApp'],
    ['+1 206 555 0152 - Ana Alvarez'],
    ['+1 206 555 0152 | Seattle, WA'],
    ['+1 206 555 0152 (mobile, preferred)'],
    ['> +1 206 555 0152'],
    ['• +1 206 555 0152'],
    ['- +1 206 555 0152'],
    ['1) +1 206 555 0152'],
    ['2. (+1) 206 555 0152'],
    ['3️⃣ +1 206 555 0152'],
    ['→ +1 206 555 0152'],
    ['| +1 206 555 0152 |'],
    ['+1 206 555 0152?'],
    ['+1 206 555 0152!'],
    ['+1 206 555 0152…'],
    ['(+1 206 555 0152).'],
    ['TEL;TYPE=CELL:+12065550152'],
    ['TEL;VALUE=uri;TYPE="voice,home":tel:+1-206-555-0152'],
    ['item1.TEL;type=pref:+1 (206) 555-0152'],
    ['<a href="tel:+12065550152">call us</a>'],
    ["<a class='x' href='tel:+12065550152'>+1 206 555 0152</a>"],
    ['[+1 206 555 0152](tel:+12065550152)'],
    ['callto:+12065550152'],
    ['sms:+12065550152?body=Hi'],
    ['skype:+12065550152?call'],
    ['whatsapp://send?phone=12065550152'],
    ['12065550152.0'],
    ['12,065,550,152'],
    ['+1 206 555 0152 (24/7)'],
    ['+१ २०६ ५५५ ०१५२'],
  ])('%s', (typed) => {
    expect(read(typed)).toMatchObject({ ok: true, e164: '+12065550152' });
  });

  test.each([
    ['(work) (206) 555-0152'],
    ['Mobile phone 206 555 0152'],
    ['206 555 0152 mobile'],
    ['• 206 555 0152'],
    ['- 206-555-0152'],
    ['TEL;TYPE=HOME:206-555-0152'],
    ['Ana Alvarez 206 555 0152'],
    ['2065550152.0'],
    ['Tel.(206)555-0152'],
  ])('%s in its country', (typed) => {
    expect(read(typed, 'US')).toMatchObject({ ok: true, e164: '+12065550152' });
  });

  test.each([
    ['order 2065550152', 'not_a_number'],
    ['Account no. 2065550152', 'not_a_number'],
    ['INV-2065550152', 'not_a_number'],
    ['C2065550152', 'not_a_number'],
    ['#2065550152', 'not_a_number'],
    ['$2065550152', 'not_a_number'],
    ['2065550152%', 'not_a_number'],
    ['2065550152 USD 5', 'letters'],
    ['ana+12065550152@example.com', 'not_a_number'],
    ['https://example.com/+12065550152', 'not_a_number'],
    ['1 800 FLOWERS', 'letters'],
    ['Mobile: 206 555 0152, Office: 206 555 0153', 'several'],
    ['206 555 0152 or 206 555 0153', 'several'],
    ['206 555 0152 & 206 555 0153', 'several'],
    ['2065550152 / 5550153', 'several'],
    ['12 +1 206 555 0152', 'not_a_number'],
    ['+49 171 1234567 (2)', 'extension'],
    ['(206) 555-0152 [12]', 'extension'],
    ['M +1 206 555 0152 / W +1 206 555 0153', 'several'],
    ['<a href="tel:+12065550152">A</a><a href="tel:+12065550153">B</a>', 'several'],
  ])('%s is %s', (typed, reason) => {
    expect(read(typed, 'US')).toMatchObject({ ok: false, reason });
  });

  test('what stands around it never changes which number is read, nor makes one of two', () => {
    const fronts = [
      '',
      '(',
      '*',
      '“',
      '´',
      'Tel.: ',
      '(work) ',
      '- ',
      '• ',
      '1) ',
      '📱',
      '=',
      'Ana: ',
      'C/o Ö. ',
    ];
    const behinds = [
      '',
      ')',
      '*',
      '”',
      '´',
      ' mobile',
      ' (work)',
      '.',
      '?',
      ' |',
      '…',
      ' 📱',
      ' - Ana',
      ', home',
    ];
    const written = fc.constantFrom(
      '+12065550152',
      '+44 7911 234567',
      '+49 (0) 30 901820',
      '+33 6.12.34.56.78',
    );
    fc.assert(
      fc.property(
        written,
        written,
        fc.constantFrom(...fronts),
        fc.constantFrom(...fronts),
        fc.constantFrom(...behinds),
        fc.constantFrom(...behinds),
        (number, other, front, innerFront, innerBehind, behind) => {
          const around = `${front}${innerFront}${number}${innerBehind}${behind}`;
          const { e164 } = read(number) as { e164: string };
          const result = read(around, 'US');
          expect(result.ok ? result.e164 : e164).toBe(e164);
          expect(read(`${around} ${other}`, 'US').ok).toBe(false);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('a text without a number never yields one', () => {
    const text = fc.string({ unit: fc.constantFrom(...'aMTé .:;,-*_"“´()[]<>|/=+#1📱०'), maxLength: 40 });
    fc.assert(
      fc.property(text, (typed) => {
        fc.pre((typed.match(/\p{Nd}/gu)?.length ?? 0) < 7);
        expect(read(typed, 'US').ok).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  test.each<[string, CountryCode | undefined, string]>([
    ['tel:020 7946 0958;phone-context=+44', undefined, '+442079460958'],
    ['tel:2079460958;phone-context=example.com', 'GB', '+442079460958'],
    ['M: 07911 234567', 'GB', '+447911234567'],
    ["'06 12 34 56 78", 'FR', '+33612345678'],
    ['(0171) 1234567 (privat)', 'DE', '+491711234567'],
  ])('%s in %s', (typed, defaultCountry, e164) => {
    expect(read(typed, defaultCountry)).toMatchObject({ ok: true, e164 });
  });
});

describe('as people have them', () => {
  test.each<[string, string, CountryCode?]>([
    ['+52 1 55 1234 5678', '+525512345678'],
    ['+52 1 (33) 3616-0000', '+523336160000'],
    ['+52 044 55 1234 5678', '+525512345678'],
    ['0052 1 55 1234 5678', '+525512345678'],
    ['044 55 1234 5678', '+525512345678', 'MX'],
    ['045 33 3616 0000', '+523336160000', 'MX'],
    ['01 55 1234 5678', '+525512345678', 'MX'],
    ['55 1234 5678', '+525512345678', 'MX'],
    ['52 1 55 1234 5678', '+525512345678', 'MX'],
    ['5213336160000', '+523336160000', 'MX'],
    ['52 55 1234 5678', '+525512345678', 'MX'],
    ['5215512345678', '+525512345678'],
    ['52 044 55 1234 5678', '+525512345678'],
    ['+52 55 1234 5678', '+525512345678', 'US'],
    ['(21) 99999-9999', '+5521999999999', 'BR'],
    ['021 3333 4444', '+552133334444', 'BR'],
    ['447700900123', '+447700900123'],
    ['12065550152', '+12065550152'],
    ['44 7911 234567', '+447911234567'],
    ['33612345678', '+33612345678'],
    ['4915123456789', '+4915123456789'],
    ['819012345678', '+819012345678'],
  ])('%s is %s', (...[typed, e164, defaultCountry]) => {
    expect(read(typed, defaultCountry)).toMatchObject({ ok: true, e164 });
  });

  test.each(['206 555 0152', '07911 234567', '06 12 34 56 78', '999123456789', '44770090012'])(
    '%s may be of any country, so its code is asked for',
    (typed) => {
      expect(read(typed)).toMatchObject({ ok: false, reason: 'no_country_code' });
    },
  );
});

describe('refusals, each with its cause and one next step', () => {
  const example = 'for example +1 206 555 0152';
  const incomplete = `That isn't a complete phone number. Include the country code, ${example}.`;
  const noCountry = `That isn't a complete phone number: the country code is missing. Include the country code, ${example}.`;
  const notInUs = "That isn't a valid number in the United States. Check its digits and its country code.";
  const notInUsAtHome =
    "That isn't a valid number in the United States. Check its digits, and begin with + and the country code if it belongs elsewhere.";
  const premium =
    "That's a premium-rate number, which costs extra to reach. Enter the person's ordinary number.";
  const short = `Emergency numbers and short codes can't be contacted from here. Enter a full phone number with the country code, ${example}.`;
  const shortAtHome = `Emergency numbers and short codes can't be contacted from here. Enter a full phone number, ${example}.`;
  const tooShort =
    'That number is too short: digits are missing. Enter all of it, for example +1 206 555 0152.';
  const tooLong = 'That number has too many digits. Check for digits typed twice.';
  const spreadsheet =
    'A spreadsheet has shortened that number, so its last digits are lost. Format its column as text, and copy the number again.';
  const nine =
    'Mobile numbers in Brazil have nine digits after the area code. Put a 9 before the last eight, for example +55 11 91234-5678.';
  const missing = 'A digit is missing in that number. Check it against where you have it from.';
  const missingAtHome =
    'A digit is missing in that number. Check it, or begin with + and the country code if it belongs elsewhere.';
  const noCode = (country: string) =>
    `The country code is missing, or a digit is wrong: that can't be a number in ${country}. Begin with + and the country code, or check the digits.`;
  const plus = 'If that number begins with its country code, put a + in front of it.';
  const tooManyAtHome =
    'That number has a digit too many. Check it, or begin with + and the country code if it belongs elsewhere.';
  const tooMany = 'That number has a digit too many. Check it against where you have it from.';

  test.each<[string, string, string, CountryCode?]>([
    ['', 'empty', `Enter the phone number to reach, with the country code, ${example}.`],
    ['', 'empty', `Enter the phone number to reach, ${example}.`, 'GB'],
    ['Ms Alvarez', 'not_a_number', `That isn't a phone number. Enter one, ${example}.`, 'GB'],
    ['12', 'incomplete', `That isn't a complete phone number. Enter all of it, ${example}.`, 'GB'],
    [' \n', 'empty', `Enter the phone number to reach, with the country code, ${example}.`],
    ['hello', 'not_a_number', `That isn't a phone number. Enter one with the country code, ${example}.`],
    [
      '++12065550152',
      'not_a_number',
      `That isn't a phone number. Enter one with the country code, ${example}.`,
    ],
    ['1-800-FLOWERS', 'letters', `That number has letters in it. Type it with digits only, ${example}.`],
    ['+1 206 555 01a2', 'letters', `That number has letters in it. Type it with digits only, ${example}.`],
    [
      '+1 206 555 0152 x12',
      'extension',
      `Amazon Connect can't dial an extension. Enter the number without it, ${example}.`,
    ],
    [
      '+1 206 555 0152 ext. 12',
      'extension',
      `Amazon Connect can't dial an extension. Enter the number without it, ${example}.`,
    ],
    [
      'tel:+12065550152;ext=12',
      'extension',
      `Amazon Connect can't dial an extension. Enter the number without it, ${example}.`,
    ],
    [
      '+12065550152,,12#',
      'not_a_number',
      `That isn't a phone number. Enter one with the country code, ${example}.`,
    ],
    [
      '+12065550152, +12065550153',
      'several',
      "That's more than one phone number. Enter one here, and reach out to the others separately.",
    ],
    ['112', 'short_number', short],
    ['911', 'short_number', shortAtHome, 'US'],
    ['12345', 'short_number', short],
    ['110', 'short_number', shortAtHome, 'DE'],
    ['+1', 'too_short', tooShort],
    ['+1 206 555 015', 'too_short', tooShort],
    ['+112', 'too_short', tooShort],
    [
      '555 0152',
      'too_short',
      'That number is too short for the United States. Enter all of it, the area code included, or begin with + and the country code if it belongs elsewhere.',
      'US',
    ],
    ['7', 'incomplete', incomplete],
    ['206 555 0152', 'no_country_code', noCountry],
    ['5550152', 'no_country_code', noCountry],
    [
      '+999 1234 5678',
      'unknown_country_code',
      `No country has the code that this number begins with. Check the digits after the +, ${example}.`,
    ],
    ['+1 206 555 01522', 'too_long', tooLong],
    ['1234567890123456', 'too_long', tooLong],
    ['+49 12345678901234', 'too_long', tooLong],
    ['1'.repeat(5000), 'too_long', tooLong],
    ['07911 123456', 'code_missing', noCode('the United States'), 'US'],
    ['06 12 34 56 78', 'code_missing', noCode('the United States'), 'US'],
    ['020 7946 0958', 'code_missing', noCode('the United States'), 'US'],
    ['(11) 91234-5678', 'code_missing', noCode('the United States'), 'US'],
    ['611 234 567', 'code_missing', noCode('the United States'), 'US'],
    ['044 55 1234 5678', 'code_missing', noCode('the United States'), 'US'],
    ['0151 2345 6789', 'code_missing', noCode('France'), 'FR'],
    ['07911 123456', 'code_missing', noCode('Spain'), 'ES'],
    ['447700900123', 'plus_missing', plus, 'US'],
    ['33 6 12 34 56 78', 'plus_missing', plus, 'US'],
    ['12065550152', 'digit_too_many', tooManyAtHome, 'GB'],
    ['12065550152', 'plus_missing', plus, 'ES'],
    ['52 1 55 1234 5678', 'plus_missing', plus, 'US'],
    ['206 555 01522', 'digit_too_many', tooManyAtHome, 'US'],
    [
      '123456789012345',
      'too_long',
      'That number is too long for France. Check for digits typed twice, or begin with + and the country code if it belongs elsewhere.',
      'FR',
    ],
    ['+44 7911 12345', 'digit_missing', missing],
    ['+44 20 7946 095', 'digit_missing', missing],
    ['07911 12345', 'digit_missing', missingAtHome, 'GB'],
    ['+65 9123 45678', 'digit_too_many', tooMany],
    ['+55 21 9999-9999', 'brazil_without_nine', nine],
    ['(11) 8765-4321', 'brazil_without_nine', nine, 'BR'],
    ['021 6789 0123', 'brazil_without_nine', nine, 'BR'],
    ['551181234567', 'brazil_without_nine', nine],
    ['55 21 9999 9999', 'brazil_without_nine', nine, 'US'],
    ['1.20656E+10', 'spreadsheet', spreadsheet],
    ['=1.20656E+10', 'spreadsheet', spreadsheet],
    ['1E+10', 'spreadsheet', spreadsheet],
    ['1,20656E+10', 'spreadsheet', spreadsheet, 'DE'],
    ['+1.20656E+10', 'spreadsheet', spreadsheet],
    ['Mobile: 4.477E11', 'spreadsheet', spreadsheet],
    ['4,4770E+11', 'spreadsheet', spreadsheet],
    ['"1.20656e10"', 'spreadsheet', spreadsheet, 'US'],
    ['2.06555E+09', 'spreadsheet', spreadsheet, 'US'],
    ['+1 900 555 0123', 'premium_rate', premium],
    ['+44 909 879 0000', 'premium_rate', premium],
    ['0899 12 34 56', 'premium_rate', premium, 'FR'],
    [
      '+808 1234 5678',
      'shared_cost',
      "That's a shared-cost number, which costs extra to reach. Enter the person's ordinary number.",
    ],
    [
      '+44 7600 123456',
      'pager',
      "That's a pager, which takes neither calls nor messages from here. Enter the person's phone number.",
    ],
  ])('%s is %s', (...[typed, reason, message, defaultCountry]) => {
    expect(read(typed, defaultCountry)).toEqual({ ok: false, reason, message });
  });

  const notInFrance = "That isn't a valid number in France. Check its digits and its country code.";

  test.each<[string, string, { e164: string; international: string; country?: CountryCode }, CountryCode?]>([
    ['+1 436 217 5944', notInUs, { e164: '+14362175944', international: '+1 436 217 5944' }],
    ['(436) 217-5944', notInUsAtHome, { e164: '+14362175944', international: '+1 436 217 5944' }, 'US'],
    ['+1 679 217 5944', notInUs, { e164: '+16792175944', international: '+1 679 217 5944' }],
    ['+1 000 555 0152', notInUs, { e164: '+10005550152', international: '+1 0005550152' }],
    ['+1 123 456 7890', notInUs, { e164: '+11234567890', international: '+1 1234567890' }],
    ['+1 555 123 4567', notInUs, { e164: '+15551234567', international: '+1 555 123 4567' }],
    [
      '+33 0 00 00 00 00',
      notInFrance,
      { e164: '+33000000000', international: '+33 000000000', country: 'FR' },
    ],
  ])('%s is of no known range, but possible', (...[typed, message, possible, defaultCountry]) => {
    expect(read(typed, defaultCountry)).toEqual({
      ok: false,
      reason: 'not_valid_in_country',
      message,
      possible,
    });
  });

  test('any text at all is read or refused, never thrown at', () => {
    const country = fc.constantFrom<CountryCode | undefined>(undefined, 'US', 'GB', 'DE', 'IT', 'JP', 'NU');
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.stringMatching(/^[+(]?[0-9 ().x;,#/-]{0,30}$/),
      fc.bigInt({ min: 0n, max: 10n ** 18n }).map((digits) => `+${digits}`),
    );
    fc.assert(
      fc.property(text, country, (typed, defaultCountry) => {
        const result = read(typed, defaultCountry);
        if (result.ok) expect(result.e164).toMatch(/^\+[1-9]\d{1,14}$/);
        else expect(result.message).toMatch(/^[A-Z].*\.$/);
        if (!result.ok && result.possible) expect(result.possible.e164).toMatch(/^\+[1-9]\d{6,14}$/);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('masking', () => {
  test.each([
    ['+12065550152', '+1 …0152'],
    ['+447700900123', '+44 …0123'],
    ['+33612345678', '+33 …5678'],
    ['+29022222', '+290 …2'],
    ['+6834002', '+683 …'],
    ['+999123456789', '…6789'],
    ['nonsense', '…'],
  ])('%s is shown as %s', (e164, masked) => {
    expect(maskPhoneNumber(e164)).toBe(masked);
  });

  test('shows at most the last four digits and hides at least four others', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 10n, max: 10n ** 15n - 1n }), (digits) => {
        const masked = maskPhoneNumber(`+${digits}`);
        const [, code = '', shown = ''] = /^(?:\+(\d{1,3}) )?…(\d{0,4})$/.exec(masked) ?? ['', 'no', 'no'];
        expect(`${digits}`.startsWith(code) && `${digits}`.endsWith(shown)).toBe(true);
        expect(shown === '' || `${digits}`.length - code.length - shown.length >= 4).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("numbers that Amazon Connect doesn't call by default", () => {
  test.each([
    ['+447700900123', '+447'],
    ['+441110000000', '+44111'],
    ['+441180000000', '+44118'],
    ['+441190000000', '+44119'],
    ['+448001234567', '+448'],
    ['+449098790000', '+449'],
    ['+817012345678', '+8170'],
    ['+818012345678', '+8180'],
    ['+819012345678', '+8190'],
  ])('%s warns of %s', (e164, prefix) => {
    expect(awsDefaultRefusal(e164, '@grace')).toBe(
      `Amazon Connect doesn't call numbers beginning with ${prefix} until AWS raises a quota. If this call is refused, ask @grace to request it.`,
    );
  });

  test.each([['+12065550152'], ['+442079460958'], ['+441134960123'], ['+81312345678'], ['+33612345678']])(
    '%s does not warn',
    (e164) => {
      expect(awsDefaultRefusal(e164, '@grace')).toBeUndefined();
    },
  );
});

test.each([
  ['+12065550152', '+1 206 555 0152', true],
  ['+14362175944', '+1 436 217 5944', false],
  // Read anew, another of its zeros would be taken for a trunk prefix.
  ['+63000000000000', '+63000000000000', false],
])('%s is described as it is dialled', (e164, international, isKnown) => {
  expect(describeNumber(e164)).toMatchObject({ e164, international, isKnown });
});

test('a filled-in number is shown as people write it, and read again as the same', () => {
  for (const country of getCountries()) {
    const e164 = getExampleNumber(country, examples)?.number ?? '';
    const written = asWritten(e164);
    expect(parsePhoneNumber(written)).toMatchObject({ e164, international: written });
  }
  expect(asWritten('+12065550152')).toBe('+1 206 555 0152');
  for (const typed of ['206 555 0152', '+1206', '', 'x']) expect(asWritten(typed)).toBe(typed);
});
