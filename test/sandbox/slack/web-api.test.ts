import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { WebClient } from '@slack/web-api';
import {
  defaultSeed,
  ImpossibleAction,
  type SimulatedSlack,
  seedIds,
} from '../../../src/sandbox/slack/index.ts';
import { clientOf, mrkdwn, plain, refusalOf, startSlack, stopAll } from './support.ts';

afterEach(stopAll);

const section = (text: string) => [{ type: 'section' as const, text: mrkdwn(text) }];

async function started(options = {}): Promise<{ slack: SimulatedSlack; client: WebClient }> {
  const slack = await startSlack(options);
  return { slack, client: clientOf(slack) };
}

describe('who may call', () => {
  test('auth.test tells the app who it is', async () => {
    const { client } = await started();
    const { ok, team_id, user_id, bot_id } = await client.auth.test();
    expect({ ok, team_id, user_id, bot_id }).toEqual({
      ok: true,
      team_id: seedIds.team,
      user_id: seedIds.botUser,
      bot_id: 'B0APPBOT01',
    });
  });

  test('tokens that are missing, wrong, or of the other kind', async () => {
    const { slack } = await started();
    expect((await refusalOf(clientOf(slack, 'xoxb-wrong').auth.test())).error).toBe('invalid_auth');
    expect((await refusalOf(clientOf(slack, slack.appToken).auth.test())).error).toBe(
      'not_allowed_token_type',
    );
    const anonymous = await fetch(`${slack.apiUrl}auth.test`, { method: 'POST' });
    expect(await anonymous.json()).toEqual({ ok: false, error: 'not_authed' });
  });

  test('a GET with the token in the query, a JSON body, and an unknown method', async () => {
    const { slack, client } = await started();
    const got = await fetch(`${slack.apiUrl}users.info?token=${slack.botToken}&user=${seedIds.ada}`);
    expect(await got.json()).toMatchObject({ ok: true, user: { id: seedIds.ada } });
    const posted = await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${slack.botToken}`,
        'content-type': 'application/json; charset=utf-8',
      },
      body: JSON.stringify({ channel: seedIds.support, text: 'Hi', blocks: section('Hi') }),
    });
    expect(await posted.json()).toMatchObject({ ok: true, message: { text: 'Hi' } });
    expect((await refusalOf(client.apiCall('chat.nonsense'))).error).toBe('unknown_method');
  });

  test('a method without its scope', async () => {
    const { client } = await started({ scopes: ['chat:write', 'channels:read'] });
    const refusal = await client.users.info({ user: seedIds.ada }).catch((error) => error.data);
    expect(refusal).toMatchObject({
      error: 'missing_scope',
      needed: 'users:read',
      provided: 'chat:write,channels:read',
    });
    expect((await client.conversations.info({ channel: seedIds.support })).ok).toBe(true);
    expect((await refusalOf(client.conversations.info({ channel: seedIds.vip }))).error).toBe(
      'missing_scope',
    );
  });

  test('the scopes of a manifest are in force', async () => {
    const manifest = { oauth_config: { scopes: { bot: ['chat:write', 'chat:write.public'] } } };
    const { client } = await started({ manifest });
    expect((await client.chat.postMessage({ channel: seedIds.random, text: 'Hi' })).ok).toBe(true);
    expect((await refusalOf(client.conversations.history({ channel: seedIds.support }))).error).toBe(
      'missing_scope',
    );
  });
});

describe('where the app may post', () => {
  test.each([
    ['a public channel without it', seedIds.random, 'not_in_channel'],
    ['a private one without it', seedIds.board, 'channel_not_found'],
    ['a direct message between people', seedIds.adaAndGrace, 'channel_not_found'],
    ['an archived one', seedIds.archived, 'is_archived'],
    ['nowhere', 'C0NOWHERE1', 'channel_not_found'],
    ['a bot', seedIds.otherBot, 'cannot_dm_bot'],
    ['nobody', 'U0NOBODY01', 'channel_not_found'],
    ['a deactivated person', seedIds.deactivated, 'user_disabled'],
  ])('%s', async (_name, channel, error) => {
    const { client } = await started();
    expect((await refusalOf(client.chat.postMessage({ channel, text: 'Hi' }))).error).toBe(error);
  });

  test.each([
    ['by id', seedIds.support, seedIds.support],
    ['by name', '#support', seedIds.support],
    ['a private one with it', seedIds.vip, seedIds.vip],
    ['a person', seedIds.kenji, 'D0KENJI001'],
  ])('%s', async (_name, channel, expected) => {
    const { client, slack } = await started();
    const posted = await client.chat.postMessage({ channel, text: 'Hi' });
    expect(posted.channel).toBe(expected);
    expect(slack.messages(expected).map(({ ts }) => ts)).toEqual([posted.ts]);
  });

  test('after an invitation and after a removal', async () => {
    const { client, slack } = await started();
    slack.setMembership('#board', seedIds.botUser, true);
    expect((await client.chat.postMessage({ channel: seedIds.board, text: 'Hi' })).ok).toBe(true);
    slack.setMembership('#board', seedIds.botUser, false);
    expect((await refusalOf(client.chat.postMessage({ channel: seedIds.board, text: 'Hi' }))).error).toBe(
      'channel_not_found',
    );
  });
});

describe('messages', () => {
  test('invalid blocks are refused with place and reason', async () => {
    const { client } = await started();
    const refusal = await client.chat
      .postMessage({ channel: seedIds.support, text: 'Hi', blocks: section('x'.repeat(3001)) })
      .catch((error) => error.data);
    expect(refusal).toMatchObject({
      error: 'invalid_blocks',
      errors: ['must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
      response_metadata: {
        messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
      },
    });
  });

  test.each([
    ['no text', { text: '' }, 'no_text'],
    ['text too long', { text: 'x'.repeat(40_001) }, 'msg_too_long'],
    ['a thread_ts that is none', { text: 'a', thread_ts: '17' }, 'invalid_thread_ts'],
    ['blocks that are no list', { text: 'a', blocks: '{' as never }, 'invalid_blocks_format'],
    [
      'metadata without payload',
      { text: 'a', metadata: { event_type: 'e' } as never },
      'invalid_metadata_format',
    ],
    [
      'nested metadata',
      { text: 'a', metadata: { event_type: 'e', event_payload: { a: { b: { c: 1 } } } } as never },
      'invalid_metadata_schema',
    ],
    [
      'large metadata',
      { text: 'a', metadata: { event_type: 'e', event_payload: { a: 'x'.repeat(8_000) } } },
      'metadata_too_large',
    ],
  ])('%s', async (_name, content, error) => {
    const { client } = await started();
    expect((await refusalOf(client.chat.postMessage({ channel: seedIds.support, ...content }))).error).toBe(
      error,
    );
  });

  test('an update without blocks removes them; own messages only; 4,000 characters', async () => {
    const { client, slack } = await started();
    const channel = seedIds.support;
    const { ts } = await client.chat.postMessage({ channel, text: 'Hi', blocks: section('Hi') });
    await client.chat.update({ channel, ts: ts as string, text: 'Ho' });
    expect(slack.messages(channel)[0]).toMatchObject({ text: 'Ho', edited: { user: seedIds.botUser } });
    expect(slack.messages(channel)[0]).not.toHaveProperty('blocks');
    const theirs = slack.as(seedIds.ada).post(channel, 'Mine');
    const refused = (update: { ts: string; text: string }) =>
      refusalOf(client.chat.update({ channel, ...update }));
    expect((await refused({ ts: theirs.ts, text: 'No' })).error).toBe('cant_update_message');
    expect((await refused({ ts: ts as string, text: 'x'.repeat(4_001) })).error).toBe('msg_too_long');
    expect((await refused({ ts: '1700000000.000001', text: 'a' })).error).toBe('message_not_found');
  });

  test('a reply to a message that is gone, or never was, stands in the channel', async () => {
    const { client, slack } = await started();
    const channel = seedIds.support;
    const ada = slack.as(seedIds.ada);
    const reply = async (thread_ts: string) =>
      (await client.chat.postMessage({ channel, thread_ts, text: 'Reply' })).message;
    const gone = ada.post(channel, 'Soon gone');
    ada.deleteMessage(channel, gone.ts);
    for (const ts of [gone.ts, '1700000000.000001']) expect(await reply(ts)).not.toHaveProperty('thread_ts');
    expect((await client.conversations.history({ channel })).messages).toHaveLength(2);
    // What has replies leaves its thread behind.
    const head = ada.post(channel, 'Head');
    await reply(head.ts);
    ada.deleteMessage(channel, head.ts);
    expect(await reply(head.ts)).toMatchObject({ thread_ts: head.ts });
  });

  test.each([false, true])('a deleted message, with replies: %s, is not there any more', async (hasReply) => {
    const { client, slack } = await started();
    const channel = seedIds.support;
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'Card' });
    if (hasReply) await client.chat.postMessage({ channel, thread_ts: ts, text: 'Reply' });
    const grace = slack.as(seedIds.grace);
    expect(() => grace.deleteMessage(channel, ts)).toThrow(ImpossibleAction);
    slack.as(seedIds.ada).deleteMessage(channel, ts);
    for (const call of [
      () => client.chat.update({ channel, ts, text: 'No' }),
      () => client.chat.delete({ channel, ts }),
    ])
      expect((await refusalOf(call())).error).toBe('message_not_found');
    const replies = await refusalOf(client.conversations.replies({ channel, ts }));
    expect(replies.error).toBe(hasReply ? 'no error' : 'thread_not_found');
  });

  test('metadata is read back only when it is asked for, in history and in the thread', async () => {
    const { client } = await started();
    const channel = seedIds.support;
    const metadata = { event_type: 'reach_out', event_payload: { id: '1', part: 'card' } };
    const head = await client.chat.postMessage({ channel, text: 'Card', metadata });
    const thread_ts = head.ts as string;
    await client.chat.postMessage({ channel, thread_ts, text: 'Reply', metadata });
    const without = await client.conversations.history({ channel });
    expect(without.messages).toHaveLength(1);
    expect(without.messages?.[0]).toMatchObject({ text: 'Card', reply_count: 1 });
    expect(without.messages?.[0]).not.toHaveProperty('metadata');
    const replies = await client.conversations.replies({
      channel,
      ts: thread_ts,
      include_all_metadata: true,
    });
    expect(replies.messages?.map((message) => message.metadata)).toEqual([metadata, metadata]);
  });

  test('history by pages, newest first; oldest and latest with and without inclusive', async () => {
    const { client } = await started();
    const channel = seedIds.support;
    const posted: string[] = [];
    for (const text of ['1', '2', '3', '4', '5']) {
      posted.push((await client.chat.postMessage({ channel, text })).ts as string);
    }
    expect([...posted].sort()).toEqual(posted);
    const read = async (options: object) => {
      const page = await client.conversations.history({ channel, ...options });
      return { texts: page.messages?.map(({ text }) => text), cursor: page.response_metadata?.next_cursor };
    };
    const first = await read({ limit: 2 });
    expect(first.texts).toEqual(['5', '4']);
    expect((await read({ limit: 4, cursor: first.cursor })).texts).toEqual(['3', '2', '1']);
    expect((await read({ oldest: posted[1], latest: posted[3] })).texts).toEqual(['3']);
    expect((await read({ oldest: posted[1], latest: posted[3], inclusive: true })).texts).toEqual([
      '4',
      '3',
      '2',
    ]);
    expect((await refusalOf(client.conversations.history({ channel, cursor: 'x' }))).error).toBe(
      'invalid_cursor',
    );
    expect((await refusalOf(client.conversations.history({ channel: seedIds.random }))).error).toBe(
      'not_in_channel',
    );
  });

  test('a deleted head stays as a tombstone, a reply goes', async () => {
    const { client, slack } = await started();
    const channel = seedIds.support;
    const head = (await client.chat.postMessage({ channel, text: 'Head' })).ts as string;
    const reply = (await client.chat.postMessage({ channel, thread_ts: head, text: 'Reply' })).ts as string;
    await client.chat.delete({ channel, ts: head });
    expect(slack.messages(channel)[0]).toMatchObject({ subtype: 'tombstone' });
    await client.chat.delete({ channel, ts: reply });
    expect(slack.thread(channel, head)).toEqual([]);
    expect((await refusalOf(client.chat.delete({ channel, ts: reply }))).error).toBe('message_not_found');
  });

  test('an ephemeral message is seen by its person alone', async () => {
    const { client, slack } = await started();
    const channel = seedIds.support;
    await client.chat.postEphemeral({ channel, user: seedIds.ada, text: 'Psst' });
    expect(slack.as(seedIds.ada).ephemerals.map(({ text }) => text)).toEqual(['Psst']);
    expect(slack.as(seedIds.grace).ephemerals).toEqual([]);
    expect((await client.conversations.history({ channel })).messages).toEqual([]);
    expect(
      (await refusalOf(client.chat.postEphemeral({ channel, user: seedIds.partner, text: 'Psst' }))).error,
    ).toBe('user_not_in_channel');
  });

  test('reactions and permalinks', async () => {
    const { client, slack } = await started();
    const channel = seedIds.support;
    const ts = (await client.chat.postMessage({ channel, text: 'Hi' })).ts as string;
    await client.reactions.add({ channel, timestamp: ts, name: 'wave' });
    slack.as(seedIds.ada).react(channel, ts, 'wave');
    expect(slack.messages(channel)[0]?.reactions).toEqual([
      { name: 'wave', users: [seedIds.botUser, seedIds.ada] },
    ]);
    expect((await refusalOf(client.reactions.add({ channel, timestamp: ts, name: 'wave' }))).error).toBe(
      'already_reacted',
    );
    const { permalink } = await client.chat.getPermalink({ channel, message_ts: ts });
    expect(permalink).toBe(`https://reach-out-sandbox.slack.com/archives/${channel}/p${ts.replace('.', '')}`);
  });
});

