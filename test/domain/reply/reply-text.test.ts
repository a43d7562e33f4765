import { expect, test } from '@jest/globals';
import { isNote, textForCustomer } from '../../../src/domain/reply/reply-text.ts';

test.each([
  'note: she is a VIP',
  'NOTE : she is a VIP',
  'Notes: two of them',
  'note to self: call her',
  'Private: no discount',
  'ｎｏｔｅ：she is a VIP',
  '  \n note: after blanks',
  '\u200bnote: after nothing to be seen',
  '*note:* bold',
  '*note*: bold before the colon',
  '_~note~_: both',
  '`note:` code',
  '```note: code```',
  '“Note: quoted”',
  '«note: quoted»',
  '&gt; note: as a quotation',
  '&gt;&gt; *Private:* twice',
  '• note: in a list',
  '1. note: in a list',
  ':lock: note: behind an emoji',
  '🔒 private: behind an emoji',
  ';;quick one',
  '  ;; quick one',
  String.raw`\\ quick one`,
  '🔇 not for her',
  '*🔇* not for her',
  ':mute: not for her',
  ':MUTE: not for her',
  '_:mute:_ not for her',
  '<@U0GRACE001> can you take this?',
  '  *<@U0GRACE001>* can you take this?',
  '<@U0GRACE001|grace> can you take this?',
  '&gt; <@W0GRACE001> can you take this?',
  '<!here> who knows?',
  '<!subteam^S0SUPPORT1|@support> who knows?',
  '@grace can you take this?',
])('%j stays in Slack', (text) => {
  expect(isNote(text)).toBe(true);
});

test.each([
  'Of course',
  'Please note: we close at five',
  'A private matter',
  'Notebook: ready for you',
  'notable: 5',
  'Hi; we are here;; really',
  String.raw`C:\temp`,
  'Ask <@U0GRACE001> for it',
  '<https://example.com/|example.com>',
  '<#C0SUPPORT1|support> is ours',
  ':tada: Done',
  '🎉 Done',
  '10:30 works',
  '',
])('%j is no note', (text) => {
  expect(isNote(text)).toBe(false);
});

test.each([
  ['Hi &amp; bye &lt;3', 'Hi & bye <3'],
  ['Ask <@U0GRACE001> or <@U0NOBODY01|noa>', 'Ask @Grace or @noa'],
  ['<https://example.com/a?b=1&amp;c=2>', 'https://example.com/a?b=1&c=2'],
  ['<https://example.com/|example.com>', 'example.com'],
  ['<https://example.com/a|our page>', 'https://example.com/a'],
  ['<tel:+12065550152|206 555 0152>, <mailto:a@example.com|a@example.com>', '206 555 0152, a@example.com'],
  ['*bold* _it_ ~no~ `code`', '*bold* _it_ ~no~ `code`'],
  [':tada: :+1::skin-tone-4: :our_own:', '🎉 👍🏽 :our_own:'],
  ['in <#C0SUPPORT1|support>, <!here>', 'in #support, @here'],
  ['  \n two\nlines \n', 'two\nlines'],
])('%j goes out as %j', (markup, text) => {
  const names: Record<string, string> = { U0GRACE001: 'Grace' };
  expect(textForCustomer(markup, (id) => names[id])).toBe(text);
});
