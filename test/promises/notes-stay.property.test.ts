import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { seedIds } from '../../src/sandbox/slack/index.ts';
import { type Conversing, onPhone, startConversing, type Talk, talk } from '../support/conversing.ts';

jest.setTimeout(180_000);

let conversing: Conversing;
beforeAll(async () => {
  conversing = await startConversing({ slack: { eventRetryDelaysMs: [0] } });
});
afterAll(() => conversing.stop());

/** Messages that are never offered to be sent, by what sets them apart from a person's own. */
const NEVER: Record<string, object> = {
  'of a bot': { subtype: 'bot_message', bot_id: 'B0OTHER001', user: undefined },
  'of another app': { app_id: 'A0OTHER001', bot_id: 'B0OTHER001' },
  'of a workflow': { subtype: 'bot_message', bot_id: 'B0WORKFLOW', app_id: 'A0WORKFLOW', user: undefined },
  'of ours': { user: seedIds.botUser, bot_id: 'B0APPBOT01' },
  'of a guest': { user: seedIds.guest },
  'of another organization': { user: seedIds.partner },
  'of a bot user': { user: seedIds.otherBot },
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
  | { do: 'type' | 'broadcast' | 'edit' | 'delete' | 'again' | 'press_as_other' | 'keep' }
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
        ...(['type', 'broadcast', 'edit', 'delete', 'again', 'press_as_other', 'keep'] as const),
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

/** Does one after the other in the thread of a chat; every message has a text of its own. */
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
    if (doing.do === 'never') await tell(NEVER[doing.what] ?? {}, text);
    else if (doing.do === 'note') await tell({}, `${doing.markup} ${text}`);
    else if (doing.do === 'type') await tell({}, text);
    else if (doing.do === 'broadcast') await tell({ subtype: 'thread_broadcast' }, text);
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
    else if (doing.do === 'press_as_other' || doing.do === 'keep') await pressAll(doing.do, chat);
  }
}

function possible(contactId: string, action: 'agentJoins' | 'agentLeaves' | 'endByFlow'): boolean {
  return conversing.world.connect.possible(contactId).includes(action);
}

/** Another person presses Send at all that Ada was asked, or she keeps all of it. */
async function pressAll(how: 'press_as_other' | 'keep', chat: Talk): Promise<void> {
  const { slack } = conversing.world;
  const { team, app } = slack.workspace;
  const userId = how === 'keep' ? conversing.ada.id : seedIds.grace;
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

test('nothing that happens makes a note, or anything that its writer has not confirmed, reach the customer', async () => {
  const run = fc.asyncProperty(fc.array(doings, { minLength: 4, maxLength: 14 }), async (all) => {
    const chat = await talk(conversing);
    await play(chat, all);
    await conversing.world.app.drain();
    expect(onPhone(conversing, chat).slice(1)).toEqual([]);
  });
  await fc.assert(run, { numRuns: 25 });
});

test.each(Object.entries(NEVER))('a message %s is not asked about', async (_, more) => {
  const { world, ada } = conversing;
  const chat = await talk(conversing);
  const people = Object.values(seedIds).filter(
    (id) => world.slack.workspace.people.has(id) && id !== seedIds.deactivated,
  );
  const before = people.map((id) => world.slack.as(id).ephemerals.length);
  await world.slack.sendEvent({
    ...{ type: 'message', channel: seedIds.support, channel_type: 'channel', user: ada.id },
    ...{ thread_ts: chat.root, ts: world.slack.workspace.nextTs(), text: 'Never', ...more },
  });
  await world.app.drain();
  expect(people.map((id) => world.slack.as(id).ephemerals.length)).toEqual(before);
});

test('what is sent without asking is as safe', async () => {
  await conversing.stop();
  conversing = await startConversing({ env: { REACH_OUT_REPLIES: 'send', REACH_OUT_UNDO_SECONDS: '0' } });
  const chat = await talk(conversing);
  await play(
    chat,
    Object.keys(NEVER).map((what) => ({ do: 'never', what })),
  );
  await play(
    chat,
    NOTES.map((markup) => ({ do: 'note', markup })),
  );
  await conversing.world.app.drain();
  expect(onPhone(conversing, chat).slice(1)).toEqual([]);
});
