import type { Kysely } from 'kysely';
import type { Homes } from '../domain/home/homes.ts';
import type { Clock } from '../domain/kernel/clock.ts';
import type { ReachOut } from '../domain/reach-out/reach-out.ts';
import {
  AWAITING_BESIDE,
  aboutSearch,
  CLAIM,
  COUNT,
  ENDING_WITH,
  OPEN,
  OPEN_OF,
  OVER_OF,
  PLACES_WAITING,
  SEARCH,
  SETTLE,
  TOUCH,
  WAITING_BESIDE,
} from './homes-sql.ts';
import { digestOfDigits } from './last-digits.ts';
import { fromRow, type ReachOutRow } from './reach-out-row.ts';
import { run } from './statement.ts';
import type { Vault } from './vault.ts';

interface HomeRow {
  teamId: string;
  userId: string;
  search: string | null;
  wanted: number;
  shown: string | null;
}

/** `teamId`: of this installation alone; absent: of all there is. */
export function createHomes(db: Kysely<unknown>, clock: Clock, vault: Vault, teamId?: string): Homes {
  const here = teamId ?? null;
  async function read(text: string, values: unknown[]): Promise<ReachOut[]> {
    return (await run<ReachOutRow>(db, text, values)).map((row) => fromRow(row, vault));
  }

  return {
    async open(userId, { isBlank }) {
      await run(db, OPEN, [userId, clock.now(), isBlank, teamId ?? '']);
    },

    async search(userId, digits) {
      const sealed = digits === undefined ? null : vault.seal(digits, aboutSearch(userId));
      await run(db, SEARCH, [userId, clock.now(), sealed, teamId ?? '']);
    },

    async touch(ids) {
      await run(db, TOUCH, [ids, clock.now()]);
    },

    async claim(most) {
      const rows = await run<HomeRow>(db, CLAIM, [clock.now(), most]);
      return rows.map(({ search: sealed, shown, ...home }) => {
        const search = sealed === null ? undefined : vault.open(sealed, aboutSearch(home.userId));
        return { ...home, ...(search !== undefined && { search }), ...(shown !== null && { shown }) };
      });
    },

    async settle({ teamId: of, userId, wanted }, { shown, isDoubtful = false, names, dueAt }) {
      const values = [userId, clock.now(), wanted, shown ?? null, names ?? null, dueAt ?? null];
      await run(db, SETTLE, [...values, isDoubtful, of]);
    },

    digestOf: (view) => vault.digest(view).toString('hex'),

    openOf: (userId, most) => read(OPEN_OF, [userId, clock.now(), most, here]),
    overOf: (userId, most) => read(OVER_OF, [userId, clock.now(), most, here]),
    async placesWaiting(userId) {
      const rows = await run<{ placeId: string }>(db, PLACES_WAITING, [userId, here]);
      return rows.map(({ placeId }) => placeId);
    },
    waitingBeside: (userId, placeIds, most) =>
      read(WAITING_BESIDE, [userId, clock.now(), most, here, placeIds]),
    awaitingBeside: (userId, most) => read(AWAITING_BESIDE, [userId, clock.now(), most, here]),
    endingWith(digits, most, userId) {
      const values = [digestOfDigits(digits, vault), clock.now(), most, here];
      return userId ? read(ENDING_WITH.own, [...values, userId]) : read(ENDING_WITH.anybodys, values);
    },

    async count() {
      const [counted] = await run<{ stuck: number; blocked: number }>(db, COUNT);
      return counted ?? { stuck: 0, blocked: 0 };
    },
  };
}
