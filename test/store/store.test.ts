import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Entry } from '../../src/domain/kernel/actor.ts';
import type { Pace } from '../../src/domain/kernel/pace.ts';
import { unaccounted, visibly } from '../../src/domain/reach-out/applied.ts';
import type { NewReachOut, ReachOut } from '../../src/domain/reach-out/reach-out.ts';
import type { ReachOuts, Settled } from '../../src/domain/reach-out/reach-outs.ts';
import { createContacts } from '../../src/store/contacts.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { createPace } from '../../src/store/pace.ts';
import { createReachOuts } from '../../src/store/reach-outs.ts';
import { createStuckReachOuts } from '../../src/store/stuck.ts';
import { type TurnedClock, turnedClock } from '../support/clock.ts';
import { borrowDatabase } from '../support/postgres.ts';
import { temporaryDirectory } from '../support/run-directory.ts';
import { PLAIN_VAULT, RULES, sampleReachOut } from '../support/sample-reach-out.ts';

const entry: Entry = { actor: { kind: 'operator' }, action: 'requested' };

function newReachOut(changes: Partial<NewReachOut> = {}): NewReachOut {
  const { teamId, userId, placeId, request, draft, warnings, lane, answered } = sampleReachOut();
  return { id: randomUUID(), teamId, userId, placeId, request, draft, warnings, lane, answered, ...changes };
}

