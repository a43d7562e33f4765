import { differenceInMilliseconds } from 'date-fns';
import { isHeard, isReply, type Line } from '../domain/conversation/line.ts';
import type { Clock } from '../domain/kernel/clock.ts';
import type { ReachOut } from '../domain/reach-out/reach-out.ts';
import type { Observer } from '../domain/reach-out/reach-outs.ts';
import type { Series } from './series.ts';
import { DECIDED, OUTCOMES } from './values.ts';

/** Counts and times what each change of a reach-out means. */
export function counting(clock: Clock, series: Series): Observer {
  return {
    requested: ({ request: { channel }, lane }) => series.requested.add({ channel, lane }),
    changed(before, after) {
      noteTimes(before, after, clock.now(), series);
      noteOutcome(before, after, series);
      noteMessages(before, after, series);
    },
    leaseLost: () => series.leaseLosses.add({ kind: 'reach_out' }),
  };
}

/** By the clock that `readyAt` is kept by, so that an instance that was away in between counts as well. */
function noteTimes(before: ReachOut, after: ReachOut, now: Date, series: Series): void {
  const { lane, readyAt, request } = after;
  const { channel } = request;
  const values = { channel, lane };
  const since = (at: Date) => differenceInMilliseconds(at, readyAt) / 1000;
  if (before.attempts === 0 && after.attempts > 0) series.firstCall.observe(values, since(now));
  if (!before.contactId && after.contactId) series.contact.observe(values, since(after.startedAt ?? now));
  // A row of a list has no thread until somebody answers, and one that has moved is told again.
  const isTold = lane === 'own' && !after.isMoved && !before.posts.contact_id?.ts;
  if (isTold && after.posts.contact_id?.ts) series.told.observe({ channel }, since(now));
}

const TELLING: ReadonlySet<string> = new Set(OUTCOMES);
const ARE_DECIDED: ReadonlySet<string> = new Set(DECIDED);

function noteOutcome(before: ReachOut, after: ReachOut, series: Series): void {
  const { state, failure, request } = after;
  if (state === before.state || !TELLING.has(state)) return;
  const { channel } = request;
  series.outcomes.add({ channel, outcome: state });
  if (state === 'failed' || state === 'unresolved')
    series.failures.add({ channel, code: failure?.code ?? '' });
}

function noteMessages(before: ReachOut, after: ReachOut, series: Series): void {
  if (before.lines === after.lines) return;
  const { channel } = after.request;
  const known = new Map(before.lines.map((line) => [line.id, line]));
  for (const line of after.lines) {
    const former = known.get(line.id);
    if (isHeard(line)) {
      if (!former && line.speaker === 'customer') series.messagesIn.add({ channel });
    } else if (ARE_DECIDED.has(line.state) && stateOf(former) !== line.state)
      series.messagesOut.add({ channel, outcome: line.state });
  }
}

function stateOf(line: Line | undefined): string | undefined {
  return line && isReply(line) ? line.state : undefined;
}
