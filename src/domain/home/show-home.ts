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
  tabs: HomeTabs;
  state: () => Promise<AppState>;
}

/** Until it is asked again who somebody is, or tried again what may have gone wrong by chance. */
const PAUSE_SECONDS = 15;
const BROKEN_SECONDS = 60;

/** Shows a person's Home tab as it is now, unless that stands there already. */
export async function showHome({
  ctx,
  parts: { tabs, state },
  input: due,
}: {
  ctx: Context;
  parts: HomeParts;
  input: DueHome;
}): Promise<void> {
  const later = (seconds: number): Settlement => ({ dueAt: addSeconds(ctx.clock.now(), seconds) });
  const read = await readHome(ctx, due, state);
  if (!read) return ctx.homes.settle(due, later(PAUSE_SECONDS));
  const { home, person } = read;
  const names = person.names;
  const view = tabs.build(home);
  const shown = ctx.homes.digestOf(view);
  if (shown === due.shown) return ctx.homes.settle(due, { names });
  const outcome = await tabs.publish(due.userId, view);
  await ctx.homes.settle(due, { names, ...settlementOf(outcome, shown, later) });
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
      return later(PAUSE_SECONDS);
    case 'broken':
      return later(BROKEN_SECONDS);
    default:
      return {};
  }
}
