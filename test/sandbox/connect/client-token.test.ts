import { StartOutboundChatContactCommand, StartOutboundVoiceContactCommand } from '@aws-sdk/client-connect';
import { afterEach, expect, test } from '@jest/globals';
import { manualClock } from '../../../src/sandbox/connect/index.ts';
import { chatInput, simulatorAndClient, stopAll, voiceInput } from './support.ts';

afterEach(stopAll);

const DAY = 24 * 3600_000;
const chat = (ClientToken: string, content = 'Hello') =>
  new StartOutboundChatContactCommand(
    chatInput({ ClientToken, InitialSystemMessage: { ContentType: 'text/plain', Content: content } }),
  );

test('one token is one contact, also when asked at once', async () => {
  const { connect, client } = await simulatorAndClient();
  const answers = await Promise.all(Array.from({ length: 20 }, () => client.send(chat('one'))));
  expect(new Set(answers.map(({ ContactId }) => ContactId)).size).toBe(1);
  await client.send(chat('two'));
  expect(connect.contacts()).toHaveLength(2);
  expect(connect.contactsPerToken()).toEqual(
    new Map([
      ['one', 1],
      ['two', 1],
    ]),
  );
  expect(connect.counters()).toMatchObject({ contactsStarted: 2, tokensRepeated: 19 });
});

test('a token with other parameters gets the same contact, and a note', async () => {
  const { connect, client } = await simulatorAndClient();
  const first = await client.send(chat('one'));
  const second = await client.send(chat('one', 'Something else'));
  expect(second.ContactId).toBe(first.ContactId);
  expect(connect.requests().map(({ notes }) => notes)).toEqual([
    [],
    ['ClientToken repeated with other parameters'],
  ]);
});

test('a token is good for seven days', async () => {
  const clock = manualClock();
  const { connect, client } = await simulatorAndClient({ clock });
  const first = await client.send(chat('one'));
  clock.advance(7 * DAY - 1);
  expect((await client.send(chat('one'))).ContactId).toBe(first.ContactId);
  clock.advance(1);
  expect((await client.send(chat('one'))).ContactId).not.toBe(first.ContactId);
  expect(connect.contactsPerToken().get('one')).toBe(2);
});

test.each([
  [false, 1],
  [true, 2],
])('with forgetTokensOfEndedContacts %p an ended contact makes %i contacts', async (forget, expected) => {
  const { connect, client } = await simulatorAndClient({ forgetTokensOfEndedContacts: forget });
  const call = () => client.send(new StartOutboundVoiceContactCommand(voiceInput({ ClientToken: 'one' })));
  const { ContactId } = await call();
  await call();
  expect(connect.contacts()).toHaveLength(1);
  connect.world.busy(ContactId ?? '');
  await call();
  expect(connect.contacts()).toHaveLength(expected);
});
