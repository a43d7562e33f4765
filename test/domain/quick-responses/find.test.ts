import { describe, expect, test } from '@jest/globals';
import { findByKey, matching } from '../../../src/domain/quick-responses/find.ts';
import { isFor, type QuickResponse } from '../../../src/domain/quick-responses/quick-response.ts';

const response = (name: string, more: Partial<QuickResponse> = {}): QuickResponse => ({
  id: name,
  name,
  text: `The text of ${name}.`,
  channels: [],
  ...more,
});

const all = [
  response('Opening hours', { shortcutKey: 'hours', text: 'We are open from 9 to 5.' }),
  response('Thanks', { shortcutKey: 'ty', description: 'At the end of a chat' }),
  response('Hours on holidays', { shortcutKey: 'holiday' }),
  response('Rush hours', { shortcutKey: 'HoursRush' }),
  response('Refund'),
];

const names = (found: QuickResponse[]) => found.map(({ name }) => name);

test.each([
  ['', ['Hours on holidays', 'Opening hours', 'Refund', 'Rush hours', 'Thanks']],
  ['hours', ['Opening hours', 'Rush hours', 'Hours on holidays']],
  ['#hours', ['Opening hours', 'Rush hours']],
  ['/#TY', ['Thanks']],
  ['HOL', ['Hours on holidays']],
  ['9 to 5', ['Opening hours']],
  ['end of a chat', ['Thanks']],
  ['nothing like it', []],
])('%j finds, the nearest first, %j', (query, found) => {
  expect(names(matching(all, query))).toEqual(found);
});

test.each([
  ['hours', 'Opening hours'],
  ['Hours', 'Opening hours'],
  ['HOURSRUSH', 'Rush hours'],
  ['hour', undefined],
  ['', undefined],
])('the shortcut %j is of %j', (key, name) => {
  expect(findByKey(all, key)?.name).toBe(name);
});

describe('is for', () => {
  test.each([
    [[], true, true],
    [['Chat'], true, false],
    [['chat', 'Email'], true, false],
    [['Voice'], false, true],
    [['Email'], false, false],
  ])('%j: chats %j, calls %j', (channels, chats, calls) => {
    const one = response('One', { channels });
    expect([isFor('sms', one), isFor('whatsapp', one), isFor('voice', one)]).toEqual([chats, chats, calls]);
  });
});