describe.each(['embedded', 'postgres'] as const)('on %s', (kind) => {
  let database: Database;
  let clock: TurnedClock;
  let reachOuts: ReachOuts;
  let giveBack = async () => {};

  beforeAll(async () => {
    if (kind === 'postgres') {
      const borrowed = await borrowDatabase();
      giveBack = borrowed.giveBack;
      database = await openDatabase({ kind, url: borrowed.url }, () => {});
    } else {
      database = await openDatabase({ kind, directory: temporaryDirectory('store') }, () => {});
    }
    await migrate(database.kysely);
    clock = turnedClock({ goes: false });
    reachOuts = createReachOuts(database.kysely, clock, PLAIN_VAULT, RULES);
  });
  afterAll(async () => {
    await database.close();
    await giveBack();
  });

  test('for whom there is a connection, or room for one more, waits for none; who is over that does', async () => {
    const most = kind === 'embedded' ? 4 : 10;
    await sql`select 1`.execute(database.kysely);
    const holder = await database.connect();
    await sql`begin; lock table pace in access exclusive mode`.execute(holder.kysely);
    const ask = () => sql`select from pace`.execute(database.kysely);
    const asked = Array.from({ length: most }, ask);
    // The pool has no turn to hand out connections before whoever asks and this here are done.
    for (let moment = 0; moment < 100; moment++) {
      await Promise.resolve();
      expect(database.connections().waiting).toBe(0);
    }
    asked.push(ask(), ask(), ask());
    while (database.connections().busy < most) await new Promise(setImmediate);
    expect(database.connections()).toEqual({ busy: most, idle: 0, waiting: 3 });
    await sql`rollback`.execute(holder.kysely);
    await Promise.all(asked);
    await holder.close();
  });

  const insert = async (changes: Partial<NewReachOut> = {}, held = false) =>
    (await reachOuts.insert(newReachOut(changes), entry, { held })) as ReachOut;
  const claimed = async (id: string) =>
    (await reachOuts.claim(1_000, { hasConversations: true })).find((one) => one.id === id);
  const held = (settled: Settled) => (settled.kind === 'settled' ? settled.reachOut : undefined);
  const leaveAlone = () => sql`update reach_out set due_at = null`.execute(database.kysely);

  test('migrations run on an empty database, and again on a migrated one without a change', async () => {
    await migrate(database.kysely);
    const { rows } = await sql<{ count: number }>`select count(*) from reach_out`.execute(database.kysely);
    expect(rows).toEqual([{ count: 0 }]);
  });

  describe('a reach-out', () => {
    test('that is to go later has its card due now', async () => {
      const sendAt = new Date(clock.now().getTime() + 3_600_000);
      const stored = await insert({ sendAt, answered: ['unknown_range'] });
      expect(stored).toMatchObject({ state: 'scheduled', startAt: sendAt, readyAt: sendAt });
      const { posts, slowed, lines, ...rest } = stored;
      expect(await claimed(stored.id)).toMatchObject({ ...rest, lease: 2, answered: ['unknown_range'] });
    });

    test('comes back as it was stored, once for each id', async () => {
      const stored = newReachOut({
        threadTs: '1.1',
        draft: { message: 'Grüße 👋', supported: ['a', 'b'] },
        warnings: ['careful'],
        lane: 'list',
      });
      const inserted = await reachOuts.insert(stored, entry, { held: true });
      expect(inserted).toMatchObject(stored);
      expect(await reachOuts.insert({ ...stored, userId: 'U2' }, entry, { held: true })).toBeUndefined();
      expect(await reachOuts.find(stored.id)).toEqual(inserted);
      expect(await reachOuts.find(randomUUID())).toBeUndefined();
    });

    test('is stored with its audit entry, or not at all', async () => {
      const traces = async (id: string) => {
        const { rows } = await sql<{ kind: string }>`
          select 'entry' as kind from audit_entry where reach_out_id = ${id}
          union all select 'reach-out' from reach_out where id = ${id}`.execute(database.kysely);
        return rows.map(({ kind }) => kind);
      };
      const { id } = await insert();
      expect(await traces(id)).toEqual(['entry', 'reach-out']);
      const refused = newReachOut();
      const unstorable = { ...entry, detail: { text: '\u0000' } };
      await expect(reachOuts.insert(refused, unstorable, { held: false })).rejects.toThrow();
      expect(await traces(refused.id)).toEqual([]);
    });

    test('comes back with all that can be known of it', async () => {
      const { id } = await insert();
      const before = (await claimed(id)) as ReachOut;
      const now = new Date('2026-03-03T09:00:00.123Z');
      const after: ReachOut = {
        ...before,
        ...{ state: 'ended', failure: { code: 'conflict', awsError: 'X' }, waiting: 'quota', attempts: 3 },
        ...{ contactId: `c-${id}`, contact: { legs: { [`c-${id}`]: { endedAt: 'x' }, [`d-${id}`]: {} } } },
        ...{
          cancelledBy: 'U2',
          uncertainSince: now,
          startedAt: now,
          endedAt: now,
          startAt: now,
          lookAt: now,
        },
        ...{
          postAt: now,
          editAt: now,
          sweep: { at: now, done: 1, editsAgain: true },
          promised: ['look', 'post'],
        },
        ...{
          placeId: 'D1',
          threadTs: '9.9',
          isMoved: true,
          silence: 'x',
          version: 7,
          shownVersion: 6,
          troubles: 2,
        },
        posts: {
          card: { tries: 2, ts: '1.1', isDoubtful: true, isPlain: true, renewals: 1 },
          former_card: { placeId: 'C9', ts: '0.1', shown: 3, tries: 1, at: now.toISOString() },
          'milestone:ended': { tries: 1, told: '', isAbsent: true, refused: 'no', strays: ['1.2'] },
        },
      };
      const settled = held(await reachOuts.settle(before, { reachOut: after, entries: [entry] }, 'held'));
      expect(settled).toEqual({ ...after, revision: before.revision + 1 });
      expect(await reachOuts.find(id)).toEqual(settled);
      const contacts = createContacts(database.kysely, clock);
      expect(await contacts.ownersOf([`d-${id}`])).toMatchObject({ reachOutIds: [id] });
      const { rows } = await sql`select action from audit_entry where reach_out_id = ${id}`.execute(
        database.kysely,
      );
      expect(rows).toHaveLength(2);
    });
  });

  describe('a lease', () => {
    test('keeps everybody else away, until it runs out or is given back', async () => {
      const { id } = await insert();
      const first = (await claimed(id)) as ReachOut;
      expect(await claimed(id)).toBeUndefined();
      clock.turn(16);
      const second = (await claimed(id)) as ReachOut;
      expect(second.lease).toBe(first.lease + 1);
      expect(await reachOuts.settle(first, unaccounted(first), 'held')).toEqual({ kind: 'lost' });
      await reachOuts.settle(second, unaccounted(second), { dueAt: clock.now() });
      expect(await claimed(id)).toBeDefined();
    });

    test('is prolonged by every change', async () => {
      const { id } = await insert();
      const before = (await claimed(id)) as ReachOut;
      clock.turn(10);
      await reachOuts.settle(before, unaccounted(before), 'held');
      clock.turn(10);
      expect(await claimed(id)).toBeUndefined();
    });

    test('is there from the start for whoever goes on with it, and no one else', async () => {
      const { id } = await insert({}, true);
      expect(await claimed(id)).toBeUndefined();
    });

    test('is taken by one of many who look at once', async () => {
      await leaveAlone();
      for (let n = 0; n < 20; n++) await insert();
      const looks = await Promise.all([1, 2, 3, 4].map(() => reachOuts.claim(8, { hasConversations: true })));
      const ids = looks.flat().map(({ id }) => id);
      expect(ids).toHaveLength(20);
      expect(new Set(ids).size).toBe(20);
    });
  });

  describe('what is due', () => {
    test('is found when its time has come, and never when it has none', async () => {
      const { id } = await insert();
      const before = (await claimed(id)) as ReachOut;
      await reachOuts.settle(before, unaccounted(before), {
        dueAt: new Date(clock.now().getTime() + 60_000),
      });
      expect(await claimed(id)).toBeUndefined();
      clock.turn(61);
      const again = (await claimed(id)) as ReachOut;
      await reachOuts.settle(again, unaccounted(again), { dueAt: null });
      clock.turn(3600);
      expect(await claimed(id)).toBeUndefined();
    });

    test("a person's own comes before a list's", async () => {
      await leaveAlone();
      for (let n = 0; n < 5; n++) await insert({ lane: 'list' });
      const own = await insert();
      expect((await reachOuts.claim(1, { hasConversations: true })).map(({ id }) => id)).toEqual([own.id]);
    });

    test('a start of unknown outcome comes before all else', async () => {
      await leaveAlone();
      for (let n = 0; n < 5; n++) await insert();
      const unknown = await insert({ lane: 'list' });
      await reachOuts.change(unknown.id, (reachOut) => unaccounted({ ...reachOut, state: 'unknown' }));
      await insert();
      expect((await reachOuts.claim(1, { hasConversations: true })).map(({ id }) => id)).toEqual([
        unknown.id,
      ]);
    });
  });

  describe('a change beside whoever works on it', () => {
    test('is not overwritten: the worker is told what was left', async () => {
      const { id } = await insert();
      const before = (await claimed(id)) as ReachOut;
      await reachOuts.change(id, (reachOut) => unaccounted(visibly({ ...reachOut, cancelledBy: 'U9' })));
      const settled = await reachOuts.settle(before, unaccounted({ ...before, state: 'starting' }), 'held');
      expect(settled).toMatchObject({ kind: 'changed', reachOut: { state: 'requested', cancelledBy: 'U9' } });
    });

    test('does not overwrite what the worker has stored either', async () => {
      const { id } = await insert();
      const before = (await claimed(id)) as ReachOut;
      const seen: string[] = [];
      const changing = reachOuts.change(id, (reachOut) => {
        seen.push(reachOut.state);
        return unaccounted({ ...reachOut, waiting: 'rate' });
      });
      const settled = await reachOuts.settle(before, unaccounted({ ...before, state: 'starting' }), 'held');
      await changing;
      const now = await reachOuts.find(id);
      expect(now?.waiting).toBe('rate');
      if (settled.kind === 'settled') expect(now?.state).toBe('starting');
      else expect(seen).toEqual(['requested']);
    });

    test('makes it due, and can be let be', async () => {
      const { id } = await insert();
      const before = (await claimed(id)) as ReachOut;
      await reachOuts.settle(before, unaccounted(before), { dueAt: null });
      expect(await reachOuts.change(id, () => undefined)).toMatchObject({ id });
      expect(await claimed(id)).toBeUndefined();
      await reachOuts.change(id, unaccounted);
      expect(await claimed(id)).toBeDefined();
      expect(await reachOuts.change(randomUUID(), unaccounted)).toBeUndefined();
    });
  });

  describe("a person's list", () => {
    test('is cut after it was filtered, the latest first', async () => {
      const userId = `U${randomUUID()}`;
      const stoppable: string[] = [];
      for (let n = 0; n < 30; n++) {
        clock.turn(1);
        const { id } = await insert({ userId });
        if (n < 10) stoppable.unshift(id);
        else await reachOuts.change(id, (one) => unaccounted({ ...one, state: 'unknown' }));
      }
      const ids = async (...args: Parameters<ReachOuts['listOf']>) =>
        (await reachOuts.listOf(...args)).map(({ id }) => id);
      expect(await ids(userId, 'stoppable', 20)).toEqual(stoppable);
      expect(await ids(userId, 'open', 40)).toHaveLength(30);
      expect(await ids(userId, 'over', 40)).toEqual([]);
    });
  });

  describe('turns', () => {
    let pace: Pace;
    beforeAll(() => {
      pace = createPace(database.kysely, clock, { rate: 2 / 0.95, burst: 5 });
    });
    const own = { lane: 'own', promised: false } as const;
    const list = { lane: 'list', promised: false } as const;
    const back = { promised: true } as const;
    const rounded = (wait: number) => Math.round(wait * 100) / 100;

    test('a burst at once, then promises one after the other, which hold', async () => {
      clock.turn(3600);
      const waits: number[] = [];
      for (let n = 0; n < 6; n++) waits.push(rounded(await pace.take('start', own)));
      // Who waits leaves the burst alone.
      expect(waits).toEqual([0, 0, 0, 1.25, 1.75, 2.25]);
      clock.turn(1.25);
      expect(await pace.take('start', { ...own, ...back })).toBe(0);
      // Whoever comes now does not go before those who wait.
      expect(rounded(await pace.take('start', own))).toBe(1.5);
    });

    test('no more than the rate, however late those come who were promised a turn', async () => {
      clock.turn(3600);
      for (let n = 0; n < 10; n++) await pace.take('start', own);
      clock.turn(3.5);
      const taken = [];
      for (let n = 0; n < 7; n++) taken.push(rounded(await pace.take('start', { ...own, ...back })));
      expect(taken).toEqual([0, 0.25, 0.75, 1.25, 1.75, 2.25, 2.75]);
    });

    test("a person's own never waits behind a list", async () => {
      clock.turn(3600);
      for (let n = 0; n < 500; n++) await pace.take('start', list);
      expect(rounded(await pace.take('start', own))).toBe(1.25);
      clock.turn(1.25);
      expect(rounded(await pace.take('start', { ...list, ...back }))).toBeGreaterThan(0);
      expect(await pace.take('start', { ...own, ...back })).toBe(0);
      clock.turn(0.5);
      expect(await pace.take('start', { ...list, ...back })).toBe(0);
      // While the list goes on at its rate, the burst is there for whoever comes.
      expect(await pace.take('start', own)).toBe(0);
    });

    test('where Slack has slowed down: one a second, the first when it said', async () => {
      await pace.slowDown('post:C-slow', 2);
      const waits = [];
      for (let n = 0; n < 3; n++) waits.push(rounded(await pace.take('post:C-slow', own)));
      expect(waits).toEqual([2, 3, 4]);
    });

    test.each([1, 2, 3, 5, 10, 30])(
      'edits that Slack refuses again and again, for %i s each, keep back nobody else who waits',
      async (pause) => {
        clock.turn(3600);
        await pace.slowDown('edit:T-slow', pause);
        const refused = ['one', 'another', 'a third'];
        const waiting = new Map(refused.map((who) => [who, { inSeconds: pause, promised: false }]));
        waiting.set('what Slack would take', { inSeconds: pause + 0.1, promised: false });
        let [passed, taken] = [0, 0];
        while (waiting.size > refused.length) {
          const [who, { inSeconds, promised }] = [...waiting].reduce((soonest, one) =>
            one[1].inSeconds < soonest[1].inSeconds ? one : soonest,
          );
          clock.turn(inSeconds - passed);
          passed = inSeconds;
          const wait = await pace.take('edit:T-slow', { lane: 'own', promised });
          if (wait > 0) waiting.set(who, { inSeconds: passed + wait, promised: true });
          else if (!refused.includes(who)) waiting.delete(who);
          else {
            await pace.slowDown('edit:T-slow', pause);
            waiting.set(who, { inSeconds: passed + pause, promised: false });
            expect(++taken).toBeLessThanOrEqual(2 * refused.length);
          }
        }
        clock.turn(3600);
      },
    );

    test('every instance knows of what one was told, with the reach-out that it has in hand', async () => {
      const reachOut = await insert({ placeId: 'C-told' });
      expect(reachOut.slowed).toEqual([]);
      await pace.slowDown('post:C-told', 5);
      await pace.slowDown('edit:T1', 5);
      await pace.slowDown('mark:T-other', 5);
      const elsewhere = createReachOuts(database.kysely, clock, PLAIN_VAULT, RULES);
      expect([...((await elsewhere.find(reachOut.id))?.slowed ?? [])].sort()).toEqual(['edit', 'post']);
      expect((await insert({ placeId: 'C-told' })).slowed).toContain('post');
      clock.turn(60);
      expect((await elsewhere.find(reachOut.id))?.slowed).toEqual([]);
    });
  });

  describe('what an operator sees', () => {
    test('all that is stuck, however much; it can be tried again, or left', async () => {
      const stuck = createStuckReachOuts(database.kysely, PLAIN_VAULT.keyIds);
      await sql`truncate reach_out, post`.execute(database.kysely);
      expect(await stuck.list()).toEqual([]);
      const fine = await insert();
      const troubled = await insert();
      await reachOuts.change(troubled.id, (one) => unaccounted({ ...one, troubles: 9 }));
      const silent = await insert();
      await reachOuts.change(silent.id, (one) => unaccounted({ ...one, silence: 'account_inactive' }));
      const refused = await insert();
      const card = { tries: 1, isPlain: true, refused: 'invalid_blocks' };
      await reachOuts.change(refused.id, (one) => unaccounted({ ...one, posts: { card } }));
      const listed = await stuck.list();
      expect(listed.map(({ id }) => id).sort()).toEqual([troubled.id, silent.id, refused.id].sort());
      expect(listed.find(({ id }) => id === refused.id)?.errors).toEqual(['card invalid_blocks']);
      expect(listed.find(({ id }) => id === silent.id)?.errors).toEqual(['account_inactive']);

      expect(await stuck.retry(refused.id)).toBe(true);
      expect((await reachOuts.find(refused.id))?.posts.card).toEqual({ tries: 0, isPlain: true });
      expect(await stuck.drop(silent.id)).toBe(true);
      expect(await stuck.drop(troubled.id)).toBe(true);
      expect(await stuck.list()).toEqual([]);
      expect(await stuck.retry(randomUUID())).toBe(false);
      expect(await stuck.drop('nonsense')).toBe(false);
      expect(await reachOuts.find(fine.id)).toEqual(fine);
    });
  });
});
