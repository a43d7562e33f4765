import { addSeconds } from 'date-fns';
import type { Context } from '../kernel/context.ts';
import type { PostOutcome } from '../thread/poster.ts';
import type { AppState, Home } from './home.ts';
import type { DueHome, Settlement } from './homes.ts';
import { readHome } from './read-home.ts';

/** Home tabs in Slack. */
export interface HomeTabs {
  /** A view, as JSON. */
  build(home: Home): string;
  /** Never throws. */
  publish(userId: string, view: string): Promise<HomeOutcome>;
}

/** What became of a call that shows one. */
export type HomeOutcome = { kind: 'published' } | Exclude<PostOutcome, { ts: string }>;

/** What Home tabs are made of. */
export interface HomeParts {
  /** Absent where the app is installed no more. */
  tabs: HomeTabs | undefined;
  /** For an admin, who sees it. */
  state: (userId: string) => Promise<AppState>;
}

/** Until it is asked again who somebody is, or tried again what may have gone wrong by chance. */
const PAUSE_SECONDS = 15;
const BROKEN_SECONDS = 60;

/**
 * Shows a person's Home tab as it is now, unless that stands there already. Resolves to how many seconds Slack wants
 * none to be shown.
 */
export async function showHome({
  ctx,
  parts: { tabs, state },
  input: due,
}: {
  ctx: Context;
  parts: HomeParts;
  input: DueHome;
}): Promise<number> {
  if (!tabs) {
    await ctx.homes.settle(due, {});
    return 0;
  }
  const later = (seconds: number): Settlement => ({ dueAt: addSeconds(ctx.clock.now(), seconds) });
  const read = await readHome(ctx, due, state);
  if (!read) {
    await ctx.homes.settle(due, later(PAUSE_SECONDS));
    return 0;
  }
  const { home, person } = read;
  const names = person.names;
  const view = tabs.build(home);
  const shown = ctx.homes.digestOf(view);
  const isThere = shown === due.shown;
  const outcome = isThere ? undefined : await tabs.publish(due.userId, view);
  await ctx.homes.settle(due, { names, ...(outcome && settlementOf(outcome, shown, later)) });
  return outcome?.kind === 'slow_down' ? outcome.seconds : 0;
}

/** What Slack does not take at all is left until something changes. */
function settlementOf(
  outcome: HomeOutcome,
  shown: string,
  later: (seconds: number) => Settlement,
): Settlement {
  switch (outcome.kind) {
    case 'published':
      return { shown };
    case 'slow_down':
      return later(outcome.seconds);
    case 'unknown':
      return { ...later(PAUSE_SECONDS), isDoubtful: true };
    case 'broken':
      return later(BROKEN_SECONDS);
    default:
      return {};
  }
}
