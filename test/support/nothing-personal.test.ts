import { expect, test } from '@jest/globals';
import type { SimulatedConnect } from '../../src/sandbox/connect/index.ts';
import type { SimulatedSlack } from '../../src/sandbox/slack/index.ts';
import { expectNothingPersonal } from './nothing-personal.ts';

const body = (message: string) => ({
  view: { state: { values: { message: { message: { value: message } } } } },
});
const slack = {
  log: {
    entries: [
      { direction: 'slack_to_app', body: { text: '+1 206 555 0152 sms' } },
      { direction: 'slack_to_app', body: body('Your "parcel" waits\nCome and get it') },
      { direction: 'app_to_slack', body: { text: 'said by the app alone' } },
    ],
  },
} as unknown as SimulatedSlack;
const connect = {
  contacts: () => [{ customer: { address: '+12065550152' }, transcript: [{ content: 'When is it there?' }] }],
} as unknown as SimulatedConnect;

test.each([
  ['a number', '{"msg":"12065550152 is away"}\n', true],
  ['a number inside another', '{"time":912065550152}\n', false],
  ['what was typed into a form', String.raw`{"msg":"Your \"parcel\" waits"}`, true],
  ['a line of it', '{"msg":"Come and get it"}\n', true],
  ['a command', '{"msg":"+1 206 555 0152 sms"}\n', true],
  ['what a customer said', '{"msg":"When is it there?"}\n', true],
  ["the app's own words", '{"msg":"said by the app alone"}\n', false],
])('%s', (_, line, isFound) => {
  const look = () => expectNothingPersonal([line], { slack, connect });
  if (isFound) expect(look).toThrow(line);
  else expect(look).not.toThrow();
});
