import { expect, test } from '@jest/globals';
import { installationIds } from '../../src/slack/installed-in.ts';
import { addressedTo, sharedThread } from '../../src/slack/shared-thread.ts';

const reply = { type: 'message', channel: 'C1', user: 'U1', text: 'Hi', ts: '2.1', thread_ts: '1.1' };

test.each([
  ['a reply', true, reply, { placeId: 'C1', ts: '1.1' }],
  [
    'one that was edited',
    true,
    {
      ...{ type: 'message', subtype: 'message_changed', channel: 'C1', message: { text: 'Ho' } },
      previous_message: { ts: '2.1', thread_ts: '1.1', user: 'U1', text: 'Hi' },
    },
    { placeId: 'C1', ts: '1.1' },
  ],
  [
    'a reaction',
    true,
    {
      type: 'reaction_added',
      user: 'U1',
      reaction: 'hand',
      item: { type: 'message', channel: 'C1', ts: '1.1' },
    },
    { placeId: 'C1', ts: '1.1' },
  ],
  [
    'a message in no thread',
    true,
    { type: 'message', channel: 'C1', user: 'U1', text: 'Hi', ts: '2.1' },
    undefined,
  ],
  ['a reply in a channel of our own', false, reply, undefined],
  ['a reply where Slack does not say', undefined, reply, undefined],
  ['a reaction to a file', true, { type: 'reaction_added', item: { type: 'file', file: 'F1' } }, undefined],
  ['a Home tab', true, { type: 'app_home_opened', user: 'U1' }, undefined],
])('%s', (_, is_ext_shared_channel, event, thread) => {
  expect(sharedThread({ type: 'event_callback', is_ext_shared_channel, event })).toEqual(thread);
});

test.each([null, undefined, 'payload=', 5, [], {}])('%p is about none', (body) => {
  expect(sharedThread(body)).toBeUndefined();
});

test.each([
  ['T2', ['T2']],
  ['E2', ['E2']],
])('an event for another can be told to be for %s', (id, ids) => {
  const body = {
    ...{ type: 'event_callback', team_id: 'T1', event: reply },
    authorizations: [{ team_id: 'T1', enterprise_id: null, is_enterprise_install: false }],
  };
  expect(installationIds(addressedTo(body, id))).toEqual(ids);
});
