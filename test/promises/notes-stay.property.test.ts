import { afterEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { seedIds } from '../../src/sandbox/slack/index.ts';
import { type Conversing, onPhone, startConversing, type Talk, talk } from '../support/conversing.ts';

let conversing: Conversing;
afterEach(() => conversing.stop());

const startIn = async (env: Record<string, string> = {}) => {
  conversing = await startConversing({ env, slack: { eventRetryDelaysMs: [0] } });
};

/** Messages that are never offered to be sent, by what sets them apart from a person's own. */
const NEVER: Record<string, object> = {
  'of a bot': { subtype: 'bot_message', bot_id: 'B0OTHER001', user: undefined },
  'of another app': { app_id: 'A0OTHER001', bot_id: 'B0OTHER001' },
  'of a workflow': { subtype: 'bot_message', bot_id: 'B0WORKFLOW', app_id: 'A0WORKFLOW', user: undefined },
  'of ours': { user: seedIds.botUser, bot_id: 'B0APPBOT01' },
  'of a guest': { user: seedIds.guest },
  'of another organization': { user: seedIds.partner },
  'of a bot user': { user: seedIds.otherBot },
  'of Slackbot': { user: 'USLACKBOT' },
  'of Slackbot in answer': { user: 'USLACKBOT', subtype: 'slackbot_response' },
  'of a workflow as somebody': { bot_id: 'B0WORKFLOW', bot_profile: { name: 'Flow' } },
  'of an app as somebody': { app_id: 'A0OTHER001' },
  'of a call': { subtype: 'huddle_thread' },
  'of a reminder': { subtype: 'reminder_add' },
  'of a file that is told of anew': { subtype: 'file_comment' },
  'about oneself': { subtype: 'me_message' },
  'of a join': { subtype: 'channel_join' },
  'of a topic': { subtype: 'channel_topic' },
  'in no thread': { thread_ts: undefined },
  'in another thread': { thread_ts: '1700000000.000100' },
  'in another place': { channel: seedIds.vip },
  'of before the contact': { ts: '1700000000.000200' },
};
const NOTES = [
  'note: x',
  '*Private:* x',
  ';;x',
  String.raw`\\x`,
  ':mute: x',
  '🔇 x',
  `<@${seedIds.grace}> x`,
  '&gt; NOTE: x',
];

type Doing =
  | { do: 'never'; what: string }
  | { do: 'note'; markup: string }
  | { do: 'type' | 'broadcast' | 'edit' | 'delete' | 'again' | 'press_as_other' | 'keep' | 'send' }
  | { do: 'agent_joins' | 'agent_leaves' | 'end' | 'turn' };

const doings: fc.Arbitrary<Doing> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('never' as const), what: fc.constantFrom(...Object.keys(NEVER)) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('note' as const), markup: fc.constantFrom(...NOTES) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(
        ...(['type', 'broadcast', 'edit', 'delete', 'again', 'press_as_other', 'keep', 'send'] as const),
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom(...(['agent_joins', 'agent_leaves', 'end', 'turn'] as const)),
    }),
  },
);

/** Does one after the other in the thread of a chat. Only what is called meant may reach its customer. */
async function play(chat: Talk, all: Doing[]): Promise<void> {
  const { world, ada } = conversing;
  const { slack, connect } = world;
  let contactId = chat.contact.id;
  const sent: { ts: string; event: Record<string, unknown> }[] = [];
  const tell = async (more: object, text: string) => {
    const event = {
      ...{ type: 'message', channel: seedIds.support, channel_type: 'channel', user: ada.id },
      ...{ thread_ts: chat.root, ts: slack.workspace.nextTs(), text, ...more },
    };
    sent.push({ ts: String(event.ts), event });
    await slack.sendEvent(event);
  };
  const change = (more: object) => {
    const { ts, event } = sent.at(-1) ?? {};
    if (!event) return undefined;
    return slack.sendEvent({
      ...{ type: 'message', channel: event.channel, channel_type: 'channel', ts: slack.workspace.nextTs() },
      ...{ previous_message: { ...event, ts }, ...more },
    });
  };
  for (const [at, doing] of all.entries()) {
    const text = `never ${at}`;
    const meant = `meant ${at}`;
    if (doing.do === 'never') await tell(NEVER[doing.what] ?? {}, text);
    else if (doing.do === 'note') await tell({}, `${doing.markup} ${text}`);
    else if (doing.do === 'type') await tell({}, meant);
    else if (doing.do === 'broadcast') await tell({ subtype: 'thread_broadcast' }, meant);
    else if (doing.do === 'edit')
      await change({ subtype: 'message_changed', message: { text: `edited ${text}` } });
    else if (doing.do === 'delete') await change({ subtype: 'message_deleted' });
    else if (doing.do === 'again' && sent.length > 0) await slack.sendEvent(sent.at(-1)!.event);
    else if (doing.do === 'turn') world.turn(3);
    else if (doing.do === 'agent_joins' && possible(contactId, 'agentJoins'))
      connect.world.agentJoins(contactId);
    else if (doing.do === 'agent_leaves' && possible(contactId, 'agentLeaves'))
      contactId = connect.world.agentLeaves(contactId).id;
    else if (doing.do === 'end' && possible(contactId, 'endByFlow')) connect.world.endByFlow(contactId);
    else if (doing.do === 'press_as_other' || doing.do === 'keep' || doing.do === 'send')
      await pressAll(doing.do, chat);
  }
}

