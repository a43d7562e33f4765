import type { Context } from '../domain/context.ts';
import { followContacts } from '../domain/follow-contacts.ts';

const INTERVAL_MS = 500;

export interface Follower {
  start(): void;
  /** Waits for the check in hand. */
  stop(): Promise<void>;
}

/** Looks at contacts whose check is due, twice a second; what is due is in the database, so a restart goes on. */
export function createFollower(context: Omit<Context, 'actor'>): Follower {
  const ctx: Context = { ...context, actor: { kind: 'job', name: 'follow-contacts' } };
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;

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
        looking ??= look().finally(() => {
          looking = undefined;
        });
      }, INTERVAL_MS);
    },
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}
