import { type Kysely, sql } from 'kysely';
import type { Channel } from '../domain/channels/registry.ts';
import { present } from '../domain/intake/present.ts';
import type { Clock } from '../domain/kernel/clock.ts';
import type { ReplyMode } from '../domain/kernel/settings.ts';
import type { PlaceSettings } from '../domain/place/place-settings.ts';
import { entryRow } from './entry-row.ts';

interface Row {
  replies: ReplyMode | null;
  repliesSince: Date | null;
  channel: Channel | null;
  senders: Partial<Record<Channel, string>> | null;
}

/** `teamId`: of this installation alone; what the token of the environment serves has an empty one. */
export function createPlaceSettings(db: Kysely<unknown>, clock: Clock, teamId = ''): PlaceSettings {
  return {
    async of(placeId) {
      const { rows } = await sql<Row>`
        select mode as replies, reply_mode.chosen_at as "repliesSince", channel, senders
        from (values (${placeId})) as place (id)
          left join reply_mode on reply_mode.place_id = place.id and reply_mode.team_id = ${teamId}
          left join form_default on form_default.place_id = place.id and form_default.team_id = ${teamId}`.execute(
        db,
      );
      const { replies, repliesSince, channel, senders } = rows[0] ?? {};
      return {
        senders: senders ?? {},
        ...present({
          replies: replies ?? undefined,
          repliesSince: repliesSince ?? undefined,
          channel: channel ?? undefined,
        }),
      };
    },

    async choose(placeId, { replies, channel, senders }, userId, entry) {
      const now = clock.now();
      const { actor, door, action, detail } = entryRow(entry);
      await sql`
        with replies as (
          insert into reply_mode (place_id, mode, chosen_by, chosen_at, team_id)
          select ${placeId}, mode, ${userId}, ${now}::timestamptz, ${teamId} from (values (${replies}::text)) as chosen (mode)
          where mode is not null
          on conflict (place_id, team_id) do update
          set mode = excluded.mode, chosen_by = excluded.chosen_by, chosen_at = excluded.chosen_at
          where reply_mode.mode <> excluded.mode
        ), defaults as (
          insert into form_default (place_id, channel, senders, chosen_by, chosen_at, team_id)
          values (${placeId}, ${channel}, ${JSON.stringify(senders)}, ${userId}, ${now}, ${teamId})
          on conflict (place_id, team_id) do update
          set channel = coalesce(excluded.channel, form_default.channel),
            senders = form_default.senders || excluded.senders,
            chosen_by = excluded.chosen_by, chosen_at = excluded.chosen_at
        )
        insert into audit_entry (at, actor, door, action, detail)
        values (${now}, ${actor}, ${door}, ${action}, ${detail})`.execute(db);
    },
  };
}

/** What was chosen while there was the token of the environment alone is its workspace's from now on. */
export async function adoptPlaceSettings(db: Kysely<unknown>, teamId: string): Promise<void> {
  for (const table of [sql.table('reply_mode'), sql.table('form_default')])
    await sql`
      update ${table} as old set team_id = ${teamId}
      where team_id = ''
        and not exists (select from ${table} where place_id = old.place_id and team_id = ${teamId})`.execute(
      db,
    );
}