function possible(contactId: string, action: 'agentJoins' | 'agentLeaves' | 'endByFlow'): boolean {
  return conversing.world.connect.possible(contactId).includes(action);
}

/** Another person presses Send at all that Ada was asked, or she does, or keeps all of it. */
async function pressAll(how: 'press_as_other' | 'keep' | 'send', chat: Talk): Promise<void> {
  const { slack } = conversing.world;
  const { team, app } = slack.workspace;
  const userId = how === 'press_as_other' ? seedIds.grace : conversing.ada.id;
  for (const message of conversing.ada.ephemerals.filter(({ thread_ts }) => thread_ts === chat.root)) {
    const { block_id } = (message.blocks ?? []).find(({ type }) => type === 'actions') ?? {};
    if (!block_id) continue;
    await slack.deliver({
      kind: 'interactive',
      name: 'block_actions',
      payload: {
        ...{ type: 'block_actions', team: { id: team.id }, api_app_id: app.id, user: { id: userId } },
        ...{
          trigger_id: '1.2.3',
          response_url: `${slack.url}/response/none`,
          container: { type: 'message' },
        },
        actions: [
          {
            type: 'button',
            action_id: how === 'keep' ? 'keep_note' : 'send_reply',
            block_id,
            value: chat.id,
            action_ts: '1.2',
          },
        ],
      },
    });
  }
}

test.each<[string, Record<string, string>]>([
  ['asked about', {}],
  ['sent at once', { REACH_OUT_REPLIES: 'send', REACH_OUT_UNDO_SECONDS: '0' }],
  ['sent after a pause', { REACH_OUT_REPLIES: 'send', REACH_OUT_UNDO_SECONDS: '2' }],
])('nothing that happens makes a note reach the customer where messages are %s', async (_, env) => {
  await startIn(env);
  const run = fc.asyncProperty(fc.array(doings, { minLength: 4, maxLength: 14 }), async (all) => {
    const chat = await talk(conversing);
    await play(chat, all);
    await conversing.world.app.drain();
    const gone = onPhone(conversing, chat).slice(1);
    for (const text of gone) expect(text).toMatch(/^meant \d+$/);
    expect(new Set(gone).size).toBe(gone.length);
    if (!all.some(({ do: what }) => what === 'send') && !env.REACH_OUT_REPLIES) expect(gone).toEqual([]);
  });
  await fc.assert(run, { numRuns: 12 });
  const chat = await talk(conversing);
  await play(chat, [{ do: 'type' }, { do: 'send' }]);
  // Were nothing sent at all, the property would hold as well.
  conversing.world.turn(3);
  await conversing.world.connect.waitFor(() => onPhone(conversing, chat).includes('meant 0'));
});

test.each<[string, Record<string, string>]>([
  ['asked about, and confirmed', {}],
  ['sent at once', { REACH_OUT_REPLIES: 'send', REACH_OUT_UNDO_SECONDS: '0' }],
])('each kind of note stays where messages are %s', async (_, env) => {
  await startIn(env);
  const chat = await talk(conversing);
  await play(chat, [
    ...Object.keys(NEVER).map((what) => ({ do: 'never' as const, what })),
    ...NOTES.map((markup) => ({ do: 'note' as const, markup })),
    { do: 'send' },
  ]);
  await conversing.world.app.drain();
  expect(onPhone(conversing, chat).slice(1)).toEqual([]);
});

test('of what is never sent nobody is asked', async () => {
  await startIn();
  const { world, ada } = conversing;
  const chat = await talk(conversing);
  const people = Object.values(seedIds).filter(
    (id) => world.slack.workspace.people.has(id) && id !== seedIds.deactivated,
  );
  const before = people.map((id) => world.slack.as(id).ephemerals.length);
  for (const [what, more] of Object.entries(NEVER)) {
    await world.slack.sendEvent({
      ...{ type: 'message', channel: seedIds.support, channel_type: 'channel', user: ada.id },
      ...{ thread_ts: chat.root, ts: world.slack.workspace.nextTs(), text: 'Never', ...more },
    });
    await world.app.drain();
    const after = people.map((id) => world.slack.as(id).ephemerals.length);
    expect([what, after]).toEqual([what, before]);
  }
});
