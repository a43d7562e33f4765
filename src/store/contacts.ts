import { isDeepStrictEqual } from 'node:util';
import { type Kysely, sql } from 'kysely';
import { hasEnded, mergeProgress } from '../domain/contact.ts';
import type { Contacts } from '../domain/ports.ts';
import { fromRow } from './reach-outs.ts';
import type { Schema } from './schema.ts';

/** Longer than any check takes; then another instance may do it. */
const CHECK_LEASE = sql<Date>`now() + interval '30 seconds'`;

/** Events of contacts that turned out to be none of ours are kept no longer. */
const EARLY_MINUTES = 15;

export function createContacts(db: Kysely<Schema>): Contacts {
  async function ownerOf(contactIds: string[]): Promise<string | undefined> {
    const row = await db
      .selectFrom('contact_leg')
      .select('reach_out_id')
      .where('contact_id', 'in', contactIds)
      .limit(1)
      .executeTakeFirst();
    return row?.reach_out_id;
  }

  return {
    async link(contactId, reachOutId) {
      await db
        .insertInto('contact_leg')
        .values({ contact_id: contactId, reach_out_id: reachOutId })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    async record({ contactId, follows, leg }) {
      const owner = await ownerOf([contactId, ...follows]);
      if (owner === undefined) return undefined;
      if (follows.length > 0) await this.link(contactId, owner);
      const known = await db
        .selectFrom('reach_out')
        .select('contact')
        .where('id', '=', owner)
        .forUpdate()
        .executeTakeFirstOrThrow();
      const merged = mergeProgress(known.contact ?? { legs: {} }, { legs: { [contactId]: leg } });
      if (isDeepStrictEqual(merged, known.contact)) return { reachOutId: owner, changed: false };
      await db
        .updateTable('reach_out')
        .set({ contact: JSON.stringify(merged), version: sql`version + 1` })
        .$if(hasEnded(merged), (update) => update.set({ next_check_at: sql`now()` }))
        .where('id', '=', owner)
        .execute();
      return { reachOutId: owner, changed: true };
    },

    async keepEarly({ contactId, leg }) {
      const inFlight = await db
        .selectFrom('reach_out')
        .select('id')
        .where('state', 'in', ['starting', 'unknown'])
        .limit(1)
        .executeTakeFirst();
      if (!inFlight) return false;
      await sql`delete from early_contact_event where received_at < now() - make_interval(mins => ${EARLY_MINUTES})`.execute(
        db,
      );
      await sql`
        insert into early_contact_event (contact_id, events) values (${contactId}, jsonb_build_array(${JSON.stringify(leg)}::jsonb))
        on conflict (contact_id) do update set events = early_contact_event.events || excluded.events`.execute(
        db,
      );
      return true;
    },

    async takeEarly(contactId) {
      const row = await db
        .deleteFrom('early_contact_event')
        .where('contact_id', '=', contactId)
        .returning('events')
        .executeTakeFirst();
      return row?.events ?? [];
    },

    async countDue(most) {
      const due = await db
        .selectFrom('reach_out')
        .select('id')
        .where('next_check_at', '<=', sql<Date>`now()`)
        .limit(most)
        .execute();
      return due.length;
    },

    async takeDue(most) {
      const due = db
        .selectFrom('reach_out')
        .select('id')
        .where('next_check_at', '<=', sql<Date>`now()`)
        .orderBy('next_check_at')
        .limit(most)
        .forUpdate()
        .skipLocked();
      const rows = await db
        .updateTable('reach_out')
        .set({ next_check_at: CHECK_LEASE })
        .where('id', 'in', due)
        .returningAll()
        .execute();
      return rows.flatMap((row) => fromRow(row) ?? []);
    },

    async countOpen() {
      const { open } = await db
        .selectFrom('reach_out')
        .select(({ fn }) => fn.countAll<number>().as('open'))
        .where('next_check_at', 'is not', null)
        .executeTakeFirstOrThrow();
      return open;
    },

    async checkAfter(reachOutId, seconds) {
      await db
        .updateTable('reach_out')
        .set({ next_check_at: sql`now() + make_interval(secs => ${seconds}::float8)` })
        .where('id', '=', reachOutId)
        .where('state', '=', 'started')
        .execute();
    },

    async end(reachOutId) {
      const ended = await db
        .updateTable('reach_out')
        .set({ state: 'ended', ended_at: sql`now()`, next_check_at: null, version: sql`version + 1` })
        .where('id', '=', reachOutId)
        .where('state', '=', 'started')
        .executeTakeFirst();
      return ended.numUpdatedRows > 0n;
    },
  };
}
