import { setTimeout as delay } from 'node:timers/promises';
import { liveContacts } from './contacts-live.ts';
import { sendIn } from './crowd.ts';
import { type Kills, kill } from './killer.ts';
import { chanceFrom } from './random.ts';
import { setStage } from './stage.ts';
import { type TalkTally, tallyTalks } from './talk-tally.ts';
import { talkIn } from './talks.ts';
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
  /** How many people talk with customers at a time. */
  talkers: number;
  containedMb?: number | undefined;
  withinMs: number;
  /** After the last kill, so long at most may pass without anything coming to its end. */
  settleMs: number;
  say?: (progress: string) => void;
}

export interface Result extends Tally {
  talks: TalkTally;
  kills: number;
  where: Kills;
  presses: number;
  surprises: string[];
  outOfMemory: number;
  /** From the last kill until the last end was told, in ms. */
  settledMs: number;
}

const POLL_MS = 500;

/** After the last kill, so long is waited for somebody to have been answered. */
const TALK_MS = 60_000;

/** Loads the app, ends its processes over and over, and counts what became of everything. */
export async function torture(options: TortureOptions): Promise<Result> {
  const { database, instances, events, mode, people, talkers, calls = 0.5, say = () => {} } = options;
  const { containedMb = 0 } = options;
  const chance = chanceFrom(options.seed);
  const stage = await setStage({ database, instances, events, mode, containedMb, conversations: true });
  try {
    const talks = talkIn(stage, { chance, talkers });
    liveContacts(stage, chance, talks.isTalk);
    const crowd = sendIn(stage, { chance, people, calls, isPatient: true });
    const talkUntil = performance.now() + options.withinMs + TALK_MS;
    const where = await kill(stage, {
      ...{ chance, kills: options.kills, withinMs: options.withinMs },
      onKill(count) {
        // As best-effort delivery is: now in order, now twice and in any.
        const isBad = chance.isLikely(0.5);
        stage.connect.configureMessages({
          ...{ raw: chance.isLikely(0.5), duplicates: isBad ? 1 : 0, shuffleWindowMs: isBad ? 300 : 0 },
        });
        if (count % 20 === 0) say(`${count} kills, ${crowd.acknowledged.size} reach-outs acknowledged`);
      },
    });
    // On a busy machine nobody may have come to words yet.
    const hasTalked = () => tallyTalks(stage, talks).ended.accepted > 0;
    while (!hasTalked() && performance.now() < talkUntil) await delay(POLL_MS);
    const begun = performance.now();
    await Promise.all([crowd.stop(), talks.stop()]);
    const count = () => ({ ...tally(stage, crowd), talks: tallyTalks(stage, talks) });
    let counted = count();
    let left = openOf(counted);
    let moved = begun;
    while (left > 0 && performance.now() - moved < options.settleMs) {
      await delay(POLL_MS);
      counted = count();
      if (openOf(counted) < left) moved = performance.now();
      left = openOf(counted);
    }
    return {
      ...counted,
      kills: [...where.values()].reduce((sum, count) => sum + count, 0),
      where,
      presses: crowd.presses,
      surprises: crowd.surprises,
      outOfMemory: stage.outOfMemory(),
      settledMs: performance.now() - begun,
    };
  } catch (error) {
    say(String(error));
    throw error;
  } finally {
    say(`log: ${stage.log}`);
    await stage.strike();
  }
}

/** All that must not be, of both. */
export function faultsOf({
  lost,
  doubled,
  surprises,
  talks,
}: Pick<Result, 'lost' | 'doubled' | 'surprises' | 'talks'>): string[] {
  return [
    ...lost,
    ...doubled,
    ...surprises,
    ...talks.lost,
    ...talks.doubled,
    ...talks.silent,
    ...talks.leaked,
  ];
}

/** Of how much it is still open what becomes of it. */
function openOf({ lost, doubled, talks }: Tally & { talks: TalkTally }): number {
  const { lost: words, doubled: twice, silent } = talks;
  return [lost, doubled, words, twice, silent].reduce((sum, { length }) => sum + length, 0);
}
