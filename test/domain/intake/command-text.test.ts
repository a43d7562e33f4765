import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Channel } from '../../../src/domain/channels/registry.ts';
import { parseCommandText } from '../../../src/domain/intake/command-text.ts';
import { writeOutEmoji } from '../../../src/domain/intake/emoji.ts';

const phone = '+12065550152';
const open = (rest: object) => ({ kind: 'open', ...rest });

describe('whole-text words', () => {
  test.each([
    ['help', 'help'],
    [' HELP\n', 'help'],
    ['status', 'status'],
    ['Stop', 'stop'],
  ])('%j', (text, kind) => {
    expect(parseCommandText(text)).toEqual({ kind });
  });

  test.each([
    ['--help', 'help'],
    ['—help', 'help'],
    ['-h', 'help'],
    ['/help', 'help'],
    ['?', 'help'],
    ['??', 'help'],
    ['help?', 'help'],
    ['help me', 'help'],
    ['*help*', 'help'],
    ['list', 'status'],
    ['list all', 'status'],
    ['cancel', 'status'],
    ['list?', 'status'],
    ['cancel!', 'status'],
    ['settings!', 'settings'],
    ['doctor please', 'doctor'],
    ['many +1 206 555 0152', 'help'],
    ['/reach-out status', 'status'],
    ['scheduled', 'scheduled'],
    ['many', 'many'],
    ['Settings', 'settings'],
    ['--version', 'help'],
    ['doctor', 'doctor'],
    ['--list', 'status'],
    ['status.', 'status'],
    ['*status*', 'status'],
    ['`status`', 'status'],
    ['“Status”', 'status'],
    ['--stop', 'stop'],
    ['_stop_', 'stop'],
    ['STOP!', 'stop'],
  ])('%j, as people type it', (text, kind) => {
    expect(parseCommandText(text)).toEqual({ kind });
  });

  test.each([
    ['status…', 'status'],
    ['(status)', 'status'],
    ['[stop]', 'stop'],
    ['{help}', 'help'],
    ['&lt;stop&gt;', 'stop'],
    ["'stop'", 'stop'],
    ['«Stop»', 'stop'],
    ['´stop´', 'stop'],
    ['❛help❜', 'help'],
    ['```stop```', 'stop'],
    ['**status**', 'status'],
    ['"stop', 'stop'],
    ['_status', 'status'],
    ['. stop', 'stop'],
    ['!stop', 'stop'],
    ['#status', 'status'],
    ['@status', 'status'],
    ['¿status?', 'status'],
    ['¡stop!', 'stop'],
    ['&gt; status', 'status'],
    ['• status', 'status'],
    ['1) status', 'status'],
    ['→ stop', 'stop'],
    ['=help', 'help'],
    ['stop;', 'stop'],
    ['help | status', 'help'],
    ['🛑 stop', 'stop'],
    ['stop:octagonal_sign:', 'stop'],
    [':wave: help', 'help'],
    ['ＳＴＡＴＵＳ', 'status'],
    ['status\u200b', 'status'],
    ['\u00a0stop\u00a0', 'stop'],
    ['`/reach-out stop`', 'stop'],
    ['reach-out help', 'help'],
    ['<@U0123> status', 'status'],
    ['please stop', 'stop'],
    ['show status', 'status'],
    ['my list', 'status'],
    ['help-me', 'help'],
    ['¿?', 'help'],
    ['"?"', 'help'],
    ['(doctor)', 'doctor'],
    ['“settings”…', 'settings'],
    ['block', 'help'],
    ['unblock!', 'help'],
  ])('%j, however it is punctuated', (text, kind) => {
    expect(parseCommandText(text)).toEqual({ kind });
  });

  test.each<[text: string, change: string, rest?: object]>([
    ['block +1 206 555 0152', 'block'],
    ['block: +1 206 555 0152', 'block'],
    ['BLOCK 2065550152', 'block'],
    ['/reach-out block +12065550152', 'block'],
    ['block +1 206 555 0152 wrong person', 'block', { reason: 'wrong person' }],
    ['block +1 206 555 0152: a &amp;\n b &lt;3', 'block', { reason: 'a & b <3' }],
    ['block +1 206 555 0152 sms asked us to stop', 'block', { channel: 'sms', reason: 'asked us to stop' }],
    ['block whatsapp +1 206 555 0152', 'block', { channel: 'whatsapp' }],
    ['unblock 2065550152', 'unblock'],
    [
      'unblock <tel:+12065550152|206 555 0152> call by mistake',
      'unblock',
      { channel: 'voice', reason: 'by mistake' },
    ],
    ['block +1206555 wrong', 'block', { phone: '+1206555', reason: 'wrong' }],
    ['block +12065550152, +12065550153', 'block', { phone: undefined, reason: '+12065550152, +12065550153' }],
  ])('%j changes the do-not-contact list', (text, change, rest = {}) => {
    expect(parseCommandText(text, { defaultCountry: 'US' })).toEqual({
      kind: 'blocks',
      change,
      phone,
      ...rest,
    });
  });

  test.each<[text: string, kind: string, word?: string]>([
    ['status=all', 'status'],
    ['status_all', 'status'],
    ['list mine', 'status', 'list'],
    ['cancel +1 206 555 0152', 'status', 'cancel'],
    ['Cancel 0152', 'status', 'cancel'],
    ['scheduled messages', 'scheduled', 'scheduled'],
    ['please cancel it', 'status', 'cancel'],
    ['"stop +1 206 555 0152"', 'stop'],
    ['stop-all', 'stop'],
    ['stop_contact', 'stop'],
    ['stop/cancel', 'stop'],
    ['“stop” it', 'stop'],
    ['(stop) now', 'stop'],
    ['stop? yes', 'stop'],
    ['status please', 'status'],
    ['status of +12065550152', 'status'],
    ['Status: all', 'status'],
    ['*status* please', 'status'],
    ['stop it', 'stop'],
    ['stop +1 206 555 0152', 'stop'],
    ['stop 0152', 'stop'],
    ['stop <tel:+12065550152|206 555 0152> sms', 'stop'],
    ['stop sms', 'stop'],
    ['stop\n2', 'stop'],
  ])('%j opens no form, and says behind which word the rest was not read', (text, kind, word = kind) => {
    expect(parseCommandText(text, { defaultCountry: 'US' })).toEqual({ kind, readOnly: word });
  });

  test.each([
    'the status',
    'helpful words',
    'block party at 5',
    'cancel the order',
    'many thanks',
    'Stopping by at noon',
    "status's",
    'help-desk is closed',
    'stop-gap',
    'list of things',
    '"Stop by our office", she said',
    '*Stop by our office*',
    '? what',
    '/stopwatch',
    'stop-motion film',
    'help@example.com is ours',
    'version 2 is out',
    'my order is late',
    'show me',
    'please call me',
    'scheduled for Monday',
    '“Help yourself”, it says',
  ])('%j is a message', (text) => {
    expect(parseCommandText(text)).toEqual(open({ message: text, numbers: 'none' }));
  });
});

