import type { Kysely } from 'kysely';
import type { Clock } from '../domain/kernel/clock.ts';
import type { ReachOut } from '../domain/reach-out/reach-out.ts';
import type { OpenThread, ReachOuts } from '../domain/reach-out/reach-outs.ts';
import {
  FIND_BY_MESSAGE,
  FIND_BY_THREAD,
  FIND_LAST_TO,
  FIND_OPEN_TO,
  HAS_REACHED,
  HAS_STOPPED_ANOTHER,
  INSTALLATIONS_OF,
  IS_ELSEWHERE,
  IS_THREAD_SHARED,
  LIST,
  OPEN_THREADS,
  UNHEARD,
} from './look-ups-sql.ts';
import { fromRow, type ReachOutRow } from './reach-out-row.ts';
import { run } from './statement.ts';
import type { Vault } from './vault.ts';

type LookUps = Pick<
  ReachOuts,
  | 'listOf'
  | 'findByThread'
  | 'installationsOf'
  | 'isThreadShared'
  | 'findLastTo'
  | 'findOpenTo'
  | 'hasReached'
  | 'openThreads'
  | 'findByMessage'
  | 'unheard'
  | 'hasStoppedAnother'
  | 'isWrittenElsewhere'
>;

/** Reach-outs by whose they are, their thread or their number, and what is asked of them. */
export function createLookUps(db: Kysely<unknown>, clock: Clock, vault: Vault, teamId?: string): LookUps {
  const here = teamId ?? null;
  const to = (recipient: string) => [vault.digest(recipient), clock.now(), recipient];

  async function read(text: string, values: unknown[]): Promise<ReachOut[]> {
    return (await run<ReachOutRow>(db, text, values)).map((row) => fromRow(row, vault));
  }

  return {
    async listOf(userId, which, most) {
      return read(LIST[which], [userId, clock.now(), most, here]);
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
  };
}
