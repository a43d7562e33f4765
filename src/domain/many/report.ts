import type { Call } from '../kernel/context.ts';
import { isByOthers, type NeededApproval } from '../policy/approvals.ts';
import type { Verdict } from '../policy/decide.ts';
import { judgeMany } from '../policy/judge-many.ts';
import { accountOf } from '../policy/note-refused.ts';
import { whenOpen } from '../policy/time/judge-hours.ts';
import type { JudgedRows } from './judge-rows.ts';
import type { List, Report } from './list.ts';
import type { AnyRowFault, Row, Why } from './row.ts';

export interface Judged {
  list: List;
  /** Contacts that are started a second. */
  startRate: number;
  ready: JudgedRows['ready'];
  /** Those that can't go, with what stands in the file as their number. */
  faulty: { line: number; fault: AnyRowFault; phone?: string }[];
}

/** What a list would come to, row by row and in all; undefined when Slack doesn't say who asks. @throws TurnedAway */
export async function reportOn({
  ctx,
  input: { list, startRate, ready, faulty },
}: Call<Judged>): Promise<{ report: Report; rows: Row[] } | undefined> {
  const { userId, placeId, placeName, channel, answered } = list;
  const recipients = ready.map(({ recipient }) => recipient);
  const count = ready.length + faulty.length;
  const asking = { userId, placeId, ...(placeName && { placeName }), channel, recipients, rows: count };
  const verdicts = await judgeMany({ ctx, input: asking });
  if (!verdicts) return undefined;
  const alone = ready.map(({ line, recipient, message, values, parts }, index) => {
    const verdict = verdicts[index] ?? NOTHING;
    const says = { message, ...(values && { values }) };
    const row: Row = { line, phone: recipient, ...says, ...placeOf(verdict, answered) };
    return { row, parts, approval: verdict.kind === 'refuse' ? undefined : verdict.approval };
  });
  const approval = first(alone.flatMap((one) => (one.row.state === 'waiting' && one.approval) || []));
  const judged = alone.map((one) =>
    approval && one.row.state === 'waiting' && isByOthers(one.approval, approval)
      ? { ...one, row: { ...one.row, ...OTHERS_APPROVE } }
      : one,
  );
  const going = judged.filter(({ row }) => row.state === 'waiting');
  const out = faulty.map(({ fault, ...row }): Row => {
    return { ...row, state: 'out', fault, why: { kind: 'fault', fault: fault.kind } };
  });
  const rows = [...judged.map(({ row }) => row), ...out];
  const opensAt = earliest(going.flatMap(({ row }) => row.opensAt ?? []));
  const parts = going.reduce((sum, one) => sum + one.parts, 0);
  return {
    rows,
    report: {
      ...{ rows: count, goes: going.length },
      closed: going.filter(({ row }) => row.opensAt).length,
      ...(opensAt && { opensAt: opensAt.toISOString() }),
      out: tally(rows.flatMap(({ why }) => why ?? [])),
      ...(parts > 0 && { parts }),
      seconds: Math.ceil(going.length / startRate),
      ...(approval && { approval }),
    },
  };
}

const NOTHING: Verdict = { kind: 'allow' };

type Placed = Pick<Row, 'state' | 'why' | 'opensAt'>;

/** Who approves of the list can't do so for whom another rule names. */
export const OTHERS_APPROVE: Placed = { state: 'out', why: { kind: 'others' } };

/**
 * Nobody is asked about a row: where it is closed it waits until it opens, and what would have to be asked otherwise
 * is left out, unless it was answered for the whole list.
 */
export function placeOf(verdict: Verdict, answered: readonly string[]): Placed {
  if (verdict.kind === 'allow') return { state: 'waiting' };
  if (verdict.kind === 'refuse') {
    const [refusal, ...others] = verdict.refusals;
    if (!refusal) return { state: 'waiting' };
    const opensAt = refusal.rule === 'hours' && others.length === 0 ? whenOpen(refusal.closed) : undefined;
    if (opensAt) return { state: 'waiting', opensAt };
    return { state: 'out', why: { kind: 'refused', ...accountOf(refusal) } as Why };
  }
  const open = verdict.questions.filter(({ name }) => !answered.includes(name));
  const other = open.find(({ name }) => name !== 'hours');
  if (other) return { state: 'out', why: { kind: 'asked', question: other.name } };
  const hours = open.find((question) => question.name === 'hours');
  if (!hours) return { state: 'waiting' };
  const opensAt = whenOpen(hours.closed);
  return opensAt
    ? { state: 'waiting', opensAt }
    : { state: 'out', why: { kind: 'asked', question: 'hours' } };
}

function earliest(times: Date[]): Date | undefined {
  return times.toSorted((a, b) => a.getTime() - b.getTime())[0];
}

/** Of the rules that apply to some of it, the first in the file. */
function first(needed: NeededApproval[]): NeededApproval | undefined {
  return needed.toSorted((a, b) => a.rule - b.rule)[0];
}

/** The most frequent first. */
function tally(whys: Why[]): Report['out'] {
  const counts = new Map<string, number>();
  for (const why of whys) {
    const key = JSON.stringify(why);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts]
    .map(([key, count]) => ({ why: JSON.parse(key) as Why, count }))
    .sort((a, b) => b.count - a.count);
}