describe('a number and a channel word lead', () => {
  test.each<[string, object]>([
    ['', {}],
    ['  \n ', {}],
    ['+12065550152 sms Hi there', { phone, channel: 'sms', message: 'Hi there' }],
    ['sms +12065550152 Hi there', { phone, channel: 'sms', message: 'Hi there' }],
    ['+1 (206) 555-0152 WhatsApp Hi', { phone, channel: 'whatsapp', message: 'Hi' }],
    ['wa (+1) 206.555.0152 Hi', { phone, channel: 'whatsapp', message: 'Hi' }],
    ['206 555 0152 text Hi', { phone, channel: 'sms', message: 'Hi' }],
    ['(206) 555-0152 Hi', { phone, message: 'Hi' }],
    ['VOICE +1 206—555—0152 Hi', { phone, channel: 'voice', message: 'Hi' }],
    ['call <tel:+12065550152|206 555 0152> Hi', { phone, channel: 'voice', message: 'Hi' }],
    ['<tel:2065550152|2065550152> sms', { phone, channel: 'sms' }],
    ['tel:+12065550152', { phone }],
    ['+12065550152', { phone }],
    ['0012065550152 Hi', { phone, message: 'Hi' }],
    ['sms: Hi', { channel: 'sms', message: 'Hi', numbers: 'none' }],
    ['+12065550152, sms: Hi', { phone, channel: 'sms', message: 'Hi' }],
    ['sms', { channel: 'sms' }],
    ['text me back', { channel: 'sms', message: 'me back', numbers: 'none' }],
    ['sms text me back', { channel: 'sms', message: 'text me back', numbers: 'none' }],
    ['sms +12065550152 call me', { phone, channel: 'sms', message: 'call me' }],
    ['+12065550152 sms +12065550153 is ours', { phone, channel: 'sms', message: '+12065550153 is ours' }],
    ['+12065550152 +12065550153 Hi', { message: '+12065550152 +12065550153 Hi', numbers: 'several' }],
    ['sms 2065550152, 2065550153', { channel: 'sms', message: '2065550152, 2065550153', numbers: 'several' }],
    ['+12065550152 and +12065550153', { message: '+12065550152 and +12065550153', numbers: 'several' }],
    [
      '+12065550152 mobile, +12065550153 office',
      { message: '+12065550152 mobile, +12065550153 office', numbers: 'several' },
    ],
    ['+12065550152 &amp; +447911234567', { message: '+12065550152 & +447911234567', numbers: 'several' }],
    ['+12065550152 2 pizzas are ready', { phone, message: '2 pizzas are ready' }],
    ['+12065550152 24 7 support', { phone, message: '24 7 support' }],
    ['+12065550152\n12 items', { phone, message: '12 items' }],
    ['+12065550152 — hi -- “there”', { phone, message: '— hi -- “there”' }],
    ['\u202a+1 206 555 0152\u202c sms hi', { phone, channel: 'sms', message: 'hi' }],
    ['sms \u200e+12065550152 hi', { phone, channel: 'sms', message: 'hi' }],
    ['+12065550152\u202c sms hi', { phone, channel: 'sms', message: 'hi' }],
    ['+ 1 206 555 0152 sms hi', { phone, channel: 'sms', message: 'hi' }],
    ['+12065550152—hi', { phone, message: '—hi' }],
    ['+12065550152👍', { phone, message: '👍' }],
  ])('%j', (text, expected) => {
    expect(parseCommandText(text, { defaultCountry: 'US' })).toEqual(open(expected));
  });

  test.each<[string, object]>([
    ['*+1 206 555 0152* sms Hi', { phone, channel: 'sms', message: 'Hi' }],
    ['_+12065550152_ sms Hi', { phone, channel: 'sms', message: 'Hi' }],
    ['~+12065550152~ Hi', { phone, message: 'Hi' }],
    ['`+12065550152` call Hi', { phone, channel: 'voice', message: 'Hi' }],
    ['*<tel:+12065550152|206 555 0152>* Hi', { phone, message: 'Hi' }],
    ['"+1 206 555 0152" wa Hi', { phone, channel: 'whatsapp', message: 'Hi' }],
    ['“206 555 0152”, Hi', { phone, message: 'Hi' }],
    ["'+12065550152 sms Don't wait", { phone, channel: 'sms', message: "Don't wait" }],
    ['+12065550152; sms Hi', { phone, channel: 'sms', message: 'Hi' }],
    ['whatsapp:+12065550152 Hi', { phone, channel: 'whatsapp', message: 'Hi' }],
    ['sms:+12065550152', { phone, channel: 'sms' }],
    ['wa.me/12065550152 Hi', { phone, message: 'Hi' }],
    ['<https://wa.me/12065550152> sms Hi', { phone, channel: 'sms', message: 'Hi' }],
    ['tel:206-555-0152;phone-context=+1 sms Hi', { phone, channel: 'sms', message: 'Hi' }],
    ['M: +1 206 555 0152 sms Hi', { phone, channel: 'sms', message: 'Hi' }],
    ['Tel. 206 555 0152 Hi', { phone, message: 'Hi' }],
    ['Mobile - +1 206 555 0152 Hi', { phone, message: 'Hi' }],
    ['sms Cell: +1 206 555 0152 Hi', { phone, channel: 'sms', message: 'Hi' }],
    ['+1 206 555 0152 (mobile) sms Hi', { phone, channel: 'sms', message: 'Hi' }],
    ['+1 206 555 0152 [Work] Hi', { phone, message: 'Hi' }],
    ['+1\u00a0206\u00a0555\u00a00152 sms Hi', { phone, channel: 'sms', message: 'Hi' }],
    ['phone +12065550152 Hi', { phone, channel: 'voice', message: 'Hi' }],
    ['+12065550152 phone Hi', { phone, channel: 'voice', message: 'Hi' }],
    ['+12065550152 (work) is done', { phone, message: 'is done' }],
    ['+12065550152 (see below) Hi', { phone, message: '(see below) Hi' }],
    ['+12065550152 *Hi* there', { phone, message: '*Hi* there' }],
    ['*+12065550152 Hi*', { phone, message: '*+12065550152 Hi*' }],
    ['1.20656E+10 sms', { phone: '1.20656E+10', channel: 'sms' }],
    ['´+1 206 555 0152´ sms Hi', { phone, channel: 'sms', message: 'Hi' }],
    ['❝+12065550152❞ Hi', { phone, message: 'Hi' }],
    ['&lt;+12065550152&gt; sms Hi', { phone, channel: 'sms', message: 'Hi' }],
    ['Phone number: +1 206 555 0152 sms Hi', { phone, channel: 'sms', message: 'Hi' }],
    ['Phone No.: +1 206 555 0152 sms Hi', { phone, channel: 'sms', message: 'Hi' }],
    ['Phone (work): 206 555 0152 wa Hi', { phone, channel: 'whatsapp', message: 'Hi' }],
    ['phone: +1 206 555 0152 sms Hi', { phone, channel: 'sms', message: 'Hi' }],
    ['phone: +1 206 555 0152 Hi', { phone, channel: 'voice', message: 'Hi' }],
    ['phone call +1 206 555 0152 Hi', { phone, channel: 'voice', message: 'Hi' }],
    ['+1 206 555 0152 voice call Hi', { phone, channel: 'voice', message: 'Hi' }],
    ['+1 206 555 0152 Voice call: Hi', { phone, channel: 'voice', message: 'Hi' }],
    ['sms to +1 206 555 0152 Hi', { phone, channel: 'sms', message: 'Hi' }],
    ['sms to the whole team', { channel: 'sms', message: 'to the whole team', numbers: 'none' }],
    ['voice call: +1 206 555 0152 Hi', { phone, channel: 'voice', message: 'Hi' }],
    ['text message 206 555 0152 Hi', { phone, channel: 'sms', message: 'Hi' }],
    ['WhatsApp number: +1 206 555 0152 Hi', { phone, channel: 'whatsapp', message: 'Hi' }],
    ['(WhatsApp) +1 206 555 0152 Hi', { phone, channel: 'whatsapp', message: 'Hi' }],
    ['• *sms* +1 206 555 0152 Hi', { phone, channel: 'sms', message: 'Hi' }],
    ['📞+1 206 555 0152 sms Hi', { phone, channel: 'sms', message: 'Hi' }],
    [':telephone_receiver: +1 206 555 0152 sms Hi', { phone, channel: 'sms', message: 'Hi' }],
    ['(M) +1 206 555 0152 sms Hi', { phone, channel: 'sms', message: 'Hi' }],
    ['[mobile] 206 555 0152 Hi', { phone, message: 'Hi' }],
    ['Fax: +1 206 555 0152', { phone }],
    ['Cell/WhatsApp: +1 206 555 0152 sms Hi', { phone, channel: 'sms', message: 'Hi' }],
    ['Call/Text: 206 555 0152 sms Hi', { phone, channel: 'sms', message: 'Hi' }],
    ['*Mobile:* +1 206 555 0152 sms Hi', { phone, channel: 'sms', message: 'Hi' }],
    ['&gt; +1 206 555 0152 sms Hi', { phone, channel: 'sms', message: 'Hi' }],
    ['- 206 555 0152 Hi', { phone, message: 'Hi' }],
    ['1) +1 206 555 0152 sms Hi', { phone, channel: 'sms', message: 'Hi' }],
    ['TEL;TYPE=CELL:+12065550152 sms Hi', { phone, channel: 'sms', message: 'Hi' }],
    ['&lt;a href="tel:+12065550152"&gt;Ring&lt;/a&gt; sms Hi', { phone, channel: 'sms', message: 'Hi' }],
    ['+1 206 555 0152 mobile sms Hi', { phone, channel: 'sms', message: 'Hi' }],
    ['+1 206 555 0152, home phone, sms: Hi', { phone, channel: 'sms', message: 'Hi' }],
    ['+1 206 555 0152 mobile', { phone }],
    ['+1 206 555 0152 | sms Hi', { phone, channel: 'sms', message: 'Hi' }],
    ['+1 206 555 0152? sms Hi', { phone, channel: 'sms', message: 'Hi' }],
    ['1E+10 sms Hi', { phone: '1E+10', channel: 'sms', message: 'Hi' }],
    ['=1,20656E+10 Hi', { phone: '1,20656E+10', message: 'Hi' }],
    ['sms 1.20656E+10 Hi', { phone: '1.20656E+10', channel: 'sms', message: 'Hi' }],
  ])('with what stands around the number: %j', (text, expected) => {
    expect(parseCommandText(text, { defaultCountry: 'US' })).toEqual(open(expected));
  });

  test.each<[string, object]>([
    ['+12065550152 mobile phones are ready', { phone, message: 'mobile phones are ready' }],
    ['+12065550152 home at 5?', { phone, message: 'home at 5?' }],
    ['sms +12065550152 home', { phone, channel: 'sms', message: 'home' }],
    ['sms +12065550152 work text me', { phone, channel: 'sms', message: 'work text me' }],
    ['+12065550152 sms - home', { phone, channel: 'sms', message: '- home' }],
    ['+12065550152 "Hi"', { phone, message: '"Hi"' }],
    ['+12065550152 (mobile or not) Hi', { phone, message: '(mobile or not) Hi' }],
    ['+12065550152 - call me', { phone, message: '- call me' }],
    ['phone: Please call back', { channel: 'voice', message: 'Please call back', numbers: 'none' }],
    ['+12065550152 … Hi', { phone, message: '… Hi' }],
    ['sms call +12065550152 now', { phone, channel: 'sms', message: 'call +12065550152 now' }],
    ['Please call us: +12065550152', { phone, message: 'Please call us: +12065550152' }],
    ['🎉 +12065550152 Hi', { phone, message: '🎉 +12065550152 Hi' }],
    ['Ana: +12065550152 Hi', { phone, message: 'Ana: +12065550152 Hi' }],
  ])('what is a message stays one: %j', (text, expected) => {
    expect(parseCommandText(text, { defaultCountry: 'US' })).toEqual(open(expected));
  });

  test.each<[string, object]>([
    ['call Mrs Alvarez +1 206 555 0152', { phone, channel: 'voice', message: 'Mrs Alvarez +1 206 555 0152' }],
    ['Hi +12065550152 sms', { phone, message: 'Hi +12065550152 sms' }],
    ['sms Ring <tel:+12065550152|206 555 0152>', { phone, channel: 'sms', message: 'Ring 206 555 0152' }],
    ['texting (206) 555-0152 now', { phone, message: 'texting (206) 555-0152 now' }],
    [
      'sms either +12065550152 or +12065550153',
      { channel: 'sms', message: 'either +12065550152 or +12065550153', numbers: 'several' },
    ],
    [
      'sms order 2065550152 is late',
      { channel: 'sms', message: 'order 2065550152 is late', numbers: 'none' },
    ],
    ['text me back', { channel: 'sms', message: 'me back', numbers: 'none' }],
  ])('a number that is not first: %j', (text, expected) => {
    expect(parseCommandText(text, { defaultCountry: 'US' })).toEqual(open(expected));
  });

  test.each(['06.12.34.56.78 sms hi', '06-12-34-56-78 sms hi'])('not a date: %j', (text) => {
    expect(parseCommandText(text, { defaultCountry: 'FR' })).toEqual(
      open({ phone: '+33612345678', channel: 'sms', message: 'hi' }),
    );
  });

  test.each<[string, string, string | undefined]>([
    ['+4930901820 24 Uhr passt', '+4930901820', '24 Uhr passt'],
    ['+4930901820 2400 Punkte', '+4930901820', '2400 Punkte'],
    ['+436601234567 10 Uhr', '+436601234567', '10 Uhr'],
    ['+43 660 1234567 10 Uhr', '+436601234567', '10 Uhr'],
    ['+43 664 123456 78', '+4366412345678', undefined],
    ['+49 211 123456 0', '+492111234560', undefined],
    ['+49 211 1234567 0 Hallo', '+4921112345670', 'Hallo'],
    ['0211/123456–78', '+4921112345678', undefined],
    ['+39 06 123456 78', '+390612345678', undefined],
    ['+49 30 90 18 20 15', '+493090182015', undefined],
    ['+493090 182015', '+493090182015', undefined],
    ['+49 30 901820 1505', '+49309018201505', undefined],
    ['+493090182015 24', '+49309018201524', undefined],
    ['+33 6 12 34 56 78 10 euros', '+33612345678', '10 euros'],
    ['+81 90 1234 5678です', '+819012345678', 'です'],
  ])('where numbers have no fixed length: %j', (text, number, message) => {
    expect(parseCommandText(text, { defaultCountry: 'DE' })).toEqual(
      open({ phone: number, ...(message && { message }) }),
    );
  });

  test.each([
    '2 pizzas are ready',
    '- 2 pizzas are ready',
    'home at 5',
    'office hours 9-17',
    '1E9 visitors came',
    '100% sure',
    '24/7 support',
    '12.06.2024 meeting',
    '2024-03-15 is the day',
    '2026/03/15 10:30 is our date',
    '20260315 10:30 works',
    '+1 to that',
    '+100 points',
    'smsing is fun',
    'Call-back requested',
    '911 was called',
  ])('%j is a message', (text) => {
    expect(parseCommandText(text, { defaultCountry: 'US' })).toEqual(
      open({ message: text, numbers: 'none' }),
    );
  });

  test.each<[string, object]>([
    ['206 555 0152 sms Hi', { phone: '206 555 0152', channel: 'sms', message: 'Hi' }],
    ['sms 555 0152 Hi', { phone: '555 0152', channel: 'sms', message: 'Hi' }],
    ['2065550152 Hi', { phone: '2065550152', message: 'Hi' }],
    ['+1 206 555 Hi', { phone: '+1 206 555', message: 'Hi' }],
    ['+1 900 555 0123 Hi', { phone: '+1 900 555 0123', message: 'Hi' }],
    ['call 911', { phone: '911', channel: 'voice' }],
    ['+1 206', { phone: '+1 206' }],
    ['<tel:5550152|555 0152> Hi', { phone: '555 0152', message: 'Hi' }],
  ])('%j keeps what was meant as a number, so that the modal explains it', (text, expected) => {
    expect(parseCommandText(text)).toEqual(open(expected));
  });
});

