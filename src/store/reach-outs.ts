import { max } from 'date-fns';
import { type Kysely, sql } from 'kysely';
import type { Clock } from '../domain/kernel/clock.ts';
import { createTurns } from '../domain/kernel/turns.ts';
import { dueAt, type Rules } from '../domain/reach-out/agenda.ts';
import type { Applied } from '../domain/reach-out/applied.ts';
import type { ReachOut } from '../domain/reach-out/reach-out.ts';
import type { ReachOuts, Settled } from '../domain/reach-out/reach-outs.ts';
import { createBulkLookUps } from './bulk-look-ups.ts';
import { noteTime } from './clock-set-back.ts';
import { entryRow } from './entry-row.ts';
import { digestOfDigits } from './last-digits.ts';
import { countUsedUp, isUsedUp, LOCK_PLACES } from './limits.ts';
import { changedLines, isOpenedBy } from './line-row.ts';
import { createLookUps } from './look-ups.ts';
import {
  changeableValues,
  changedPosts,
  freshReachOut,
  fromRow,
  identityOf,
  type ReachOutRow,
  slowedOf,
} from './reach-out-row.ts';
import { CHANGE, CHANGE_WITH_LINES, CLAIM, FIND, FORGET_TEXTS, INSERT, LEASE_MS } from './reach-outs-sql.ts';
import { run } from './statement.ts';
import type { Vault } from './vault.ts';

/** PostgreSQL's unique_violation. */
const UNIQUE_VIOLATION = '23505';

/**
 * Each from its request to its end, and what is asked of them. `teamId`: of this installation alone, but for what goes
 * by a number or a contact; absent: of all there is.
 */
export function createReachOuts(
  db: Kysely<unknown>,
  clock: Clock,
  vault: Vault,
  rules: Rules,
  teamId?: string,
): ReachOuts {
  const turns = createTurns();
  const leaseEnd = () => new Date(clock.now().getTime() + LEASE_MS);

  async function read(text: string, values: unknown[]): Promise<ReachOut[]> {
    return (await run<ReachOutRow>(db, text, values)).map((row) => fromRow(row, vault));
  }

  async function find(id: string, lineId?: string): Promise<ReachOut | undefined> {
    const [found] = await read(FIND, [id, clock.now(), lineId]);
    return teamId === undefined || found?.teamId === teamId ? found : undefined;
  }

  /** @throws where one of this id is there already. */
  async function insert(
    executor: Kysely<unknown>,
    ...[reachOut, entry, { held }]: Parameters<ReachOuts['insert']>
  ): Promise<ReachOut | undefined> {
    const now = clock.now();
    const fresh = freshReachOut(reachOut, now);
    const [row] = await run<{ slowed: string[] | null }>(executor, INSERT, [
      ...identityOf(reachOut, vault),
      fresh.state,
      fresh.startAt,
      now,
      held ? new Date(now.getTime() + LEASE_MS) : null,
      ...Object.values(entryRow(entry)),
      digestOfDigits(reachOut.request.recipient, vault),
    ]);
    return row && { ...fresh, slowed: slowedOf(row.slowed) };
  }

  /** Undefined when somebody else has changed it since, or has the lease. */
  async function write(
    before: ReachOut,
    { reachOut, entries }: Applied,
    hold: { lease: number | null; until: Date | null; dueAt: Date | null },
  ): Promise<ReachOut | undefined> {
    const { fresh, changed } = changedLines(before.lines, reachOut.lines, before.id, vault);
    const hasLines = fresh.length > 0 || changed.length > 0;
    const text = hasLines ? CHANGE_WITH_LINES : CHANGE;
    const [row] = await run<{ slowed: string[] | null; revision: number }>(db, text, [
      before.id,
      before.revision,
      clock.now(),
      hold.lease,
      hold.until,
      hold.dueAt,
      JSON.stringify(changedPosts(before.posts, reachOut.posts)),
      JSON.stringify(entries.map(entryRow)),
      newLegs(before, reachOut),
      ...changeableValues(reachOut, vault),
      ...(hasLines ? [JSON.stringify(fresh), JSON.stringify(changed)] : []),
    ]);
    return row && { ...reachOut, slowed: slowedOf(row.slowed), revision: row.revision };
  }

  return {
    ...createLookUps(db, clock, vault, teamId),
    ...createBulkLookUps(db, clock, vault, teamId),
    find,
    usedUp: (using) => countUsedUp(db, using, clock.now(), vault, teamId),

    insert: (...insertion) => unlessThere(insert(db, ...insertion)),

    insertWithin: (limits, ...insertion) =>
      unlessThere(
        db.transaction().execute(async (transaction) => {
          await run(transaction, LOCK_PLACES);
          const [{ id, userId, request, sendAt }] = insertion;
          const using = { limits, id, userId, recipient: request.recipient, ...(sendAt && { at: sendAt }) };
          const usedUp = await countUsedUp(transaction, using, clock.now(), vault, teamId);
          return isUsedUp(usedUp) ? 'beyond' : insert(transaction, ...insertion);
        }),
      ),

    async claim(most, { hasConversations }) {
      return read(CLAIM, [clock.now(), leaseEnd(), most, hasConversations, vault.keyIds]);
    },

    async settle(before, applied, next): Promise<Settled> {
      const isHeld = next === 'held';
      const settled = await write(before, applied, {
        lease: before.lease,
        until: isHeld ? leaseEnd() : null,
        dueAt: isHeld ? clock.now() : next.dueAt,
      });
      if (settled) return { kind: 'settled', reachOut: settled };
      const [row] = await run<ReachOutRow>(db, FIND, [before.id, clock.now(), undefined]);
      // What another instance can read is left to it, with the lease as it runs out.
      const isReadable = [row, ...(row?.lines ?? [])].every((one) => isOpenedBy(vault, one?.sealed ?? null));
      return row?.lease === before.lease && isReadable
        ? { kind: 'changed', reachOut: fromRow(row, vault) }
        : { kind: 'lost' };
    },

    change(which, decide, lineId) {
      const id = typeof which === 'string' ? which : which.id;
      return turns.take(id, async () => {
        let current = typeof which === 'string' ? await find(id, lineId) : which;
        for (;;) {
          const applied = current && decide(current);
          if (!current || !applied) return current;
          const due = dueAt(applied.reachOut, rules);
          // No sooner than now, so that it is known for how long nobody has taken it.
          const hold = { lease: null, until: null, dueAt: due ? max([due, clock.now()]) : null };
          const written = await write(current, applied, hold);
          if (written) return written;
          current = await find(id, lineId);
        }
      });
    },

    async forgetTexts(before) {
      await run(db, FORGET_TEXTS, [before]);
    },

    noteTime: () => noteTime(db, clock.now()),

    async isAnyDue() {
      const { rows } = await sql`select from reach_out where due_at <= ${clock.now()} limit 1`.execute(db);
      return rows.length > 0;
    },
  };
}

/** The contacts that are known from now on to belong to it. */
function newLegs(before: ReachOut, after: ReachOut): string[] {
  const known = new Set([before.contactId, ...Object.keys(before.contact?.legs ?? {})]);
  const all = [after.contactId, ...Object.keys(after.contact?.legs ?? {})];
  return all.filter((id) => id !== undefined).filter((id) => !known.has(id));
}

async function unlessThere<Stored>(storing: Promise<Stored>): Promise<Stored | undefined> {
  try {
    return await storing;
  } catch (error) {
    if ((error as { code?: string }).code === UNIQUE_VIOLATION) return undefined;
    throw error;
  }
}
