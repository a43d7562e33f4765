import type { DueHome } from '../domain/home/homes.ts';
import { whoseHomes } from '../domain/home/whose.ts';
import type { Context } from '../domain/kernel/context.ts';
import type { Observer } from '../domain/reach-out/reach-outs.ts';

/** How often it is looked for what is to be shown anew; what comes of it is seen about so much later. */
const LOOK_MS = 1_000;

/** Shown side by side. Slack takes a hundred and more a minute ("Rate limits", views.publish, Tier 4). */
const MOST = 8;

/** Shows Home tabs anew, whoever has changed something. */
export interface HomeKeeper {
  start(): void;
  /** Something has changed for these people and user groups. */
  note(ids: string[]): void;
  /** Somebody waits for theirs. */
  wake(): void;
  stop(): Promise<void>;
}

export function createHomeKeeper(
  ctx: Pick<Context, 'homes' | 'clock' | 'log'>,
  /** Resolves to how many seconds no other is to be shown. */
  show: (home: DueHome) => Promise<number>,
): HomeKeeper {
  const noted = new Set<string>();
  let isStopped = false;
  let isWanted = false;
  let looking: Promise<void> | undefined;
  let isPaused = false;
  let stopWaiting = () => {};
  let stopPausing = () => {};

  function wake(): void {
    isWanted = true;
    if (isStopped) return;
    looking ??= look().finally(() => {
      looking = undefined;
    });
  }

  async function look(): Promise<void> {
    while (isWanted && !isStopped && !isPaused) {
      isWanted = false;
      try {
        await touch();
        const due = await ctx.homes.claim(MOST);
        if (due.length === MOST) isWanted = true;
        await Promise.all(due.map(showOne));
      } catch (error) {
        ctx.log.warn({ err: error }, 'what is to be shown in Home tabs could not be looked up');
      }
    }
  }

  /** In one statement, however much has changed; what can't be stored is noted for the next time. */
  async function touch(): Promise<void> {
    const ids = [...noted];
    if (ids.length === 0) return;
    noted.clear();
    try {
      await ctx.homes.touch(ids);
    } catch (error) {
      for (const id of ids) noted.add(id);
      throw error;
    }
  }

  async function showOne(home: DueHome): Promise<void> {
    try {
      const seconds = await show(home);
      if (seconds > 0) pause(seconds);
    } catch (error) {
      ctx.log.warn({ err: error }, 'a Home tab could not be shown');
    }
  }

  /** Slack's limit is one for all people. */
  function pause(seconds: number): void {
    isPaused = true;
    stopPausing();
    stopPausing = ctx.clock.after(seconds * 1000, () => {
      isPaused = false;
      wake();
    });
  }

  function poll(): void {
    wake();
    stopWaiting = ctx.clock.after(LOOK_MS, poll);
  }

  return {
    start: poll,
    note(ids) {
      for (const id of ids) noted.add(id);
    },
    wake,
    async stop() {
      isStopped = true;
      stopWaiting();
      stopPausing();
      await looking;
      // Whoever is there next shows it.
      await touch().catch((error) =>
        ctx.log.warn({ err: error }, 'what has changed for Home tabs is not noted'),
      );
    },
  };
}

/** Notes in whose Home tabs a change of a reach-out can be seen. */
export function notingHomes({ note }: Pick<HomeKeeper, 'note'>): Observer {
  return {
    requested: (reachOut) => note(whoseHomes(undefined, reachOut)),
    changed: (before, after) => note(whoseHomes(before, after)),
  };
}
