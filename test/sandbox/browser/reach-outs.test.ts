import { describe } from '@jest/globals';
import { channelCases } from './channels.ts';
import { elementCases } from './elements.ts';
import { formCases } from './forms.ts';
import { describeInBrowser, useDesk } from './support.ts';

/** One sandbox and one browser for all of them: to start both takes longer than most of what is tried. */
describeInBrowser('in the browser', () => {
  const desk = useDesk();
  describe('the three channels', () => channelCases(desk));
  describe('the form', () => formCases(desk));
  describe('every element', () => elementCases(desk));
});
