import { setTimeout as delay } from 'node:timers/promises';
import { liveContacts } from './contacts-live.ts';
import { sendIn } from './crowd.ts';
import { type Kills, kill } from './killer.ts';
import { chanceFrom } from './random.ts';
import { setStage } from './stage.ts';
import { type Tally, tally } from './tally.ts';

export interface TortureOptions {
  database: 'embedded' | 'postgres';
  instances: number;
  kills: number;
  seed: number;
  /** Contact events by SQS; without, the app asks for its contacts. */
  events: boolean;
  mode: 'http' | 'socket';
  people: number;
  /** Of all reach-outs, how many are calls; they are asked for sooner than chats. */
  calls?: number;
  withinMs: number;
  /** How long after the last kill everything may take to come to its end. */
  settleMs: number;
  say?: (progress: string) => void;
}

export interface Result extends Tally {
  kills: number;
  where: Kills;
  presses: number;
  surprises: string[];
  /** From the last kill until the last end was told, in ms. */
  settledMs: number;
}

const POLL_MS = 250;

/** Loads the app, ends its processes over and over, and counts what became of everything. */
export async function torture(options: TortureOptions): Promise<Result> {
  const { database, instances, events, mode, people, calls = 0.7, say = () => {} } = options;
  const chance = chanceFrom(options.seed);
  const stage = await setStage({ database, instances, events, mode });
  try {
    liveContacts(stage, chance);
    const crowd = sendIn(stage, { chance, people, calls });
    const where = await kill(stage, {
      ...{ chance, kills: options.kills, withinMs: options.withinMs },
      onKill: (count) =>
        count % 20 === 0 && say(`${count} kills, ${crowd.acknowledged.size} reach-outs acknowledged`),
    });
    const begun = performance.now();
    await crowd.stop();
    let counted = tally(stage, crowd);
    while (performance.now() - begun < options.settleMs && !isClean(counted)) {
      await delay(POLL_MS);
      counted = tally(stage, crowd);
    }
    return {
      ...counted,
      kills: [...where.values()].reduce((sum, count) => sum + count, 0),
      where,
      presses: crowd.presses,
      surprises: crowd.surprises,
      settledMs: performance.now() - begun,
    };
  } finally {
    say(`log: ${stage.log}`);
    await stage.strike();
  }
}

function isClean({ lost, doubled }: Tally): boolean {
  return lost.length === 0 && doubled.length === 0;
}