describe('people and conversations', () => {
  test.each([
    [seedIds.ada, { is_admin: true, tz: 'Europe/London', is_restricted: false }],
    [seedIds.kenji, { tz_offset: 9 * 3600, team_id: seedIds.team }],
    [seedIds.guest, { is_restricted: true, is_ultra_restricted: false }],
    [seedIds.singleChannelGuest, { is_restricted: true, is_ultra_restricted: true }],
    [seedIds.deactivated, { deleted: true }],
    [seedIds.partner, { team_id: seedIds.partnerTeam }],
    [seedIds.otherBot, { is_bot: true }],
    ...[seedIds.grid, seedIds.gridInOrganization].map((id): [string, object] => [
      id,
      {
        id: seedIds.grid,
        enterprise_user: { id: seedIds.gridInOrganization, teams: expect.arrayContaining([seedIds.team]) },
      },
    ]),
  ])('users.info of %s', async (user, expected) => {
    const { client } = await started();
    expect((await client.users.info({ user })).user).toMatchObject(expected);
  });

  test('the locale comes only when it is asked for; nobody is not found', async () => {
    const { client } = await started();
    expect((await client.users.info({ user: seedIds.kenji })).user).not.toHaveProperty('locale');
    expect((await client.users.info({ user: seedIds.kenji, include_locale: true })).user?.locale).toBe(
      'ja-JP',
    );
    expect((await refusalOf(client.users.info({ user: 'U0NOBODY01' }))).error).toBe('user_not_found');
  });

  test('user groups', async () => {
    const { client } = await started();
    expect((await client.usergroups.users.list({ usergroup: seedIds.supportGroup })).users).toEqual([
      seedIds.ada,
      seedIds.kenji,
    ]);
    expect((await refusalOf(client.usergroups.users.list({ usergroup: 'S0' }))).error).toBe(
      'no_such_subteam',
    );
  });

  test('conversations.info, members, list and open', async () => {
    const { client } = await started();
    expect((await client.conversations.info({ channel: seedIds.random })).channel).toMatchObject({
      is_member: false,
      is_private: false,
      name: 'random',
    });
    expect((await refusalOf(client.conversations.info({ channel: seedIds.board }))).error).toBe(
      'channel_not_found',
    );
    expect((await client.conversations.members({ channel: seedIds.vip })).members).toContain(seedIds.botUser);
    const types = 'public_channel,private_channel';
    const { channels } = await client.conversations.list({ types, exclude_archived: true });
    expect(channels?.map(({ name }) => name)).toEqual(['support', 'random', 'vip', 'partners']);
    const mine = await client.users.conversations({ types: 'im' });
    expect(mine.channels).toHaveLength(7);
    expect((await client.conversations.open({ users: seedIds.grace })).channel?.id).toBe('D0GRACE001');
    await client.conversations.join({ channel: seedIds.random });
    expect((await client.conversations.info({ channel: seedIds.random })).channel?.is_member).toBe(true);
  });
});

