import { setTimeout as delay } from 'node:timers/promises';
import { type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import { csvOf, listParts, numbersFrom, pressList, sendList } from '../support/many.ts';
import { textOf } from '../support/steps.ts';
import type { Instance } from './instance.ts';
import { type Moment, nameMoment } from './moment.ts';
import { type Chance, chanceFrom } from './random.ts';
import { type Stage, setStage } from './stage.ts';

export interface ListTortureOptions {
  database: 'embedded' | 'postgres';
  instances: number;
  rows: number;
  kills: number;
  seed: number;
  /** Contacts that are started a second. */
  rate: number;
  withinMs: number;
  say?: (progress: string) => void;
}

export interface ListResult {
  /** Where processes were killed. */
  kills: string[];
  /** How many numbers were contacted never, once, and more than once. */
  never: number;
  once: number;
  oftener: number;
  /** Messages that the list has, and files in its thread. */
  messages: number;
  files: number;
  text: string;
}

/** What a list is on its way through. */
const STEPS = [
  ...['StartOutbound', 'chat.update', 'StartOutbound', 'files.info'],
  ...['StartOutbound', 'chat.postMessage', 'StartOutbound', 'files.completeUploadExternal'],
];
const MOMENTS: Moment[] = STEPS.flatMap((name) => [
  { name, when: 'before' },
  { name, when: 'after' },
]);

/** A boundary that does not come up is not waited for longer. */
const PATIENCE_MS = 2_500;

/** Sends a list, kills its processes over and over while it is read and goes, and counts what became of each row. */
export async function tortureList(options: ListTortureOptions): Promise<ListResult> {
  const { database, instances, rows, rate, seed, withinMs, say = () => {} } = options;
  const burst = String(Math.max(4, rate));
  const env = { CONNECT_START_RATE: String(rate), CONNECT_START_BURST: burst };
  const stage = await setStage({ database, instances, env });
  try {
    const chance = chanceFrom(seed);
    const numbers = numbersFrom(0, rows);
    const ada = stage.slack.as(seedIds.ada);
    await Promise.all(stage.instances.map((instance) => instance.start()));
    const id = await sendList(stage, ada, csvOf(numbers));
    const killing = killWhile(stage, { chance, kills: options.kills, say });
    await startOnce(stage, ada, id);
    const kills = await killing;
    const until = performance.now() + withinMs;
    const text = () => textOf(listParts(stage, id, 'list')[0] ?? { text: '', blocks: [] });
    while (!text().includes('in the thread') && performance.now() < until) await delay(500);
    const counts = numbers.map(
      (number) => stage.connect.contacts().filter(({ customer }) => customer.address === number).length,
    );
    const shared = [...stage.slack.workspace.files.values()].filter(({ shares }) => shares.length > 0);
    return {
      kills,
      never: counts.filter((count) => count === 0).length,
      once: counts.filter((count) => count === 1).length,
      oftener: counts.filter((count) => count > 1).length,
      messages: listParts(stage, id, 'list').length,
      files: shared.length,
      text: text(),
    };
  } finally {
    say(`log: ${stage.log}`);
    await stage.strike();
  }
}

/** However often the process dies at it. */
async function startOnce(stage: Stage, ada: Person, id: string): Promise<void> {
  const isOn = () => listParts(stage, id, 'list').some((one) => !textOf(one).includes('not started'));
  while (!isOn()) {
    await pressList(stage, ada, id, 'start_list').catch(() => {});
    await delay(500);
  }
}

async function killWhile(
  stage: Stage,
  { chance, kills: wanted, say }: { chance: Chance; kills: number; say: (progress: string) => void },
): Promise<string[]> {
  const kills: string[] = [];
  let turn = 0;
  const haunt = async (instance: Instance) => {
    while (kills.length < wanted) {
      const moment = MOMENTS[turn++ % MOMENTS.length];
      const isHit = moment && (await dieAt(stage, instance, moment, chance));
      kills.push(isHit ? nameMoment(moment) : 'at random');
      say(`${kills.length} kills, ${stage.connect.contacts().length} contacts`);
      instance.kill();
      await instance.ended();
      await delay(chance.between(0, 300));
      await instance.start();
    }
  };
  await Promise.all(stage.instances.map(haunt));
  stage.watch = () => 'pass';
  return kills;
}

/** False where that did not come up. */
async function dieAt(stage: Stage, victim: Instance, moment: Moment, chance: Chance): Promise<boolean> {
  let isHit = false;
  stage.watch = (instance, { name, when }) => {
    if (isHit || instance !== victim || name !== moment.name || when !== moment.when) return 'pass';
    isHit = true;
    victim.kill();
    return when === 'after' || chance.isLikely(0.5) ? 'lose' : { lateMs: chance.between(0, 2_000) };
  };
  const until = performance.now() + chance.between(500, PATIENCE_MS);
  while (!isHit && performance.now() < until) await delay(20);
  return isHit;
}
