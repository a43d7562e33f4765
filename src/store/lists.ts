import type { Kysely } from 'kysely';
import type { Clock } from '../domain/kernel/clock.ts';
import { createTurns } from '../domain/kernel/turns.ts';
import type { AppliedList, List, NewList, Progress } from '../domain/many/list.ts';
import type { FeedRow, Lists, RowResult } from '../domain/many/lists.ts';
import type { Row } from '../domain/many/row.ts';
import { entryRow } from './entry-row.ts';
import { type ListTableRow, listFrom, listValues, type RowTableRow, rowFrom, rowValues } from './list-row.ts';
import {
  CHANGE_LIST,
  CLAIM_LISTS,
  EXAMPLES,
  FIND_LIST,
  INSERT_LIST,
  LIST_LEASE_MS,
  PROGRESS,
  PUT_ROWS,
  RESULTS,
  TO_FEED,
  UNCALLED,
} from './lists-sql.ts';
import { run } from './statement.ts';
import type { Vault } from './vault.ts';

/** Of rows with what became of them. */
const PAGE = 1_000;

/** Rows that one statement stores. */
const PUT_AT_ONCE = 250;

/** `teamId`: of this installation alone; absent: of all there is. */
export function createLists(db: Kysely<unknown>, clock: Clock, vault: Vault, teamId?: string): Lists {
  const turns = createTurns();
  const leaseEnd = () => new Date(clock.now().getTime() + LIST_LEASE_MS);

  async function read(text: string, values: unknown[]): Promise<List[]> {
    return (await run<ListTableRow>(db, text, values)).map((row) => listFrom(row, vault));
  }

  async function find(id: string): Promise<List | undefined> {
    const [found] = await read(FIND_LIST, [id]);
    return teamId === undefined || found?.teamId === teamId ? found : undefined;
  }

  /** Some at a time: all of a list are many megabytes, and to seal them takes a while. */
  async function putRows(transaction: Kysely<unknown>, listId: string, rows: readonly Row[]): Promise<void> {
    for (let from = 0; from < rows.length; from += PUT_AT_ONCE) {
      const stored = rows.slice(from, from + PUT_AT_ONCE).map((row) => rowValues(listId, row, vault));
      await run(transaction, PUT_ROWS, [listId, JSON.stringify(stored)]);
    }
  }

  /** Undefined when somebody else has changed it since, or has the lease. */
  async function write(
    before: List,
    { list, entries, rows = [] }: AppliedList,
    hold: { lease: number | null; until: Date | null; dueAt: Date | null },
  ): Promise<List | undefined> {
    const { placeId, state, sealed, doc, endedAt } = listValues(list, vault);
    const values = [
      ...[before.id, before.revision, clock.now(), hold.lease, hold.until, hold.dueAt],
      ...[placeId, state, sealed, doc, endedAt, JSON.stringify(entries.map(entryRow))],
    ];
    const on = (executor: Kysely<unknown>) => run<{ revision: number }>(executor, CHANGE_LIST, values);
    const [changed] =
      rows.length === 0
        ? await on(db)
        : await db.transaction().execute(async (transaction) => {
            const changed = await on(transaction);
            if (changed.length > 0) await putRows(transaction, before.id, rows);
            return changed;
          });
    return changed && { ...list, revision: changed.revision };
  }

  return {
    find,

    async insert(list: NewList, entry) {
      const beginning: List = {
        ...{ ...list, state: 'reading', posts: {}, troubles: 0 },
        ...{ requestedAt: clock.now(), lease: 0, revision: 0 },
      };
      const { id, userId, placeId, channel, sealed, doc } = listValues(beginning, vault);
      const values = [id, userId, placeId, channel, sealed, doc, clock.now()];
      return (await run(db, INSERT_LIST, [...values, ...Object.values(entryRow(entry))])).length > 0;
    },

    claim: (most) => read(CLAIM_LISTS, [clock.now(), leaseEnd(), most, vault.keyIds]),

    async settle(before, applied, next) {
      const isHeld = next === 'held';
      const settled = await write(before, applied, {
        lease: before.lease,
        until: isHeld ? leaseEnd() : null,
        dueAt: isHeld ? null : next.dueAt,
      });
      if (settled) return { kind: 'settled', list: settled };
      const list = await find(before.id);
      return list?.lease === before.lease ? { kind: 'changed', list } : { kind: 'lost' };
    },

    change: (id, decide) =>
      turns.take(id, async () => {
        for (;;) {
          const current = await find(id);
          const applied = current && decide(current);
          if (!current || !applied) return current;
          const written = await write(current, applied, { lease: null, until: null, dueAt: clock.now() });
          if (written) return written;
        }
      }),

    async toFeed({ id }, most, now) {
      const rows = await run<RowTableRow & { reachOutId: string }>(db, TO_FEED, [id, now, most]);
      return rows.map((row): FeedRow => ({ ...rowFrom(id, row, vault), reachOutId: row.reachOutId }));
    },

    async examples(id, most) {
      const rows = await run<RowTableRow>(db, EXAMPLES, [id, most]);
      return rows.map((row) => rowFrom(id, row, vault));
    },

    async progress(id) {
      const [progress] = await run<Progress>(db, PROGRESS, [id, clock.now()]);
      if (!progress) throw new Error('a count has no row');
      return progress;
    },

    async uncalled(id) {
      return (await run<{ id: string }>(db, UNCALLED, [id])).map((row) => row.id);
    },

    async *results(id) {
      for (let after = 0; ; ) {
        const page = await run<RowTableRow & Result>(db, RESULTS, [id, after, PAGE]);
        const last = page.at(-1);
        if (!last) return;
        yield page.map((row) => resultFrom(id, row, vault));
        after = last.line;
      }
    },

    async isAnyDue() {
      return (await run(db, 'select from list where due_at <= $1 limit 1', [clock.now()])).length > 0;
    },
  };
}

interface Result {
  went: string | null;
  contactId: string | null;
  failure: string | null;
  hasAnswered: boolean;
}

function resultFrom(listId: string, row: RowTableRow & Result, vault: Vault): RowResult {
  const { went, contactId, failure, hasAnswered } = row;
  return {
    ...rowFrom(listId, row, vault),
    ...{ hasAnswered, ...(went && { went }), ...(contactId && { contactId }) },
    ...(failure && { failure }),
  };
}
