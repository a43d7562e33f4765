import { afterEach, expect, test } from '@jest/globals';
import { sendIn } from './crowd.ts';
import { chanceFrom } from './random.ts';
import { type Stage, setStage } from './stage.ts';
import { tally } from './tally.ts';

let stage: Stage | undefined;
afterEach(() => stage?.strike());

/** Near AWS's own 2, and from people who think for a while: a machine that is kept busy holds calls up for longer than the burst bears. */
const RATE = 5;
const BURST = 5;
const WANTED = 60;

test('three instances share the quota: a backlog drains at its pace, and AWS throttles next to none', async () => {
  stage = await setStage({
    ...{ database: 'postgres', instances: 3 },
    env: { CONNECT_START_RATE: String(RATE), CONNECT_START_BURST: String(BURST) },
  });
  const { slack, connect } = stage;
  // On an empty database, so that all three migrate it at once.
  expect(await Promise.all(stage.instances.map((instance) => instance.start()))).toEqual([true, true, true]);
  connect.setQuotas({ StartOutboundChatContact: { rate: RATE, burst: BURST } });
  const crowd = sendIn(stage, { chance: chanceFrom(5), people: 12, calls: 0, thinkMs: 2000 });
  await slack.waitFor(() => crowd.acknowledged.size >= WANTED, { timeoutMs: 60_000 });
  await crowd.stop();
  const all = crowd.acknowledged.size;
  await connect.waitFor(() => connect.counters().contactsStarted === all, { timeoutMs: 60_000 });
  const { throttled } = connect.counters();
  expect(throttled.StartOutboundChatContact ?? 0).toBeLessThanOrEqual(all * 0.03);
  const current = stage;
  await slack.waitFor(() => tally(current, crowd).ended.started === all, { timeoutMs: 60_000 });
  expect(tally(current, crowd)).toMatchObject({ lost: [], doubled: [] });
});
