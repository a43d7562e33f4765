import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // Who has opened their Home tab. `names`: the ids of the policy that are them or hold them; `search`: the digits
  // that they look for, sealed; `shown`: digest of what stands there; `wanted` grows with every change.
  await sql`
    create table home (
      user_id text primary key,
      names text[] not null default '{}',
      opened_at timestamptz not null,
      search text,
      wanted integer not null default 1,
      due_at timestamptz,
      lease_until timestamptz,
      published_at timestamptz,
      shown bytea
    )`.execute(db);
  await sql`alter table reach_out add column last_digits bytea`.execute(db);
  await sql`
    create index reach_out_by_digits on reach_out (last_digits, user_id, requested_at desc)
    where last_digits is not null`.execute(db);
  await sql`create index reach_out_open_of on reach_out (user_id, requested_at desc) where ended_at is null`.execute(
    db,
  );
  await sql`
    create index reach_out_over_of on reach_out (user_id, requested_at desc)
    where ended_at is not null and lane = 0`.execute(db);
  await sql`
    create index reach_out_claimed_by on reach_out ((conversation ->> 'claimedBy'))
    where state = 'started' and conversation is not null`.execute(db);
  await sql`create index reach_out_awaiting on reach_out (requested_at) where state = 'awaiting_approval'`.execute(
    db,
  );
  // What does not come on by itself.
  await sql`create index reach_out_troubled on reach_out (id) where troubles >= 5 or silence is not null`.execute(
    db,
  );
  await sql`create index post_refused on post (reach_out_id) where post ? 'refused'`.execute(db);
  // Of open conversations, when they were answered last.
  await sql`
    update reach_out set conversation = conversation || jsonb_build_object('answeredAt', answered.at)
    from (
      select reach_out_id, max(line ->> 'at') as at from line
      where line ->> 'state' = 'accepted' or line ->> 'speaker' in ('agent', 'supervisor')
      group by reach_out_id
    ) as answered
    where reach_out.id = reach_out_id and state = 'started' and conversation is not null`.execute(db);
}
