import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { sql } from 'kysely';
import { beginConversation, type Conversation } from '../../src/domain/conversation/conversation.ts';
import type { Heard, Reply } from '../../src/domain/conversation/line.ts';
import type { Entry } from '../../src/domain/kernel/actor.ts';
import type { NewList } from '../../src/domain/many/list.ts';
import { unaccounted } from '../../src/domain/reach-out/applied.ts';
import type { ReachOut, Stop, Sweep } from '../../src/domain/reach-out/reach-out.ts';
import type { FormerCard, Post } from '../../src/domain/thread/post.ts';
import { startDatabaseClock } from '../../src/store/clock.ts';
import { LEASE_TIME, LINE_TIMES, OBJECTS_WITH_TIME, TIMES } from '../../src/store/clock-set-back.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { createForms, forgetTyped } from '../../src/store/forms.ts';
import { createLists } from '../../src/store/lists.ts';
import { createPace } from '../../src/store/pace.ts';
import { createReachOuts } from '../../src/store/reach-outs.ts';
import { turnedClock } from '../support/clock.ts';
import { preparedDataDirectory } from '../support/embedded.ts';
import { silentLog } from '../support/log.ts';
import { PLAIN_VAULT, RULES, sampleReachOut } from '../support/sample-reach-out.ts';

const entry: Entry = { actor: { kind: 'operator' }, action: 'requested' };
const BUCKET = { rate: 2 / 0.95, burst: 4 };

let database: Database;
beforeAll(async () => {
  database = await openDatabase({ kind: 'embedded', directory: await preparedDataDirectory() }, () => {});
});
afterAll(() => database.close());
afterEach(() => void jest.restoreAllMocks());

/** A time of its own for each case: later than that of any before, which noted it. */
let begin = 0;
async function setUp() {
  const clock = turnedClock({ goes: false });
  begin += 86_400;
  clock.turn(begin);
  const reachOuts = createReachOuts(database.kysely, clock, PLAIN_VAULT, RULES);
  const pace = createPace(database.kysely, clock, BUCKET);
  await reachOuts.noteTime();
  return {
    ...{ clock, reachOuts, pace },
    inSeconds: (seconds: number) => new Date(clock.now().getTime() + seconds * 1000),
    async claimed(id: string) {
      return (await reachOuts.claim(1000, { hasConversations: true })).find((one) => one.id === id);
    },
    async waiting(change: Partial<ReachOut>, seconds: number) {
      const { teamId, userId, placeId, request, draft, warnings, lane, answered } = sampleReachOut();
      const fresh = { id: randomUUID(), teamId, userId, placeId, request, draft, warnings, lane, answered };
      const stored = (await reachOuts.insert(fresh, entry, { held: true })) as ReachOut;
      const dueAt = new Date(clock.now().getTime() + seconds * 1000);
      await reachOuts.settle(stored, unaccounted({ ...stored, ...change }), { dueAt });
      return stored;
    },
  };
}

const BACK = [-30, -600, -3 * 3600];

