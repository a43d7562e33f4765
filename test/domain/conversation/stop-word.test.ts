import { expect, test } from '@jest/globals';
import { isStartWord, isStopWord } from '../../../src/domain/conversation/stop-word.ts';

test.each([
  ...['ARRET', 'CANCEL', 'END', 'OPT-OUT', 'OPTOUT', 'QUIT', 'REMOVE', 'STOP', 'TD', 'UNSUBSCRIBE'],
  ...['arrêt', ' Stop! ', '“stop”', 'Stop.', 'STOPALL', 'stop all', 'opt out', '\nSTOP\n', 'ＳＴＯＰ'],
])('%j alone opts out', (text) => {
  expect(isStopWord(text)).toBe(true);
  expect(isStartWord(text)).toBe(false);
});

test.each(['START', 'unstop', ' Start! '])('%j alone opts in', (text) => {
  expect(isStartWord(text)).toBe(true);
  expect(isStopWord(text)).toBe(false);
});

test.each([
  ...['stop it', 'please stop', 'Stop by at noon', 'the end', 'end?s', 'nonstop', 'cancel my order', ''],
  ...['start now', 'restart', 'STOP START'],
])('%j is a message', (text) => {
  expect(isStopWord(text)).toBe(false);
  expect(isStartWord(text)).toBe(false);
});
