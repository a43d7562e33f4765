import { afterEach, expect, test } from '@jest/globals';
import type { WebClient } from '@slack/web-api';
import {
  ImpossibleAction,
  type Person,
  type SimulatedSlack,
  seedIds,
} from '../../../src/sandbox/slack/index.ts';
import type { Json } from '../../../src/sandbox/slack/json.ts';
import { clientOf, refusalOf, startSlack, stopAll } from './support.ts';

afterEach(stopAll);

const channel = seedIds.support;

/** A workspace whose app hears of messages and reactions in channels; its events are read from the log. */
async function listening() {
  const events = ['message.channels', 'reaction_added', 'reaction_removed'];
  const slack = await startSlack({ events, eventRetryDelaysMs: [] });
  slack.deliverTo({ url: 'http://127.0.0.1:9/nobody' });
  const heard = async (count: number): Promise<Json[]> => {
    const all = () =>
      slack.log.entries
        .filter(({ delivery }) => delivery?.kind === 'events_api')
        .map(({ body }) => (body as { event: Json }).event);
    await slack.waitFor(() => all().length >= count);
    return all();
  };
  return { slack, client: clientOf(slack), ada: slack.as(seedIds.ada), heard };
}

type Stage = { slack: SimulatedSlack; client: WebClient; ada: Person; head: string };
type Case = [string, (stage: Stage) => unknown, Json];

const cases: Case[] = [
  [
    'a reply',
    ({ ada, head }) => ada.post(channel, 'a & b', { threadTs: head }),
    { text: 'a &amp; b', user: seedIds.ada },
  ],
  [
    'a reply that is shown in the channel too',
    ({ ada, head }) => ada.post(channel, 'All', { threadTs: head, broadcast: true }),
    { subtype: 'thread_broadcast', root: { text: 'Head' } },
  ],
  [
    'a file',
    ({ ada, head }) => ada.post(channel, 'See', { threadTs: head, files: ['plan.pdf'] }),
    { subtype: 'file_share', files: [{ name: 'plan.pdf' }] },
  ],
  [
    'what /me says',
    ({ ada, head }) => ada.post(channel, 'waves', { threadTs: head, me: true }),
    { subtype: 'me_message' },
  ],
  [
    'what another app writes',
    ({ slack, head }) => slack.otherAppPosts('#support', 'Beep', { threadTs: head }),
    { bot_id: 'B0OTHER001', app_id: 'A0OTHER001', text: 'Beep' },
  ],
  [
    'what a webhook writes',
    ({ slack, head }) => slack.otherAppPosts('#support', 'Beep', { threadTs: head, by: 'webhook' }),
    { subtype: 'bot_message', bot_id: 'B0WEBHOOK1' },
  ],
  [
    'the app’s own post',
    ({ client, head }) => client.chat.postMessage({ channel, text: 'Mine', thread_ts: head }),
    { user: seedIds.botUser, bot_id: expect.any(String), app_id: expect.any(String), text: 'Mine' },
  ],
];

test.each(cases)('%s is told', async (_what, happen, event) => {
  const { heard, ...stage } = await listening();
  const head = stage.ada.post(channel, 'Head').ts;
  await happen({ ...stage, head });
  const [, told] = await heard(2);
  expect(told).toMatchObject({
    type: 'message',
    channel,
    channel_type: 'channel',
    thread_ts: head,
    ...event,
  });
  expect(told?.event_ts).toBe(told?.ts);
});

test('edits and deletions, a person’s and the app’s own, tell what was before', async () => {
  const { client, ada, heard } = await listening();
  const head = ada.post(channel, 'Head').ts;
  const { ts } = ada.post(channel, 'First', { threadTs: head });
  ada.edit(channel, ts, 'Second');
  ada.deleteMessage(channel, ts);
  const own = await client.chat.postMessage({ channel, text: 'Mine' });
  await client.chat.update({ channel, ts: own.ts ?? '', text: 'Mine, too' });
  await client.chat.delete({ channel, ts: own.ts ?? '' });
  const [, , edited, deleted, , updated, removed] = await heard(7);
  expect(edited).toMatchObject({
    subtype: 'message_changed',
    hidden: true,
    channel,
    message: { text: 'Second', ts, thread_ts: head, user: ada.id, edited: { user: ada.id } },
    previous_message: { text: 'First', ts, thread_ts: head, user: ada.id },
  });
  expect(edited?.ts).not.toBe(ts);
  expect(deleted).toMatchObject({
    subtype: 'message_deleted',
    deleted_ts: ts,
    previous_message: { text: 'Second', thread_ts: head, user: ada.id },
  });
  expect(updated).toMatchObject({ message: { text: 'Mine, too', bot_id: expect.any(String) } });
  expect(removed).toMatchObject({ subtype: 'message_deleted', previous_message: { text: 'Mine, too' } });
});

test('a head that is deleted stays as a tombstone, which is told as an edit', async () => {
  const { ada, heard } = await listening();
  const head = ada.post(channel, 'Head').ts;
  ada.post(channel, 'Reply', { threadTs: head });
  ada.deleteMessage(channel, head);
  expect((await heard(3)).at(-1)).toMatchObject({
    subtype: 'message_changed',
    message: { subtype: 'tombstone' },
    previous_message: { text: 'Head' },
  });
});

test('reactions come and go, the app’s own too, each once', async () => {
  const { slack, client, ada, heard } = await listening();
  const { ts } = ada.post(channel, 'Head');
  for (const _ of [1, 2]) ada.react(channel, ts, 'raised_hand');
  ada.unreact(channel, ts, 'raised_hand');
  expect(() => ada.unreact(channel, ts, 'raised_hand')).toThrow(ImpossibleAction);
  await client.reactions.add({ channel, timestamp: ts, name: 'postbox' });
  await client.reactions.remove({ channel, timestamp: ts, name: 'postbox' });
  const again = client.reactions.remove({ channel, timestamp: ts, name: 'postbox' });
  expect((await refusalOf(again)).error).toBe('no_reaction');
  const item = { type: 'message', channel, ts };
  expect((await heard(5)).slice(1)).toMatchObject([
    { type: 'reaction_added', user: ada.id, reaction: 'raised_hand', item_user: ada.id, item },
    { type: 'reaction_removed', user: ada.id, reaction: 'raised_hand', item },
    { type: 'reaction_added', user: seedIds.botUser, reaction: 'postbox', item },
    { type: 'reaction_removed', user: seedIds.botUser, reaction: 'postbox', item },
  ]);
  expect(slack.messages(channel)[0]).not.toHaveProperty('reactions');
});

test('nobody hears of what one person alone sees, or of conversations without the app', async () => {
  const { slack, client, ada, heard } = await listening();
  slack.setMembership(seedIds.random, seedIds.botUser, false);
  await client.chat.postEphemeral({ channel, user: ada.id, text: 'For you' });
  const seen = ada.ephemerals.at(-1)?.ts ?? '';
  ada.deleteMessage(channel, seen);
  ada.react(seedIds.random, ada.post(seedIds.random, 'Elsewhere').ts, 'eyes');
  ada.post(channel, 'Told');
  expect(await heard(1)).toMatchObject([{ text: 'Told' }]);
  expect(() => slack.as(seedIds.grace).edit(channel, slack.messages(channel).at(-1)?.ts ?? '', 'x')).toThrow(
    ImpossibleAction,
  );
});
