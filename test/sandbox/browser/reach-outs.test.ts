import { afterAll, describe, expect } from '@jest/globals';
import { channelCases } from './channels.ts';
import { formCases } from './forms.ts';
import { guideCases } from './guide.ts';
import { quickResponseCases } from './quick-responses.ts';
import { describeInBrowser, useDesk } from './support.ts';
import { templateCases } from './templates.ts';
import { troubleCases } from './trouble.ts';

/** One sandbox and one browser for all of them: to start both takes longer than most of what is tried. */
describeInBrowser('reaching out', () => {
  const desk = useDesk();
  describe('the guide', () => guideCases(desk));
  describe('the three channels', () => channelCases(desk));
  describe('the form', () => formCases(desk));
  describe('quick responses', () => quickResponseCases(desk));
  describe('templates', () => templateCases(desk));
  describe('trouble, and what a person reads', () => troubleCases(desk));
  afterAll(() => expect(desk().browser.complaints).toEqual([]));
});
