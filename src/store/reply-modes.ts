import { type Kysely, sql } from 'kysely';
import type { Clock } from '../domain/kernel/clock.ts';
import type { ReplyMode } from '../domain/kernel/settings.ts';
import type { ReplyModes } from '../domain/reply/reply-modes.ts';
import { entryRow } from './entry-row.ts';

export function createReplyModes(db: Kysely<unknown>, clock: Clock): ReplyModes {
  return {
    async of(placeId) {
      const { rows } = await sql<{ mode: ReplyMode; chosenAt: Date }>`
        select mode, chosen_at as "chosenAt" from reply_mode where place_id = ${placeId}`.execute(db);
      return rows[0];
    },

    async choose(placeId, mode, userId, entry) {
      const now = clock.now();
      const { actor, door, action, detail } = entryRow(entry);
      await sql`
        with chosen as (
          insert into reply_mode values (${placeId}, ${mode}, ${userId}, ${now})
          on conflict (place_id) do update
          set mode = excluded.mode, chosen_by = excluded.chosen_by, chosen_at = excluded.chosen_at
        )
        insert into audit_entry (at, actor, door, action, detail)
        values (${now}, ${actor}, ${door}, ${action}, ${detail})`.execute(db);
    },
  };
}
