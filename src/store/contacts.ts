import { type Kysely, sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { ContactNews, Contacts, Whose } from '../domain/contact/contacts.ts';
import { atMost } from '../domain/kernel/at-most.ts';
import type { Clock } from '../domain/kernel/clock.ts';

/** Events of contacts that turned out to be none of ours are kept no longer. */
const EARLY_MS = 15 * 60_000;

/** Several events tell of each contact, and those of a chat come within a day. */
const FOREIGN = { ...atMost(20_000), ttl: 24 * 3_600_000 };

export function createContacts(db: Kysely<unknown>, clock: Clock): Contacts {
  const foreign = new LRUCache<string, true>(FOREIGN);
  const looks = new Map<string, Promise<Whose>>();
  return {
    isForeign: (contactId) => foreign.has(contactId),
    noteForeign: (contactId) => void foreign.set(contactId, true),

    lookOnce(contactId, look) {
      const underWay = looks.get(contactId) ?? look().finally(() => looks.delete(contactId));
      looks.set(contactId, underWay);
      return underWay;
    },

    async ownersOf(contactIds) {
      // One statement, so that nothing is stored between the two looks, of which whoever is known takes the first alone.
      const { rows } = await sql<{ owners: string[]; starting: boolean }>`
        select owners, owners = '{}' and exists (select from reach_out
          where due_at is not null and state in ('starting', 'unknown')) as starting
        from (
          select array(select distinct reach_out_id from contact_leg where contact_id = any(${contactIds})
            order by reach_out_id) as owners
        ) as known`.execute(db);
      const [{ owners, starting } = { owners: [], starting: false }] = rows;
      return { reachOutIds: owners, mayBeStarting: starting };
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
      const { rows } = await sql<{ events: ContactNews[] }>`
        select events from early_contact_event where contact_id = ${contactId}`.execute(db);
      return rows[0]?.events ?? [];
    },

    async dropEarly(contactId) {
      const over = new Date(clock.now().getTime() - EARLY_MS);
      await sql`
        delete from early_contact_event where contact_id = ${contactId} or received_at < ${over}`.execute(db);
    },
  };
}
