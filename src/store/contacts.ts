import { type Kysely, sql } from 'kysely';
import type { Contacts } from '../domain/contact/contacts.ts';
import type { Clock } from '../domain/kernel/clock.ts';
import type { Schema } from './schema.ts';

/** Events of contacts that turned out to be none of ours are kept no longer. */
const EARLY_MS = 15 * 60_000;

export function createContacts(db: Kysely<Schema>, clock: Clock): Contacts {
  return {
    async ownerOf(contactIds) {
      // One statement, so that nothing is stored between the two looks.
      const { owner, starting } = await db
        .selectNoFrom(({ selectFrom, exists }) => [
          selectFrom('contact_leg')
            .select('reach_out_id')
            .where('contact_id', 'in', contactIds)
            .limit(1)
            .as('owner'),
          exists(
            selectFrom('reach_out')
              .select('id')
              .where('due_at', 'is not', null)
              .where('state', 'in', ['starting', 'unknown']),
          ).as('starting'),
        ])
        .executeTakeFirstOrThrow();
      return { ...(owner && { reachOutId: owner }), mayBeStarting: Boolean(starting) };
    },

    async keepEarly(news) {
      const first = news.follows.at(-1) ?? news.contactId;
      await sql`
        insert into early_contact_event (contact_id, events, received_at)
        values (${first}, jsonb_build_array(${JSON.stringify(news)}::jsonb), ${clock.now()})
        on conflict (contact_id) do update set events = early_contact_event.events || excluded.events`.execute(
        db,
      );
    },

    async findEarly(contactId) {
      const row = await db
        .selectFrom('early_contact_event')
        .select('events')
        .where('contact_id', '=', contactId)
        .executeTakeFirst();
      return row?.events ?? [];
    },

    async dropEarly(contactId) {
      const over = new Date(clock.now().getTime() - EARLY_MS);
      await db
        .deleteFrom('early_contact_event')
        .where(({ or, eb }) => or([eb('contact_id', '=', contactId), eb('received_at', '<', over)]))
        .execute();
    },
  };
}