describe('the message', () => {
  test.each([
    ['a &amp; b &lt;3 &gt; c', 'a & b <3 > c'],
    ['&amp;lt;', '&lt;'],
    ['Ask <@U123|ana> in <#C1|general>', 'Ask @ana in #general'],
    ['Ask <@U123> and <!here> and <!subteam^S1|@ops>', 'Ask @U123 and @here and @ops'],
    ['See <https://example.com/?a=1&amp;b=2>', 'See https://example.com/?a=1&b=2'],
    ['See <http://example.com|example.com>', 'See example.com'],
    ['Mail <mailto:a@example.com|a@example.com>', 'Mail a@example.com'],
    ['Ring <tel:+12065550152|206 555 0152>', 'Ring 206 555 0152'],
  ])('%j reads %j', (text, message) => {
    expect(parseCommandText(text)).toMatchObject(open({ message }));
  });

  test('over 3,000 characters it is cut, and says so', () => {
    expect(parseCommandText('x'.repeat(3000))).toEqual(open({ message: 'x'.repeat(3000), numbers: 'none' }));
    expect(parseCommandText('x'.repeat(3001))).toEqual(
      open({ message: 'x'.repeat(3000), cut: true, numbers: 'none' }),
    );
  });

  test('is never cut through a surrogate pair', () => {
    const message = `${'x'.repeat(2999)}😀`;
    expect(parseCommandText(message)).toMatchObject({ message: 'x'.repeat(2999), cut: true });
  });

  const numbers = [
    '+12065550152',
    '+1 (206) 555-0152',
    '206 555 0152',
    '206.555.0152',
    '<tel:+12065550152|206>',
    '+1 206–555–0152',
  ];
  const words: [string, Channel][] = [
    ['sms', 'sms'],
    ['Text', 'sms'],
    ['whatsapp', 'whatsapp'],
    ['WA', 'whatsapp'],
    ['voice', 'voice'],
    ['call', 'voice'],
  ];
  const escapeForSlack = (text: string) =>
    text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

  test('is kept word for word after any writing, word and order', () => {
    const text = fc
      .string({ unit: fc.constantFrom(...'ab1 +-—“<>&\n\t.,:;|@#é😀'), minLength: 1, maxLength: 80 })
      .filter((message) => /^[^\s.,:;!?]/.test(message));
    fc.assert(
      fc.property(
        fc.constantFrom(...numbers),
        fc.constantFrom(...words),
        fc.boolean(),
        fc.constantFrom(' ', '  ', '\n'),
        text,
        (number, [word, channel], numberFirst, gap, message) => {
          const lead = numberFirst ? [number, word] : [word, number];
          // A message of digits right after the number can't be told from it: there the word must come between.
          fc.pre(numberFirst || !/^[-+\d—.]/.test(message));
          fc.pre(writeOutEmoji(message) === message);
          const command = [...lead, escapeForSlack(message)].join(gap);
          expect(parseCommandText(command, { defaultCountry: 'US' })).toEqual(
            open({ phone, channel, message }),
          );
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('any text at all is read, never thrown at', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(
        '<tel:',
        '<@U1|',
        '>',
        '&amp;',
        'sms ',
        'call',
        '+1 206 555 0152 ',
        '(',
        '00',
        '9'.repeat(30),
        ' ',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const command = parseCommandText(pieces.join(''), { defaultCountry: 'US' });
        if (command.kind !== 'open') return;
        expect((command.message ?? '').length).toBeLessThanOrEqual(3000);
        expect((command.phone ?? '').length).toBeLessThanOrEqual(3000);
      }),
      { numRuns: 1000 },
    );
  });
});
