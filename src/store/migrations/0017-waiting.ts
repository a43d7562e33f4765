import { type Kysely, sql } from 'kysely';

/** Customers who wrote last, by the place in which that stands. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index reach_out_waiting on reach_out (place_id)
    where state = 'started' and conversation is not null
      and conversation ->> 'customerAt' > coalesce(conversation ->> 'answeredAt', '')`.execute(db);
}
