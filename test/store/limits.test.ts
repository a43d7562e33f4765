import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { LimitsRule } from '../../src/domain/policy/policy.ts';
import { enter } from '../../src/domain/reach-out/applied.ts';
import type { NewReachOut } from '../../src/domain/reach-out/reach-out.ts';
import type { ReachOuts } from '../../src/domain/reach-out/reach-outs.ts';
import type { Database } from '../../src/store/database.ts';
import { createReachOuts } from '../../src/store/reach-outs.ts';
import { type TurnedClock, turnedClock } from '../support/clock.ts';
import { type MigratedDatabase, migratedDatabase } from '../support/postgres.ts';
import { PLAIN_VAULT, RULES, sampleReachOut } from '../support/sample-reach-out.ts';

const LIMITS: LimitsRule = {
  recipient: { most: 2, hours: 24, beyond: 'ask' },
  person: { most: 3, hours: 24 },
  workspace: { most: 4, hours: 1 },
};

let database: Database;
let clock: TurnedClock;
let reachOuts: ReachOuts;
let own: MigratedDatabase;

beforeAll(async () => {
  own = await migratedDatabase();
  ({ database } = own);
  clock = turnedClock({ goes: false });
  reachOuts = createReachOuts(database.kysely, clock, PLAIN_VAULT, RULES);
});
afterAll(() => own.giveBack());

function newOne(userId: string, recipient: string, more: Partial<NewReachOut> = {}): NewReachOut {
  const { teamId, placeId, request, draft, warnings, lane, answered } = sampleReachOut();
  return {
    ...{ id: randomUUID(), teamId, userId, placeId, draft, warnings, lane, answered },
    request: { ...request, recipient },
    ...more,
  };
}

const ENTRY = { actor: { kind: 'operator' }, action: 'requested' } as const;

async function insert(...one: Parameters<typeof newOne>): Promise<string> {
  const stored = await reachOuts.insert(newOne(...one), ENTRY, { held: false });
  return stored?.id as string;
}

/** The limits that leave no room now, or then. */
async function usedUp(
  userId: string,
  recipient: string,
  { at, id = randomUUID() }: { at?: Date; id?: string } = {},
) {
  const using = { limits: LIMITS, id, userId, recipient, ...(at && { at }) };
  const { earlier, countedAt: _, ...used } = await reachOuts.usedUp(using);
  return { used: Object.keys(used), freed: used, earlier };
}

const later = (seconds: number) => new Date(clock.now().getTime() + seconds * 1000);

test('counted is what went out or still may in the hours before, for whom each limit is', async () => {
  const first = clock.now();
  await insert('U1', '+12065550101');
  const cancelled = await insert('U1', '+12065550101');
  await reachOuts.change(cancelled, (one) => enter(one, 'cancel', clock.now()));
  clock.turn(60);
  const second = await insert('U2', '+12065550101', { threadTs: '7.1' });
  expect((await usedUp('U1', '+12065550102')).used).toEqual([]);
  const { used, freed, earlier } = await usedUp('U1', '+12065550101');
  expect(used).toEqual(['recipient']);
  expect(freed.recipient).toEqual(first);
  expect(earlier).toEqual([
    { userId: 'U2', channel: 'sms', at: expect.any(String), placeId: 'C1', threadTs: '7.1' },
    { userId: 'U1', channel: 'sms', at: expect.any(String), placeId: 'C1' },
  ]);
  expect(new Date(earlier[1]?.at as string)).toEqual(first);
  // One that is asked about again does not count itself.
  expect((await usedUp('U2', '+12065550101', { id: second })).used).toEqual([]);

  await insert('U1', '+12065550103');
  await insert('U1', '+12065550104');
  expect((await usedUp('U1', '+12065550105')).used).toEqual(['person', 'workspace']);
  clock.turn(3600);
  expect((await usedUp('U1', '+12065550105')).used).toEqual(['person']);
  clock.turn(23 * 3600);
  expect((await usedUp('U1', '+12065550101')).used).toEqual([]);
});

test('what is scheduled counts at its time, and of what is due at once the first goes', async () => {
  const at = later(7200);
  const ids = [];
  for (let count = 0; count < 3; count += 1)
    ids.push(await insert('U3', '+12065550110', { sendAt: at, answered: ['contacted_before'] }));
  expect((await usedUp('U3', '+12065550110')).used).toEqual([]);
  expect((await usedUp('U3', '+12065550110', { at: later(7201) })).used).toEqual(['recipient', 'person']);
  const atStart = await Promise.all(ids.sort().map((id) => usedUp('U3', '+12065550110', { at, id })));
  expect(atStart.map(({ used }) => used)).toEqual([[], [], ['recipient']]);
});

test('however many come at once, none takes a place that another has', async () => {
  clock.turn(3 * 24 * 3600);
  const limits = { person: { most: 3, hours: 1 } };
  const many = Array.from({ length: 8 }, () => newOne('U4', '+12065550120'));
  const stored = await Promise.all(
    many.map((one) => reachOuts.insertWithin(limits, one, ENTRY, { held: true })),
  );
  expect(stored.filter((one) => one === 'beyond')).toHaveLength(5);
  // Whoever has a place already is told so, as without limits.
  const mine = many.find(({ id }) => stored.some((one) => one !== 'beyond' && one?.id === id)) as NewReachOut;
  expect(
    await reachOuts.insertWithin({ person: { most: 9, hours: 1 } }, mine, ENTRY, { held: true }),
  ).toBeUndefined();
});
