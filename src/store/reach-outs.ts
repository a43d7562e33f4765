import { max } from 'date-fns';
import { type Kysely, sql } from 'kysely';
import type { Clock } from '../domain/kernel/clock.ts';
import type { Applied } from '../domain/reach-out/applied.ts';
import type { ReachOut } from '../domain/reach-out/reach-out.ts';
import type { OpenThread, ReachOuts, Settled } from '../domain/reach-out/reach-outs.ts';
import { dueAt, type Rules } from '../domain/reach-out/step.ts';
import { noteTime } from './clock-set-back.ts';
import { entryRow } from './entry-row.ts';
import { createInsert } from './insert.ts';
import { changedLines, isOpenedBy } from './line-row.ts';
import { createLookUps } from './look-ups.ts';
import { changeableValues, changedPosts, fromRow, type ReachOutRow, slowedOf } from './reach-out-row.ts';
import {
  CHANGE,
  CHANGE_WITH_LINES,
  CLAIM,
  FIND,
  FIND_BY_MESSAGE,
  FIND_BY_THREAD,
  FIND_LAST_TO,
  FIND_OPEN_TO,
  FORGET_TEXTS,
  HAS_REACHED,
  HAS_STOPPED_ANOTHER,
  INSTALLATIONS_OF,
  IS_ELSEWHERE,
  IS_THREAD_SHARED,
  LEASE_MS,
  LIST,
  OPEN_THREADS,
  UNHEARD,
} from './reach-outs-sql.ts';
import { run } from './statement.ts';
import { createTurns } from './turns.ts';
import type { Vault } from './vault.ts';

/** `teamId`: of this installation alone, but for what goes by a number or a contact; absent: of all there is. */
export function createReachOuts(
  db: Kysely<unknown>,
  clock: Clock,
  vault: Vault,
  rules: Rules,
  teamId?: string,
): ReachOuts {
  const turns = createTurns();
  const here = teamId ?? null;

  const to = (recipient: string) => [vault.digest(recipient), clock.now(), recipient];
  const leaseEnd = () => new Date(clock.now().getTime() + LEASE_MS);

  async function read(text: string, values: unknown[]): Promise<ReachOut[]> {
    return (await run<ReachOutRow>(db, text, values)).map((row) => fromRow(row, vault));
  }

  async function find(id: string, lineId?: string): Promise<ReachOut | undefined> {
    const [found] = await read(FIND, [id, clock.now(), lineId]);
    return teamId === undefined || found?.teamId === teamId ? found : undefined;
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
    ...createInsert(db, clock, vault, teamId),
    ...createLookUps(db, clock, vault, teamId),
    find,

    async listOf(userId, which, most) {
      return read(LIST[which], [userId, clock.now(), most, here]);
    },

    async claim(most, { hasConversations } = { hasConversations: true }) {
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

    async findByThread(placeId, threadTs, lineId) {
      return (await read(FIND_BY_THREAD, [placeId, clock.now(), threadTs, lineId, here]))[0];
    },

    async installationsOf({ placeId, ts }) {
      return (await run<{ id: string }>(db, INSTALLATIONS_OF, [placeId, ts])).map(({ id }) => id);
    },

    async isThreadShared({ id, placeId }, threadTs) {
      return (await run(db, IS_THREAD_SHARED, [placeId, id, threadTs])).length > 0;
    },

    async findLastTo({ recipient, channel, sourceArn, since }) {
      return (await read(FIND_LAST_TO, [...to(recipient), channel, sourceArn, since]))[0];
    },

    async findOpenTo(recipient, { id, teamId }) {
      return (await read(FIND_OPEN_TO, [...to(recipient), id, teamId]))[0];
    },

    async hasReached(recipient) {
      return (await run(db, HAS_REACHED, [vault.digest(recipient), recipient])).length > 0;
    },

    openThreads: () => run<OpenThread>(db, OPEN_THREADS, [here]),

    async findByMessage(placeId, ts) {
      return (await read(FIND_BY_MESSAGE, [placeId, clock.now(), ts, here]))[0];
    },

    async unheard({ id, placeId }, threadTs, lineIds) {
      const rows = await run<{ id: string }>(db, UNHEARD, [placeId, id, threadTs, lineIds]);
      return rows.map((row) => row.id);
    },

    async forgetTexts(before) {
      await run(db, FORGET_TEXTS, [before]);
    },

    async hasStoppedAnother({ recipient, channel, sourceArn }) {
      const rows = await run(db, HAS_STOPPED_ANOTHER, [
        vault.digest(recipient),
        recipient,
        channel,
        sourceArn,
      ]);
      return rows.length > 0;
    },

    async isWrittenElsewhere(id, contactId) {
      const rows = await run(db, IS_ELSEWHERE, [contactId, id]);
      return rows.length > 0;
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
