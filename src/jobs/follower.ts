import { followContacts } from '../domain/contact/follow.ts';
import type { Context } from '../domain/kernel/context.ts';

const INTERVAL_MS = 500;

/** A look lasts as long as its slowest answer, up to 10 s, which must not hold up the others. */
const MOST_AT_ONCE = 8;

export interface Follower {
  start(): void;
  /** Waits for the checks in hand. */
  stop(): Promise<void>;
}

/** Looks at contacts whose check is due, twice a second; what is due is in the database, so a restart goes on. */
export function createFollower(context: Omit<Context, 'actor'>): Follower {
  const ctx: Context = { ...context, actor: { kind: 'job', name: 'follow-contacts' } };
  let timer: NodeJS.Timeout | undefined;
  const looking = new Set<Promise<void>>();

  const look = async () => {
    try {
      await followContacts({ ctx, input: {} });
    } catch (error) {
      ctx.log.warn({ err: error }, 'contacts could not be followed');
    }
  };
  return {
    start() {
      timer = setInterval(() => {
        if (looking.size >= MOST_AT_ONCE) return;
        const one = look().finally(() => looking.delete(one));
        looking.add(one);
      }, INTERVAL_MS);
    },
    async stop() {
      clearInterval(timer);
      await Promise.all(looking);
    },
  };
}
