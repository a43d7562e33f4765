import { afterAll, describe, expect } from '@jest/globals';
import { elementCases } from './elements.ts';
import { everybodyCases } from './everybody.ts';
import { hurryCases } from './hurry.ts';
import { readingCases } from './reading.ts';
import { describeInBrowser, useDesk } from './support.ts';

/** One sandbox and one browser for all of them: to start both takes longer than most of what is tried. */
describeInBrowser('the page', () => {
  const desk = useDesk();
  describe('every element', () => elementCases(desk));
  describe('reading on', () => readingCases(desk));
  describe('in a hurry', () => hurryCases(desk));
  describe('everybody', () => everybodyCases(desk));
  afterAll(() => expect(desk().browser.complaints).toEqual([]));
});