describe.each(BACK)('a clock that is set back by %d s', (seconds) => {
  type World = Awaited<ReturnType<typeof setUp>>;
  test.each<[string, (world: World) => Partial<ReachOut>]>([
    ['a turn to start', ({ inSeconds }) => ({ startAt: inSeconds(5), promised: ['start'], waiting: 'turn' })],
    ['a retry of a start', ({ inSeconds }) => ({ startAt: inSeconds(5), state: 'unknown', attempts: 2 })],
    ['a look', ({ inSeconds }) => ({ lookAt: inSeconds(5), state: 'started', promised: ['look'] })],
    ['a pause of posts', ({ inSeconds }) => ({ postAt: inSeconds(5) })],
    ['a pause of edits', ({ inSeconds }) => ({ editAt: inSeconds(5) })],
    [
      'a stop, whose outcome is looked for',
      ({ inSeconds }) => ({
        stop: { by: 'U1', at: inSeconds(-1).toISOString() },
        lookAt: inSeconds(5),
        state: 'started',
      }),
    ],
    [
      'the card that was left behind',
      ({ inSeconds }) => ({
        posts: {
          card: { tries: 1, ts: '2.1' },
          former_card: { placeId: 'C1', ts: '1.1', shown: 0, tries: 1, at: inSeconds(5).toISOString() },
        },
      }),
    ],
    ['a sweep', ({ inSeconds }) => ({ sweep: { at: inSeconds(5), done: 1, editsAgain: false } })],
    [
      'what a workflow is told again',
      ({ inSeconds }) => ({ workflow: { executionId: 'Fx1', tries: 1, at: inSeconds(5).toISOString() } }),
    ],
  ])('%s is not waited for longer', async (_, change) => {
    const world = await setUp();
    const { clock, reachOuts } = world;
    const { id } = await world.waiting(change(world), 5);
    expect(await world.claimed(id)).toBeUndefined();
    clock.turn(seconds);
    expect(await world.claimed(id)).toBeUndefined();
    expect(await reachOuts.noteTime()).toMatchObject({ isSetBack: true });
    const found = (await world.claimed(id)) as ReachOut;
    expect(found.promised).toEqual([]);
    const { requestedAt, startAt, lookAt, postAt, editAt, sweep, stop, posts, workflow } = found;
    const { at } = posts.former_card ?? {};
    for (const time of [requestedAt, startAt, lookAt, postAt, editAt, sweep?.at, stop?.at, at, workflow?.at])
      expect(new Date(time ?? 0).getTime()).toBeLessThanOrEqual(clock.now().getTime());
    expect(await reachOuts.noteTime()).toMatchObject({ isSetBack: false });
  });

  test('what is scheduled for a time stays so, and is looked at', async () => {
    const { clock, reachOuts, waiting, claimed, inSeconds } = await setUp();
    const at = inSeconds(5);
    const { id } = await waiting({ state: 'scheduled', startAt: at, readyAt: at }, 5);
    clock.turn(seconds);
    await reachOuts.noteTime();
    expect(await claimed(id)).toMatchObject({ state: 'scheduled', startAt: at, readyAt: at });
  });

  test('what can be taken back can be so for no less time, and soon goes', async () => {
    const world = await setUp();
    const { clock, reachOuts, inSeconds } = world;
    const goesAt = inSeconds(5).toISOString();
    const reply: Reply = {
      ...{ kind: 'reply', id: `reply-${seconds}`, at: goesAt, by: 'U1', state: 'waiting', tries: 0 },
      ...{ sendAt: goesAt, goesAt },
    };
    const { id } = await world.waiting({ conversation: beginConversation(clock.now()), lines: [reply] }, 5);
    clock.turn(seconds);
    await reachOuts.noteTime();
    const { sendAt = '' } = (await world.claimed(id))?.lines.find((line) => line.kind === 'reply') ?? {};
    expect(new Date(sendAt).getTime()).toBeGreaterThanOrEqual(inSeconds(5).getTime());
    expect(new Date(sendAt).getTime()).toBeLessThanOrEqual(inSeconds(60).getTime());
  });

  test('what is in hand stays there, and is settled; what a dead worker had is free soon', async () => {
    const { clock, reachOuts, waiting, claimed } = await setUp();
    const { id } = await waiting({}, 0);
    const inHand = (await claimed(id)) as ReachOut;
    clock.turn(seconds);
    await reachOuts.noteTime();
    expect(await claimed(id)).toBeUndefined();
    const settled = await reachOuts.settle(inHand, unaccounted(inHand), 'held');
    expect(settled).toMatchObject({ kind: 'changed', reachOut: { lease: inHand.lease } });
    clock.turn(16);
    expect(await claimed(id)).toMatchObject({ lease: inHand.lease + 1 });
  });

  test('a list is worked on at once, and was asked for no later than now', async () => {
    const { clock, reachOuts } = await setUp();
    const lists = createLists(database.kysely, clock, PLAIN_VAULT);
    const list: NewList = {
      ...({ id: randomUUID(), teamId: 'T1', userId: 'U1', placeId: 'C1', channel: 'sms' } as const),
      ...{ fileId: 'F1', content: { message: 'Hi', fileName: 'a.csv' }, answered: [] },
    };
    await lists.insert(list, entry);
    clock.turn(seconds);
    await reachOuts.noteTime();
    const claimed = (await lists.claim(100)).find(({ id }) => id === list.id);
    expect(claimed?.requestedAt).toEqual(clock.now());
  });

  test('what was typed into a form is kept no longer, and what is typed then is taken', async () => {
    const { clock, reachOuts } = await setUp();
    const forms = createForms(database.kysely, clock, PLAIN_VAULT);
    const [form, reachOutId] = [{ userId: 'U1', placeId: `C${seconds}` }, randomUUID()];
    const type = (message: string) => forms.keep(form, { reachOutId, values: { message }, at: clock.now() });
    await type('Before');
    await forms.close(form, reachOutId);
    clock.turn(seconds);
    await reachOuts.noteTime();
    await type('Afterwards');
    expect((await forms.of(form)).typed?.values).toEqual({ message: 'Afterwards' });
    clock.turn(2 * 3600);
    await forgetTyped(database.kysely, clock.now());
    const { rows } = await sql`select from form where sealed is not null`.execute(database.kysely);
    expect(rows).toEqual([]);
  });

  test('what is over stays as it was', async () => {
    const { clock, reachOuts, waiting } = await setUp();
    const { id, requestedAt } = await waiting({ state: 'failed' }, 0);
    const [over] = await reachOuts
      .claim(1000, { hasConversations: true })
      .then((all) => all.filter((one) => one.id === id));
    await reachOuts.settle(over as ReachOut, unaccounted(over as ReachOut), { dueAt: null });
    clock.turn(seconds);
    await reachOuts.noteTime();
    expect(await reachOuts.find(id)).toMatchObject({ requestedAt });
  });

  test.each(['start', 'describe'] as const)(
    'turns of %s are free again, even before it is noted',
    async (what) => {
      const { clock, pace } = await setUp();
      for (let n = 0; n < 50; n++) await pace.take(what, { lane: n % 2 ? 'own' : 'list', promised: false });
      clock.turn(seconds);
      expect(await pace.take(what, { lane: 'list', promised: false })).toBe(0);
      expect(await pace.take(what, { lane: 'own', promised: false })).toBe(0);
    },
  );

  test('so are those that Slack has slowed down', async () => {
    const { clock, reachOuts, pace } = await setUp();
    await pace.slowDown('edit:T-slow', 30);
    clock.turn(seconds);
    await reachOuts.noteTime();
    expect(await pace.take('edit:T-slow', { lane: 'own', promised: false })).toBe(0);
  });
});

