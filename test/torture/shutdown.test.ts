import fs from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import { temporaryDirectory } from '../support/run-directory.ts';
import { sendIn } from './crowd.ts';
import { chanceFrom } from './random.ts';
import { type Stage, type StageOptions, setStage } from './stage.ts';
import { type Tally, tally } from './tally.ts';

const PATIENCE = { timeoutMs: 60_000 };
let stage: Stage | undefined;

afterEach(() => stage?.strike());

async function set(options: Partial<StageOptions>) {
  stage = await setStage({ database: 'embedded', instances: 1, ...options });
  const [instance] = stage.instances;
  if (!instance) throw new Error('no instance');
  await Promise.all(stage.instances.map((one) => one.start()));
  return { stage, instance };
}

function isClean({ lost, doubled }: Tally): boolean {
  return lost.length + doubled.length === 0;
}

test('SIGTERM in the middle of the load loses nothing, and ends in good order', async () => {
  const { stage, instance } = await set({});
  const crowd = sendIn(stage, { chance: chanceFrom(1), people: 6 });
  for (let round = 1; round <= 3; round++) {
    await stage.slack.waitFor(() => crowd.acknowledged.size >= round * 6, PATIENCE);
    instance.signal('SIGTERM');
    expect(await instance.ended()).toBe(0);
    await instance.start();
  }
  await crowd.stop();
  await stage.slack.waitFor(() => isClean(tally(stage, crowd)), PATIENCE);
  expect(tally(stage, crowd).ended.started).toBe(crowd.acknowledged.size);
});

test('a second SIGTERM ends it at once, and what was in hand goes on at the next start', async () => {
  const { stage, instance } = await set({});
  const { slack, connect } = stage;
  connect.fault({
    ...{ kind: 'delay', ms: 8_000, when: 'after' },
    operation: 'StartOutboundVoiceContact',
  });
  const crowd = sendIn(stage, { chance: chanceFrom(2), people: 1, calls: 1 });
  await connect.waitFor(() => connect.contactsPerToken().size === 1, PATIENCE);
  const stopped = crowd.stop();
  const begun = performance.now();
  instance.signal('SIGTERM');
  const isStopping = () => fs.readFileSync(stage.log, 'utf8').includes('"stopping"');
  while (!isStopping()) await delay(20);
  instance.signal('SIGTERM');
  expect(await instance.ended()).toBe(1);
  expect(performance.now() - begun).toBeLessThan(5_000);
  await instance.start();
  await stopped;
  await slack.waitFor(() => isClean(tally(stage, crowd)), PATIENCE);
  expect([...connect.contactsPerToken().values()].every((contacts) => contacts === 1)).toBe(true);
});

test('killed again and again in its first second, the embedded database opens in the end', async () => {
  const chance = chanceFrom(3);
  stage = await setStage({
    ...{ database: 'embedded', instances: 1 },
    storage: { DATA_DIR: temporaryDirectory('fresh') },
  });
  const [instance] = stage.instances;
  for (let kills = 0; kills < 8; kills++) {
    const starting = instance?.start();
    await Promise.race([starting, delay(chance.between(100, 2_500))]);
    instance?.kill();
    await instance?.ended();
    await starting;
  }
  expect(await instance?.start()).toBe(true);
});
