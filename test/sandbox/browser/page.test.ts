import { afterAll, describe, expect } from '@jest/globals';
import { channelCases } from './channels.ts';
import { elementCases } from './elements.ts';
import { everybodyCases } from './everybody.ts';
import { formCases } from './forms.ts';
import { guideCases } from './guide.ts';
import { readingCases } from './reading.ts';
import { describeInBrowser, useDesk } from './support.ts';
import { troubleCases } from './trouble.ts';

/** One sandbox and one browser for all of them: to start both takes longer than most of what is tried. */
describeInBrowser('in the browser', () => {
  const desk = useDesk();
  describe('the guide', () => guideCases(desk));
  describe('the three channels', () => channelCases(desk));
  describe('the form', () => formCases(desk));
  describe('every element', () => elementCases(desk));
  describe('trouble, and what a person reads', () => troubleCases(desk));
  describe('reading on', () => readingCases(desk));
  describe('everybody', () => everybodyCases(desk));
  afterAll(() => expect(desk().browser.complaints).toEqual([]));
});