describe('no time is forgotten', () => {
  const columnsOf = async (type: string) => {
    const { rows } = await sql<{ name: string }>`
      select column_name as name from information_schema.columns
      where table_name = 'reach_out' and data_type = ${type}`.execute(database.kysely);
    return rows.map(({ name }) => name).sort();
  };

  test('that is a column', async () =>
    expect(await columnsOf('timestamp with time zone')).toEqual([...TIMES, LEASE_TIME].sort()));

  /** These hold none that anything waits for, or times of AWS's clock. */
  const WITHOUT = ['request', 'draft', 'warnings', 'failure', 'contact', 'deferral', 'approval'];
  test('that stands in a column of JSON', async () =>
    expect(await columnsOf('jsonb')).toEqual([...Object.keys(OBJECTS_WITH_TIME), ...WITHOUT].sort()));

  type TimeOf<T> = { [Key in keyof T]-?: Key extends 'at' | `${string}At` ? Key : never }[keyof T];
  test('that stands in a post, a stop or a sweep, by another name than at', () => {
    // A field with another name does not compile.
    const names: Record<TimeOf<FormerCard & Post & Stop & Sweep>, true> = { at: true };
    expect(Object.keys(names)).toEqual(['at']);
  });

  /** When something was, by whichever clock: it is compared with others of its kind, and nothing waits for it. */
  const PAST = { at: true, sentAt: true, customerAt: true, stoppedAt: true, resumedAt: true } as const;
  test('that stands in a conversation or a line of it', () => {
    const names: Record<Exclude<TimeOf<Conversation & Heard & Reply>, keyof typeof PAST>, true> = {
      ...{ openAt: true, sayAt: true, heardAt: true, sendAt: true, markAt: true, goesAt: true },
    };
    expect(Object.keys(names)).toEqual([...(OBJECTS_WITH_TIME.conversation ?? []), ...LINE_TIMES]);
  });
});

test.each([-0.5, 0, 30, 600, 3 * 3600])('turned by %d s, a clock was not set back', async (seconds) => {
  const { clock, reachOuts, pace, waiting, claimed } = await setUp();
  for (let n = 0; n < 10; n++) await pace.take('start', { lane: 'own', promised: false });
  const { id } = await waiting({}, 20);
  clock.turn(seconds);
  expect(await reachOuts.noteTime()).toMatchObject({ isSetBack: false });
  expect((await claimed(id)) !== undefined).toBe(seconds >= 20);
  expect((await pace.take('start', { lane: 'own', promised: false })) === 0).toBe(seconds >= 20);
});

describe("the database's clock", () => {
  test('is followed; while the machine sleeps, the machine’s', async () => {
    const clock = await startDatabaseClock(database.kysely, silentLog);
    const off = () => clock.now().getTime() - performance.timeOrigin - performance.now();
    const before = off();
    const system = Date.now;
    const asleep = jest.spyOn(Date, 'now').mockImplementation(() => system() + 3_600_000);
    expect(off() - before).toBeGreaterThan(3_590_000);
    // The database knows better.
    while (off() - before > 1000) await sql`select 1`.execute(database.kysely);
    asleep.mockImplementation(() => system() - 3_600_000);
    expect(Math.abs(off() - before)).toBeLessThan(1000);
    clock.stop();
  });

  test('says itself what time it is, however this machine’s was set, and is believed from then on', async () => {
    const clock = await startDatabaseClock(database.kysely, silentLog);
    const system = Date.now;
    jest.spyOn(Date, 'now').mockImplementation(() => system() + 3_600_000);
    const asked = await clock.ask();
    expect(asked.getTime()).toBeLessThanOrEqual(system());
    expect(clock.now().getTime() - asked.getTime()).toBeLessThan(1000);
    clock.stop();
  });
});