test('a snapshot starts the same workspace again', async () => {
  const { client, slack } = await started();
  const { ts } = await client.chat.postMessage({ channel: seedIds.support, text: 'Before' });
  const again = await startSlack({ state: JSON.parse(JSON.stringify(slack.snapshot())) });
  const { messages } = await clientOf(again).conversations.history({ channel: seedIds.support });
  expect(messages?.map((message) => message.ts)).toEqual([ts]);
});

test('a seed can be changed before the start, and a page served beside the API', async () => {
  const state = defaultSeed();
  state.team.name = 'Elsewhere';
  const { slack, client } = await started({
    state,
    otherPaths: (_request: unknown, response: ServerResponse) => response.end('page'),
  });
  expect((await client.auth.test()).team).toBe('Elsewhere');
  expect(await (await fetch(`${slack.url}/anything`)).text()).toBe('page');
});

test('a person sees the conversations they are in, and no ephemeral message of another', async () => {
  const { client, slack } = await started();
  await client.chat.postEphemeral({ channel: seedIds.support, user: seedIds.ada, text: 'Psst' });
  slack.as(seedIds.ada).post('#support', 'Hi');
  const kenji = slack.as(seedIds.kenji);
  expect(kenji.messages('#support').map(({ text }) => text)).toEqual(['Hi']);
  expect(kenji.conversations.map(({ name }) => name)).toContain('board');
  expect(() => kenji.messages('#vip')).toThrow(ImpossibleAction);
});

test('kept messages and requests are bounded', async () => {
  const { client, slack } = await started({ keepMessages: 10, keepRequests: 5 });
  for (let index = 0; index < 30; index += 1) {
    await client.chat.postMessage({ channel: seedIds.support, text: plain(String(index)).text });
  }
  expect(slack.messages('#support').length).toBeLessThanOrEqual(12);
  expect(slack.messages('#support').at(-1)?.text).toBe('29');
  expect(slack.log.entries).toHaveLength(5);
  expect(slack.log.counters.byMethod['chat.postMessage']).toBe(30);
});
