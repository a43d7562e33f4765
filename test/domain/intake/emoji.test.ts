import { describe, expect, test } from '@jest/globals';
import shortCodes from 'emojibase-data/en/shortcodes/iamcal.json' with { type: 'json' };
import { parseCommandText } from '../../../src/domain/intake/command-text.ts';
import { emojiCodeWarning, writeOutEmoji } from '../../../src/domain/intake/emoji.ts';
import { fieldHints } from '../../../src/domain/intake/field-hints.ts';
import { parseReachOut } from '../../../src/domain/intake/parse-reach-out.ts';
import type { ReachOutSettings } from '../../../src/domain/kernel/settings.ts';

const settings: ReachOutSettings = {
  instanceId: 'i',
  channels: { sms: { senders: [{ number: 's' }], flowId: 'f' } },
};
const form = (message: string) => ({ phone: '+12065550152', channel: 'sms', message });

describe("Slack's short codes", () => {
  test.each([
    [':tada:', '🎉'],
    ['Done :tada: thanks', 'Done 🎉 thanks'],
    ['Done:tada:', 'Done🎉'],
    [':tada::tada:', '🎉🎉'],
    [':wave:Hi', '👋Hi'],
    ['blood group :a: or :o:', 'blood group 🅰️ or ⭕'],
    ['(:smile:)', '(😄)'],
    [':thumbsup: :+1: :-1: Nice:+1:', '👍 👍 👎 Nice👍'],
    [':simple_smile:', '🙂'],
    [':heart: :warning: :sunny:', '❤️ ⚠️ ☀️'],
    [':one: :hash:', '1️⃣ #️⃣'],
    [':100:', '💯'],
    [':flag-de: :us: :flag-england: :rainbow-flag:', '🇩🇪 🇺🇸 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🏳️‍🌈'],
    [':woman-running: :female-detective:', '🏃‍♀️ 🕵️‍♀️'],
    [':melting_face:', '🫠'],
    [':+1::skin-tone-4:', '👍🏽'],
    [':wave::skin-tone-2: :wave::skin-tone-6:', '👋🏻 👋🏿'],
    [':point_up::skin-tone-3:', '☝🏼'],
    [':woman-running::skin-tone-5:', '🏃🏾‍♀️'],
    [':people_holding_hands::skin-tone-2-6:', '🧑🏻‍🤝‍🧑🏿'],
    [':two_women_holding_hands::skin-tone-4:', '👭🏽'],
    [':people_holding_hands::skin-tone-2::skin-tone-6:', '🧑🏻‍🤝‍🧑🏿'],
    [':handshake::skin-tone-2::skin-tone-4:', '🫱🏻‍🫲🏽'],
    [':handshake::skin-tone-6-3:', '🫱🏿‍🫲🏼'],
    [':handshake::skin-tone-5::skin-tone-5:', '🤝🏾'],
    [':man_and_woman_holding_hands::skin-tone-2-5: ok', '👩🏻‍🤝‍👨🏾 ok'],
    [':two_women_holding_hands::skin-tone-3::skin-tone-2:', '👩🏼‍🤝‍👩🏻'],
    [':two_men_holding_hands::skin-tone-4-6:', '👨🏽‍🤝‍👨🏿'],
    [':couplekiss::skin-tone-2::skin-tone-3:', '🧑🏻‍❤️‍💋‍🧑🏼'],
    [':couple_with_heart::skin-tone-2-3:', '🧑🏻‍❤️‍🧑🏼'],
    [':woman-heart-man::skin-tone-2::skin-tone-5:', '👩🏻‍❤️‍👨🏾'],
    [':wave::skin-tone-2::wave:', '👋🏻👋'],
    [':+1::skin-tone-2::skin-tone-3:', '👍🏻'],
    [':tada::skin-tone-4:', '🎉'],
  ])('%s is %s', (text, written) => {
    expect(writeOutEmoji(text)).toBe(written);
  });

  test.each([
    'at 10:30:00',
    '1:100:5',
    'at 5:100: go',
    'a:b:c',
    'part a:b: text',
    'in :b:c',
    'user:key:value',
    'https://example.com/:tada:/x',
    ':party_parrot:',
    ':Tada:',
    ': tada :',
    'tada:',
    '::',
    '{"a":"b","c":{"d":1}}',
  ])('none in %s', (text) => {
    expect(writeOutEmoji(text)).toBe(text);
  });

  test('each of them is one emoji that Unicode recommends, and none is written out twice', () => {
    for (const name of Object.values(shortCodes).flat()) {
      const written = writeOutEmoji(`:${name}:`);
      expect(written).toMatch(/^\p{RGI_Emoji}$/v);
      expect(writeOutEmoji(written)).toBe(written);
      for (const tones of [':skin-tone-3:', ':skin-tone-2-5:', ':skin-tone-6::skin-tone-4:'])
        expect(writeOutEmoji(`:${name}:${tones}`)).toMatch(/^\p{RGI_Emoji}$/v);
    }
  });
});

describe('codes that go out as written', () => {
  test.each([
    [':party_parrot:', '`:party_parrot:` goes out as written, not as an emoji.'],
    ['Hi :büro: and :büro:', '`:büro:` goes out as written, not as an emoji.'],
    [':a-1: :b_2:.', '`:a-1:`, `:b_2:` go out as written, not as emoji.'],
    [':own::own2: :own3: :own4:', '`:own:`, `:own2:`, `:own3:` go out as written, not as emoji.'],
    ['(:tada:) typed in the form', '`:tada:` goes out as written, not as an emoji.'],
    [
      ':handshake::skin-tone-2::skin-tone-4:',
      '`:handshake::skin-tone-2::skin-tone-4:` goes out as written, not as an emoji.',
    ],
    [':+1::skin-tone-4:', '`:+1::skin-tone-4:` goes out as written, not as an emoji.'],
  ])('%s', (text, warning) => {
    expect(emojiCodeWarning(text)).toBe(warning);
  });

  test.each([
    'Hi 🎉',
    '10:30:00',
    'a::b',
    'std::vec::Vec',
    'x:y:z',
    'see http://h:80:/a',
    ':1:',
    '{"a":"b"}',
  ])('none in %s', (text) => {
    expect(emojiCodeWarning(text)).toBeUndefined();
  });
});

test('a command fills in the characters, cut by their own length', () => {
  const fill = (text: string) => parseCommandText(`+12065550152 sms ${text}`);
  expect(fill('Hi :tada: &amp; :party_parrot:')).toMatchObject({ message: 'Hi 🎉 & :party_parrot:' });
  expect(fill(':tada:'.repeat(1500))).toMatchObject({ message: '🎉'.repeat(1500) });
  expect(fill(':tada:'.repeat(1501))).toMatchObject({ message: '🎉'.repeat(1500), cut: true });
});

test('what is typed in the form stays as it is, with a warning below the field and on the card', () => {
  const warning = '`:shipit:` goes out as written, not as an emoji.';
  expect(fieldHints(form('Hi :shipit:'), settings).message).toContain(':shipit: goes out as written');
  expect(parseReachOut(form('Hi :shipit:'), settings)).toMatchObject({
    request: { initialMessage: { content: 'Hi :shipit:' } },
    warnings: [warning],
  });
  expect(parseReachOut(form('Hi 🎉'), settings)).toMatchObject({ warnings: [] });
});
