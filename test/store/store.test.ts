import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { PgBoss } from 'pg-boss';
import { LeaseLostError } from '../../src/domain/kernel/errors.ts';
import type { Entry, NewReachOut, Store } from '../../src/domain/kernel/ports.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { recoverAfterCrash, startBoss } from '../../src/store/job-queue.ts';
import { migrate } from '../../src/store/migrate.ts';
import { createStore } from '../../src/store/store.ts';
import { silentLog } from '../support/log.ts';
import { borrowDatabase } from '../support/postgres.ts';
import { temporaryDirectory } from '../support/run-directory.ts';
import { sampleReachOut } from '../support/sample-reach-out.ts';

const entry: Entry = { actor: { kind: 'operator' }, action: 'requested' };
const FAR = new Date(Date.now() + 3_600_000);

function newReachOut(changes: Partial<NewReachOut> = {}): NewReachOut {
  const { teamId, userId, placeId, request, draft, warnings } = sampleReachOut();
  return { id: randomUUID(), teamId, userId, placeId, request, draft, warnings, ...changes };
}

describe.each(['embedded', 'postgres'] as const)('on %s', (kind) => {
  let database: Database;
  let boss: PgBoss;
  let store: Store;
  let giveBack = async () => {};
  const insert = (reachOut: NewReachOut) => store.confirm(reachOut, entry, { startsHere: false });

  beforeAll(async () => {
    if (kind === 'postgres') {
      const borrowed = await borrowDatabase();
      giveBack = borrowed.giveBack;
      database = await openDatabase({ kind, url: borrowed.url }, () => {});
    } else {
      database = await openDatabase({ kind, directory: temporaryDirectory('store') }, () => {});
    }
    await migrate(database.kysely);
    boss = await startBoss(database, silentLog);
    store = createStore(database.kysely, boss, { rate: 2, burst: 3 });
  });
  afterAll(async () => {
    await boss.stop({ graceful: false });
    await database.close();
    await giveBack();
  });

  test('migrations run on an empty database, and again on a migrated one without a change', async () => {
    await migrate(database.kysely);
    const { rows } = await sql<{ count: number }>`select count(*) from reach_out`.execute(database.kysely);
    expect(rows).toEqual([{ count: 0 }]);
  });

  describe('a reach-out', () => {
    test('comes back as it was stored, once for each id', async () => {
      const stored = newReachOut({
        threadTs: '1.1',
        draft: { message: 'Grüße 👋', supported: ['a', 'b'] },
        warnings: ['careful'],
      });
      const confirmed = await insert(stored);
      expect(await insert({ ...stored, userId: 'U2' })).toBeUndefined();
      expect(await store.reachOuts.find(stored.id)).toEqual(confirmed!.reachOut);
      expect(confirmed).toMatchObject({ reachOut: stored, now: confirmed!.reachOut.requestedAt });
      expect(await store.reachOuts.find(randomUUID())).toBeUndefined();
    });

    test('is stored with its place in the outbox and its audit entry, or not at all', async () => {
      const traces = async (id: string) => {
        const { rows } = await sql<{ kind: string }>`
          select 'outbox' as kind from outbox where reach_out_id = ${id}
          union all select 'entry' from audit_entry where reach_out_id = ${id}
          union all select 'reach-out' from reach_out where id = ${id}`.execute(database.kysely);
        return rows.map(({ kind }) => kind);
      };
      const reachOut = newReachOut();
      await insert(reachOut);
      expect(await traces(reachOut.id)).toEqual(['outbox', 'entry', 'reach-out']);
      const refused = newReachOut();
      const unstorable = { ...entry, detail: { amount: Number.NaN, text: '\u0000' } };
      await expect(store.confirm(refused, unstorable, { startsHere: false })).rejects.toThrow();
      expect(await traces(refused.id)).toEqual([]);
    });

    test('a transaction that fails leaves nothing behind, whatever goes on beside it', async () => {
      const { id } = newReachOut();
      await insert(newReachOut({ id }));
      let others: Promise<void>[] = [];
      const failing = store.transaction(async ({ audit, jobs }) => {
        await audit.append(id, entry.actor, 'doomed');
        others = Array.from({ length: 20 }, (_, n) => store.audit.append(id, entry.actor, `beside ${n}`));
        await jobs.updateThread(id);
        throw new Error('crash');
      });
      await expect(failing).rejects.toThrow('crash');
      await Promise.all(others);
      const { rows } = await sql<{ doomed: number; beside: number; jobs: number }>`
        select count(*) filter (where action = 'doomed') as doomed,
          count(*) filter (where action like 'beside%') as beside,
          (select count(*) from pgboss.job where name = 'update-thread' and data->>'id' = ${id}) as jobs
        from audit_entry where reach_out_id = ${id}`.execute(database.kysely);
      expect(rows).toEqual([{ doomed: 0, beside: 20, jobs: 0 }]);
    });

    test('is cancelled once, and only before its call', async () => {
      const { id } = newReachOut();
      await insert(newReachOut({ id }));
      expect(await store.reachOuts.cancel(id, 'U1')).toMatchObject({ state: 'cancelled', version: 2 });
      expect(await store.reachOuts.cancel(id, 'U1')).toBeUndefined();
      const started = newReachOut();
      await insert(started);
      const claim = await store.reachOuts.claim(started.id);
      await store.reachOuts.settle(claim!.reachOut, { state: 'starting' });
      expect(await store.reachOuts.cancel(started.id, 'U1')).toBeUndefined();
    });
  });

  describe('the outbox', () => {
    const expire = (id: string) =>
      sql`update reach_out set lease_until = now() - interval '1 second' where id = ${id}`.execute(
        database.kysely,
      );
    const isKept = async (id: string) => {
      const { rows } = await sql`select from outbox where reach_out_id = ${id}`.execute(database.kysely);
      return rows.length === 1;
    };
    const jobsOf = async (id: string) => {
      const { rows } = await sql`select from pgboss.job where data->>'id' = ${id}`.execute(database.kysely);
      return rows.length;
    };
    const relayAll = async () => {
      while ((await store.outbox.relay(2)) > 0);
    };
    const confirm = async (startsHere: boolean) =>
      (await store.confirm(newReachOut(), entry, { startsHere }))!.reachOut;

    test('what no one has in hand becomes one job, whoever looks', async () => {
      const { id } = await confirm(false);
      await Promise.all([relayAll(), relayAll(), relayAll()]);
      expect([await isKept(id), await jobsOf(id)]).toEqual([false, 1]);
      expect(await store.reachOuts.claim(id)).toBeDefined();
    });

    test('a look makes no more jobs than it is asked for', async () => {
      const ids = [];
      for (let n = 0; n < 5; n++) ids.push((await confirm(false)).id);
      expect([await store.outbox.relay(3), await store.outbox.relay(3), await store.outbox.relay(3)]).toEqual(
        [3, 2, 0],
      );
      expect(await Promise.all(ids.map(jobsOf))).toEqual([1, 1, 1, 1, 1]);
    });

    test('what is in hand stays, until it is done', async () => {
      const reachOut = await confirm(true);
      await relayAll();
      expect(await isKept(reachOut.id)).toBe(true);
      expect(await store.reachOuts.claim(reachOut.id)).toBeUndefined();
      const calling = await store.reachOuts.settle(reachOut, { state: 'starting', visible: true });
      expect(await store.reachOuts.release(reachOut)).toBe(false);
      expect(await isKept(reachOut.id)).toBe(true);
      expect(await store.reachOuts.release(calling)).toBe(true);
      await relayAll();
      expect([await isKept(reachOut.id), await jobsOf(reachOut.id)]).toEqual([false, 0]);
    });

    test('what is handed on to a job of its own is gone', async () => {
      const reachOut = await confirm(true);
      await store.jobs.updateThread(reachOut.id, { afterSeconds: 60 });
      await store.reachOuts.handOn(reachOut);
      expect(await isKept(reachOut.id)).toBe(false);
      expect(await store.reachOuts.claim(reachOut.id)).toBeDefined();
    });

    test('what failed becomes a job', async () => {
      const reachOut = await confirm(true);
      await store.reachOuts.abandon(reachOut);
      await relayAll();
      expect([await isKept(reachOut.id), await jobsOf(reachOut.id)]).toEqual([false, 1]);
    });

    test('what somebody died with becomes a job, and whoever was only slow stores nothing any more', async () => {
      const slow = await confirm(true);
      await expire(slow.id);
      await relayAll();
      expect([await isKept(slow.id), await jobsOf(slow.id)]).toEqual([false, 1]);
      await expect(store.reachOuts.settle(slow, { state: 'starting' })).rejects.toThrow(LeaseLostError);
      expect(await store.reachOuts.claim(slow.id)).toBeDefined();
      await store.reachOuts.handOn(slow);
      expect(await store.reachOuts.claim(slow.id)).toBeUndefined();
    });

    test('somebody else at work on it does not take it out', async () => {
      const { id } = await confirm(false);
      const other = (await store.reachOuts.claim(id))!.reachOut;
      expect(await store.reachOuts.release(other)).toBe(true);
      expect(await isKept(id)).toBe(true);
      await relayAll();
      expect(await jobsOf(id)).toBe(1);
    });
  });

  test('what a process died with comes due with the next one; a turn that is waited for keeps its time', async () => {
    const [confirmed, fetched, waiting] = [newReachOut(), newReachOut(), newReachOut()];
    await store.confirm(confirmed, entry, { startsHere: true });
    await insert(fetched);
    await store.outbox.relay(100);
    await boss.fetch('start-contact', { batchSize: 100 });
    await store.reachOuts.claim(fetched.id);
    const claim = await store.confirm(waiting, entry, { startsHere: true });
    await store.jobs.startContact(waiting.id, { afterSeconds: 60, hasSlot: true });
    await store.reachOuts.release(claim!.reachOut);
    const due = async () => {
      await store.outbox.relay(100);
      const { rows } = await sql<{ id: string }>`
        select data->>'id' as id from pgboss.job
        where name = 'start-contact' and state < 'active' and start_after <= now()`.execute(database.kysely);
      const ids = rows.map(({ id }) => id);
      return [confirmed, fetched, waiting].map(({ id }) => ids.includes(id));
    };
    expect(await due()).toEqual([false, false, false]);
    await recoverAfterCrash(database.kysely);
    expect(await due()).toEqual([true, true, false]);
    expect(await store.reachOuts.claim(fetched.id)).toBeDefined();
  });

  describe('its lease', () => {
    const expire = (id: string) =>
      sql`update reach_out set lease_until = now() - interval '1 second' where id = ${id}`.execute(
        database.kysely,
      );

    test('belongs to one, until it is given back', async () => {
      const { id } = newReachOut();
      await insert(newReachOut({ id }));
      const claims = await Promise.all([1, 2, 3].map(() => store.reachOuts.claim(id)));
      const [held, ...others] = claims.filter((claim) => claim !== undefined);
      expect(others).toEqual([]);
      expect(Math.abs(held!.now.getTime() - Date.now())).toBeLessThan(60_000);
      expect(await store.reachOuts.release(held!.reachOut)).toBe(true);
      expect(await store.reachOuts.claim(id)).toBeDefined();
    });

    test('is not given back while something new is to be shown', async () => {
      const { id } = newReachOut();
      await insert(newReachOut({ id }));
      const { reachOut } = (await store.reachOuts.claim(id))!;
      await store.reachOuts.cancel(id, 'U1');
      expect(await store.reachOuts.release(reachOut)).toBe(false);
      const current = await store.reachOuts.settle(reachOut, {});
      expect(current).toMatchObject({ state: 'cancelled', version: 2 });
      expect(await store.reachOuts.release(current)).toBe(true);
    });

    test('fences: whoever lost it stores nothing any more', async () => {
      const { id } = newReachOut();
      await insert(newReachOut({ id }));
      const slow = (await store.reachOuts.claim(id))!.reachOut;
      await expire(id);
      const next = (await store.reachOuts.claim(id))!.reachOut;
      expect(next.lease).toBe(slow.lease + 1);
      await expect(store.reachOuts.settle(slow, { state: 'failed' })).rejects.toBeInstanceOf(LeaseLostError);
      await expect(store.reachOuts.release(slow)).rejects.toBeInstanceOf(LeaseLostError);
      expect(await store.reachOuts.settle(next, { state: 'starting' })).toMatchObject({ state: 'starting' });
    });

    test('is prolonged by every change', async () => {
      const { id } = newReachOut();
      await insert(newReachOut({ id }));
      const { reachOut } = (await store.reachOuts.claim(id))!;
      await expire(id);
      await store.reachOuts.settle(reachOut, { attempts: 1 });
      expect(await store.reachOuts.claim(id)).toBeUndefined();
    });
  });

  describe('a cancel beside a worker', () => {
    test('that has the lease, but no call out yet: nothing goes out', async () => {
      const { id, userId } = newReachOut();
      await insert(newReachOut({ id, userId }));
      const { reachOut } = (await store.reachOuts.claim(id))!;
      expect(await store.reachOuts.cancel(id, userId)).toBeDefined();
      await expect(store.reachOuts.settle(reachOut, { state: 'starting' })).rejects.toThrow(LeaseLostError);
      expect((await store.reachOuts.find(id))?.state).toBe('cancelled');
      await store.reachOuts.abandon(reachOut);
      expect(await store.reachOuts.claim(id)).toBeDefined();
    });
  });

  describe('turns at Amazon Connect', () => {
    test('a burst at once, then one after the other, and none after the deadline', async () => {
      const waits: number[] = [];
      for (let n = 0; n < 6; n++) waits.push(await store.limits.reserveStart(FAR));
      expect(waits.slice(0, 3)).toEqual([0, 0, 0]);
      const gaps = waits.slice(3).map((wait, index) => wait - (index === 0 ? 0 : waits[index + 2]!));
      for (const gap of gaps) {
        expect(gap).toBeGreaterThan(0.2);
        expect(gap).toBeLessThanOrEqual(0.5264);
      }
      const soon = new Date(Date.now() + 200);
      const late = await store.limits.reserveStart(soon);
      expect(late).toBeLessThan(0.5);
      expect(late).toBeGreaterThan(0);
      const after = await store.limits.reserveStart(FAR);
      expect(after - waits[5]!).toBeLessThanOrEqual(0.5264);
    });
  });

  describe('turns in a conversation', () => {
    test('none is needed, until Slack asks to slow down', async () => {
      expect(await store.limits.reservePost('C-free')).toBe(0);
      await store.limits.slowDown('C-slow', 2);
      const waits = [];
      for (let n = 0; n < 3; n++) waits.push(await store.limits.reservePost('C-slow'));
      expect(waits.map((wait) => Math.ceil(wait))).toEqual([2, 3, 4]);
      expect(await store.limits.reservePost('C-free')).toBe(0);
      await sql`update conversation_pace set next_at = now() - interval '2 seconds'`.execute(database.kysely);
      expect(await store.limits.reservePost('C-slow')).toBe(0);
      expect(await store.limits.reservePost('C-slow')).toBe(0);
    });
  });
});
