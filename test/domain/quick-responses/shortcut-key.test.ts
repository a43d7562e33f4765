import { expect, test } from '@jest/globals';
import { parseCommandText } from '../../../src/domain/intake/command-text.ts';
import { readShortcutKey } from '../../../src/domain/quick-responses/shortcut-key.ts';

/** The shortcut that the text of a command has for its message. */
function keyIn(text: string): string | undefined {
  const asked = parseCommandText(text);
  return asked.kind === 'open' ? readShortcutKey(asked.message ?? '') : undefined;
}

test.each([
  ['+1 206 555 0152 sms #hours', 'hours'],
  ['sms +1 206 555 0152 #hours', 'hours'],
  ['+1 206 555 0152 #hours ', 'hours'],
  ['+1 206 555 0152 sms: #Hours', 'Hours'],
  ['+1 206 555 0152 sms /#hours', 'hours'],
  ['+1 206 555 0152 sms ＃hours', 'hours'],
  ['+1 206 555 0152 sms <#C0123|hours>', 'hours'],
  ['+1 206 555 0152 sms #1', '1'],
  ['+1 206 555 0152 sms #R&amp;D', 'R&D'],
  ['+1 206 555 0152 sms #営業時間', '営業時間'],
  ['#hours', 'hours'],
  ['sms #hours', 'hours'],
])('%j is the shortcut %j', (text, key) => {
  expect(keyIn(text)).toBe(key);
});

test.each([
  '#1 in line',
  '#support said that it works',
  '#hours please',
  'our #hours',
  '#hours #ty',
  '#hours#ty',
  '#',
  '# hours',
  '##hours',
  '#elevenchars',
  'hours',
  '//#hours',
])('%j is a message', (message) => {
  expect(keyIn(`+1 206 555 0152 sms ${message}`)).toBeUndefined();
});

test('a word of the command stays one', () => {
  expect(parseCommandText('#stop')).toEqual({ kind: 'stop' });
});
