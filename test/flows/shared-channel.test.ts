import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  type SeveralWorkspaces,
  type SimulatedSlack,
  seedIds,
  startSeveralWorkspaces,
} from '../../src/sandbox/slack/index.ts';
import {
  answersOf,
  type Conversing,
  startConversing,
  type Talk,
  talk,
  untilCard,
} from '../support/conversing.ts';
import { oauthEnvironment } from '../support/installing.ts';
import { startOtherConversing, there } from '../support/other-workspace.ts';

/** Whoever has it on the other side of the shared channel. */
const THEM = there(seedIds.ada);

let several: SeveralWorkspaces;
let conversing: Conversing;
let other: SimulatedSlack;
let chat: Talk;

beforeAll(async () => {
  several = await startSeveralWorkspaces();
  conversing = await startConversing({ env: oauthEnvironment(several) });
  other = await startOtherConversing(conversing.world, several);
  chat = await talk(conversing);
});
afterAll(async () => {
  await conversing.stop();
  await other.stop();
  await several.stop();
});

/** Slack sends what happens in a shared channel once, and here to the side that has not reached out. */
function tellTheOtherSide(event: { type: string } & Record<string, unknown>) {
  const { app, team } = other.workspace;
  return other.deliver({
    ...({ kind: 'events_api', name: event.type } as const),
    payload: {
      ...{ type: 'event_callback', team_id: team.id, api_app_id: app.id, event_id: `Ev${event.type}` },
      ...{ event, event_time: 1, is_ext_shared_channel: true },
      authorizations: [
        ...[{ enterprise_id: null, team_id: team.id, user_id: app.bot_user_id, is_bot: true }],
      ],
    },
  });
}

const typed = (user: string, text: string) => ({
  ...{ type: 'message', channel: seedIds.support, channel_type: 'channel', user, text },
  ...{ thread_ts: chat.root, ts: conversing.world.slack.workspace.nextTs() },
});

test('what is typed in a thread is asked about, whichever side Slack has sent it to', async () => {
  const { ada, world } = conversing;
  const text = 'From a shared channel';
  expect(await tellTheOtherSide(typed(ada.id, text))).toMatchObject({ kind: 'acknowledged' });
  await world.slack.waitFor(() => answersOf(ada, text).at(-1));
});

test('what the other side types there is its own', async () => {
  const { world } = conversing;
  const before = world.slack.log.entries.length;
  expect(await tellTheOtherSide(typed(THEM, 'From the other side'))).toMatchObject({ kind: 'acknowledged' });
  await world.app.drain();
  const asked = world.slack.log.entries.slice(before).map(({ name }) => name);
  expect(asked).not.toContain('chat.postEphemeral');
});

test('a raised hand counts, whichever side Slack has sent it to', async () => {
  const { ada } = conversing;
  const item = { type: 'message', channel: seedIds.support, ts: chat.root };
  const hand = { type: 'reaction_added', user: ada.id, reaction: 'raised_hand', item, event_ts: '1.1' };
  expect(await tellTheOtherSide(hand)).toMatchObject({ kind: 'acknowledged' });
  await untilCard(conversing, chat.id, ':raised_hand:');
});
