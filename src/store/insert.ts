import { addSeconds } from 'date-fns';
import type { Kysely } from 'kysely';
import type { Clock } from '../domain/kernel/clock.ts';
import type { UsedUp, Using } from '../domain/policy/limits.ts';
import type { ReachOut } from '../domain/reach-out/reach-out.ts';
import type { ReachOuts } from '../domain/reach-out/reach-outs.ts';
import { entryRow } from './entry-row.ts';
import { digestOfDigits } from './last-digits.ts';
import { isUsedUp, LOCK_PLACES, USED_UP, type UsedUpRow, usedUpFrom, usedUpValues } from './limits.ts';
import { beginningOf, freshReachOut, identityOf } from './new-reach-out.ts';
import { slowedOf } from './reach-out-row.ts';
import { INSERT, LEASE_MS } from './reach-outs-sql.ts';
import { run } from './statement.ts';
import type { Vault } from './vault.ts';

/** PostgreSQL's unique_violation. */
const UNIQUE_VIOLATION = '23505';

/** Clocks of instances differ by less: what one of them has just stored counts for the others. */
const APART_SECONDS = 1;

type Insertion = Parameters<ReachOuts['insert']>;

/** How new reach-outs are stored, and what they count against. */
export function createInsert(
  db: Kysely<unknown>,
  clock: Clock,
  vault: Vault,
  teamId?: string,
): Pick<ReachOuts, 'insert' | 'insertWithin' | 'usedUp'> {
  const on = (executor: Pick<Kysely<unknown>, 'executeQuery'>) => ({
    waitForPlaces: () => run(executor, LOCK_PLACES),

    async usedUp(using: Using): Promise<UsedUp> {
      const now = clock.now();
      const until = using.at ?? addSeconds(now, APART_SECONDS);
      const [row] = await run<UsedUpRow>(executor, USED_UP, usedUpValues(using, until, vault, teamId));
      return row ? usedUpFrom(row, now) : { earlier: [], countedAt: now };
    },

    async insert(...[reachOut, entry, { held }]: Insertion): Promise<ReachOut | undefined> {
      const now = clock.now();
      const { state, startAt } = beginningOf(reachOut, now);
      const [row] = await run<{ slowed: string[] | null }>(executor, INSERT, [
        ...identityOf(reachOut, vault),
        state,
        startAt,
        now,
        held ? new Date(now.getTime() + LEASE_MS) : null,
        ...Object.values(entryRow(entry)),
        digestOfDigits(reachOut.request.recipient, vault),
      ]);
      return row && freshReachOut(reachOut, now, slowedOf(row.slowed));
    },
  });

  return {
    usedUp: on(db).usedUp,

    insert: (...insertion) => unlessThere(on(db).insert(...insertion)),

    insertWithin: (limits, ...insertion) =>
      unlessThere(
        db.transaction().execute(async (transaction) => {
          const within = on(transaction);
          await within.waitForPlaces();
          const [{ id, userId, request, sendAt }] = insertion;
          const { recipient } = request;
          const usedUp = await within.usedUp({
            limits,
            id,
            userId,
            recipient,
            ...(sendAt && { at: sendAt }),
          });
          return isUsedUp(usedUp) ? 'beyond' : within.insert(...insertion);
        }),
      ),
  };
}

async function unlessThere<Stored>(storing: Promise<Stored>): Promise<Stored | undefined> {
  try {
    return await storing;
  } catch (error) {
    if ((error as { code?: string }).code === UNIQUE_VIOLATION) return undefined;
    throw error;
  }
}
