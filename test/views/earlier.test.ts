import { expect, test } from '@jest/globals';
import { earlierText } from '../../src/views/sentences/questions.ts';

const question = { name: 'contacted_before', number: '+1 …0152', most: 1, hours: 24 } as const;
const WORKSPACE = 'https://acme.slack.com/';

test('earlier reach-outs are told each with its thread', () => {
  const one = {
    userId: 'U1',
    channel: 'sms',
    at: '2026-03-03T09:00:00.000Z',
    placeId: 'C1',
    cardTs: '1.2',
  } as const;
  expect(earlierText({ ...question, earlier: [one] }, WORKSPACE)).toMatch(
    /^Other reach-outs to this number:\n.*SMS by <@U1> · <https:\/\/acme\.slack\.com\/archives\/C1\/p12\|go to its thread>$/,
  );
});

test('those of another workspace are told of, and not named', () => {
  expect(earlierText({ ...question, earlier: [] }, WORKSPACE)).toBe(
    'Other reach-outs to this number are those of another workspace.',
  );
});
