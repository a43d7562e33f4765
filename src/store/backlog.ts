import type { Kysely } from 'kysely';
import type { Clock } from '../domain/kernel/clock.ts';
import type { Due, LookAtBacklog } from '../domain/reach-out/backlog.ts';
import { COUNT_STUCK } from './homes-sql.ts';
import { run } from './statement.ts';
import { createStuckLists } from './stuck-lists.ts';
import type { Vault } from './vault.ts';

const IS_DUE = 'due_at <= $1 and (lease_until is null or lease_until < $1)';

const due = (name: string, condition = 'true') => `
  count(*) filter (where ${IS_DUE} and ${condition}) as ${name},
  min(due_at) filter (where ${IS_DUE} and ${condition}) as ${name}_oldest`;

/** One look at each index of what there is still something to do about. $1: now. */
const BACKLOG = `
  select * from (
    select ${due('own', 'lane = 0')}, ${due('listed', 'lane <> 0')},
      count(*) filter (where state = 'scheduled') as scheduled,
      count(*) filter (where state = 'awaiting_approval') as awaiting
    from reach_out where due_at is not null
  ) as reach_outs, (
    select ${due('lists')} from list where due_at is not null
  ) as lists, (${COUNT_STUCK}) as stuck`;

interface Row {
  own: number;
  own_oldest: Date | null;
  listed: number;
  listed_oldest: Date | null;
  lists: number;
  lists_oldest: Date | null;
  scheduled: number;
  awaiting: number;
  stuck: number;
}

export function createBacklog(
  db: Kysely<unknown>,
  clock: Clock,
  { keyIds }: Pick<Vault, 'keyIds'>,
): LookAtBacklog {
  const lists = createStuckLists(db, keyIds);
  return async () => {
    const [row] = await run<Row>(db, BACKLOG, [clock.now()]);
    const stuckLists = await lists.list();
    if (!row) throw new Error('a count has no row');
    return {
      due: { own: dueOf(row.own, row.own_oldest), list: dueOf(row.listed, row.listed_oldest) },
      lists: dueOf(row.lists, row.lists_oldest),
      scheduled: row.scheduled,
      awaitingApproval: row.awaiting,
      stuck: row.stuck + stuckLists.length,
    };
  };
}

function dueOf(count: number, oldestAt: Date | null): Due {
  return { count, ...(oldestAt && { oldestAt }) };
}
