import type { Kysely } from 'kysely';
import type { Clock } from '../domain/kernel/clock.ts';
import type { Room } from '../domain/policy/limits.ts';
import type { OpenConversation } from '../domain/policy/question.ts';
import type { Known, ReachOuts } from '../domain/reach-out/reach-outs.ts';
import { counted } from './limits.ts';
import { run } from './statement.ts';
import type { Vault } from './vault.ts';
import { isHere } from './whole-reach-out-sql.ts';

/** No reach-out has it. */
const NONE = '00000000-0000-0000-0000-000000000000';

/** Clocks of instances differ by less. */
const APART_MS = 1_000;

const countOf = (whose: string, most: string, hours: string) =>
  `case when ${most}::int is not null then (select count(*) from (select ${counted(whose, most, hours)} limit ${most}::int) as used) end`;

/** $1, $2: as in the limits, $3: whose, and then the most and the hours of each limit, or null; $8: of which installation. */
const ROOM = `
  select $4::int - ${countOf('user_id = $3', '$4', '$5')} as person,
    $6::int - ${countOf(isHere('$8'), '$6', '$7')} as workspace`;

/** Those that a limit leaves no room for. $1, $2: as above, $3: their digests, $4: the most, $5: the hours. */
const FULL = `
  select digest from unnest($3::bytea[]) as asked (digest)
  where exists (
    select ${counted('recipient_digest = digest', '$4', '$5')} limit 1 offset $4::int - 1)`;

/** $1: their digests. */
const REACHED = `
  select digest from unnest($1::bytea[]) as asked (digest)
  where exists (select from reach_out
    where recipient_digest = digest and state not in ('failed', 'cancelled') and started_at is not null)`;

/** The latest of each, rather of the own installation. $1: their digests, $2: of which installation. */
const OPEN = `
  select distinct on (recipient_digest) recipient_digest as digest,
    case when ${isHere('$2')} then jsonb_build_object('placeId', place_id,
      'ts', coalesce(thread_ts, post ->> 'ts'), 'by', coalesce(conversation ->> 'claimedBy', user_id)) end as thread
  from reach_out join post on reach_out_id = reach_out.id and part = 'card' and post ? 'ts'
  where recipient_digest = any($1::bytea[]) and state = 'started' and conversation is not null
  order by recipient_digest, ${isHere('$2')} desc, started_at desc`;

/** What is to be known of many numbers at once, each with one statement. */
export function createBulkLookUps(
  db: Kysely<unknown>,
  clock: Clock,
  vault: Pick<Vault, 'digest'>,
  teamId?: string,
): Pick<ReachOuts, 'roomFor' | 'knownOf'> {
  /** The digests, and from a digest the number. */
  const digested = (recipients: string[]) => {
    const digests = recipients.map((recipient) => vault.digest(recipient));
    const numbers = new Map(digests.map((digest, at) => [keyOf(digest), recipients[at] ?? '']));
    return { digests, numberOf: ({ digest }: { digest: Buffer }) => numbers.get(keyOf(digest)) ?? '' };
  };
  return {
    async roomFor({ limits, userId, recipients }): Promise<Room> {
      const until = new Date(clock.now().getTime() + APART_MS);
      const { recipient, person, workspace } = limits;
      const { digests, numberOf } = digested(recipients);
      const both = [
        person?.most ?? null,
        person?.hours ?? null,
        workspace?.most ?? null,
        workspace?.hours ?? null,
      ];
      const [[room], full] = await Promise.all([
        run<{ person: number | null; workspace: number | null }>(db, ROOM, [
          ...[NONE, until, userId, ...both, teamId ?? null],
        ]),
        recipient
          ? run<{ digest: Buffer }>(db, FULL, [NONE, until, digests, recipient.most, recipient.hours])
          : [],
      ]);
      return {
        ...(typeof room?.person === 'number' && { person: room.person }),
        ...(typeof room?.workspace === 'number' && { workspace: room.workspace }),
        full: new Set(full.map(numberOf)),
      };
    },

    async knownOf(recipients): Promise<Known> {
      const { digests, numberOf } = digested(recipients);
      const [reached, open] = await Promise.all([
        run<{ digest: Buffer }>(db, REACHED, [digests]),
        run<{ digest: Buffer; thread: OpenConversation['thread'] | null }>(db, OPEN, [
          digests,
          teamId ?? null,
        ]),
      ]);
      return {
        reached: new Set(reached.map(numberOf)),
        open: new Map(open.map(({ digest, thread }) => [numberOf({ digest }), thread ? { thread } : {}])),
      };
    },
  };
}

function keyOf(digest: Buffer): string {
  return digest.toString('base64url');
}
