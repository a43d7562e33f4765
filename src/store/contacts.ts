import { isDeepStrictEqual } from 'node:util';
import { type Kysely, sql } from 'kysely';
import { hasEnded, mergeProgress } from '../domain/contact/contact.ts';
import type { Contacts } from '../domain/kernel/ports.ts';
import { fromRow } from './reach-outs.ts';
import type { Schema } from './schema.ts';

/** Longer than any check takes; then another instance may do it. */
const CHECK_LEASE = sql<Date>`now() + interval '30 seconds'`;

/** Events of contacts that turned out to be none of ours are kept no longer. */
const EARLY_MINUTES = 15;

export function createContacts(db: Kysely<Schema>): Contacts {
  return {
    async link(contactId, reachOutId) {
      await db
        .insertInto('contact_leg')
        .values({ contact_id: contactId, reach_out_id: reachOutId })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    async ownerOf(contactIds) {
      // One statement, so that nothing is stored between the two looks.
      const { owner, starting } = await db
        .selectNoFrom(({ selectFrom, exists }) => [
          selectFrom('contact_leg')
            .select('reach_out_id')
            .where('contact_id', 'in', contactIds)
            .limit(1)
            .as('owner'),
          exists(selectFrom('reach_out').select('id').where('state', 'in', ['starting', 'unknown'])).as(
            'starting',
          ),
        ])
        .executeTakeFirstOrThrow();
      return { ...(owner && { reachOutId: owner }), mayBeStarting: Boolean(starting) };
    },

    async record(reachOutId, { contactId, follows, leg }) {
      const { contact, state } = await db
        .selectFrom('reach_out')
        .select(['contact', 'state'])
        .where('id', '=', reachOutId)
        .forUpdate()
        .executeTakeFirstOrThrow();
      if (state !== 'started' && !contact?.legs[contactId]) return false;
      if (follows.length > 0) await this.link(contactId, reachOutId);
      const merged = mergeProgress(contact ?? { legs: {} }, { legs: { [contactId]: leg } });
      if (isDeepStrictEqual(merged, contact)) return false;
      await db
        .updateTable('reach_out')
        .set({ contact: JSON.stringify(merged), version: sql`version + 1` })
        .$if(state === 'started' && hasEnded(merged), (update) => update.set({ next_check_at: sql`now()` }))
        .where('id', '=', reachOutId)
        .execute();
      return true;
    },

    async keepEarly(news) {
      const first = news.follows.at(-1) ?? news.contactId;
      await sql`
        insert into early_contact_event (contact_id, events) values (${first}, jsonb_build_array(${JSON.stringify(news)}::jsonb))
        on conflict (contact_id) do update set events = early_contact_event.events || excluded.events`.execute(
        db,
      );
    },

    async takeEarly(contactId) {
      await sql`delete from early_contact_event where received_at < now() - make_interval(mins => ${EARLY_MINUTES})`.execute(
        db,
      );
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

    async checkAfter(reachOutId, seconds, version) {
      await db
        .updateTable('reach_out')
        .set({ next_check_at: sql`now() + make_interval(secs => ${seconds}::float8)` })
        .where('id', '=', reachOutId)
        .where('state', '=', 'started')
        .$if(version !== undefined, (update) => update.where('version', '=', version ?? 0))
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
