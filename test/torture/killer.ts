import { setTimeout as delay } from 'node:timers/promises';
import type { Instance } from './instance.ts';
import { MOMENTS, type Moment, nameMoment, type Verdict } from './moment.ts';
import type { Chance } from './random.ts';
import type { Stage } from './stage.ts';

export interface KillerOptions {
  kills: number;
  chance: Chance;
  /** Ends earlier than after so many kills when this is over, in ms. */
  withinMs: number;
  onKill?: (count: number) => void;
}

/** How many processes were ended where. */
export type Kills = Map<string, number>;

/** A boundary that does not come up is not waited for longer; on a busy machine, than the start has taken. */
const PATIENCE_MS = 1_500;

/** Ends processes at random and at every boundary in turn, whichever comes first, and starts each again, until it is enough. */
export async function kill(stage: Stage, options: KillerOptions): Promise<Kills> {
  const { kills: wanted, chance, withinMs } = options;
  const kills: Kills = new Map();
  const until = performance.now() + withinMs;
  const lurking = new Map<Instance, { moment: Moment; struck: () => void }>();
  const moments = chance.shuffled(MOMENTS);
  let count = 0;
  let turn = 0;

  stage.watch = (instance, moment): Verdict => {
    if (!instance.isRunning) return verdictFor(moment, chance);
    const lurk = lurking.get(instance);
    if (!lurk || lurk.moment.name !== moment.name || lurk.moment.when !== moment.when) return 'pass';
    lurking.delete(instance);
    instance.kill();
    lurk.struck();
    return verdictFor(moment, chance);
  };

  function struck(where: string): void {
    count += 1;
    kills.set(where, (kills.get(where) ?? 0) + 1);
    options.onKill?.(count);
  }

  async function atBoundary(instance: Instance, moment: Moment, patienceMs: number): Promise<boolean> {
    const over = new AbortController();
    const hit = new Promise<boolean>((resolve) => {
      lurking.set(instance, { moment, struck: () => resolve(true) });
    });
    const missed = delay(patienceMs, false, { signal: over.signal, ref: false }).catch(() => false);
    const done = await Promise.race([hit, missed]);
    over.abort();
    lurking.delete(instance);
    return done;
  }

  /** The process, its database, or both. */
  async function atRandom(instance: Instance): Promise<string> {
    const victim = stage.killDatabase ? chance.between(0, 2) : 0;
    if (victim > 0) stage.killDatabase?.();
    if (victim === 1) await instance.ended();
    return ['at random', 'at random, the database', 'at random, both'][victim] ?? '';
  }

  async function haunt(instance: Instance): Promise<void> {
    while (count < wanted && performance.now() < until) {
      const begun = performance.now();
      const starting = instance.start();
      if (chance.isLikely(0.1)) {
        await Promise.race([starting, delay(chance.between(0, 2_000), undefined, { ref: false })]);
        struck('while it starts');
      } else {
        if (!(await starting)) continue;
        const startedMs = performance.now() - begun;
        const patienceMs = Math.max(PATIENCE_MS, startedMs);
        await delay(chance.between(0, Math.max(400, Math.round(startedMs / 2))));
        const moment = moments[turn++ % moments.length];
        const isHit = !chance.isLikely(0.25) && moment && (await atBoundary(instance, moment, patienceMs));
        struck(isHit ? nameMoment(moment) : await atRandom(instance));
      }
      instance.kill();
      await instance.ended();
      await delay(chance.between(0, 300));
    }
  }

  await Promise.all(stage.instances.map(haunt));
  stage.watch = () => 'pass';
  await Promise.all(stage.instances.map((instance) => instance.start()));
  return kills;
}

/** What the dead have sent may be lost, arrive at once, or arrive late; nobody hears the answer. */
function verdictFor({ when }: Moment, chance: Chance): Verdict {
  if (when === 'after') return 'lose';
  return chance.isLikely(0.4) ? 'lose' : { lateMs: chance.isLikely(0.5) ? 0 : chance.between(10, 3_000) };
}
