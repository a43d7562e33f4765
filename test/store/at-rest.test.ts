import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { beginConversation } from '../../src/domain/conversation/conversation.ts';
import type { Line } from '../../src/domain/conversation/line.ts';
import { unaccounted } from '../../src/domain/reach-out/applied.ts';
import { apply } from '../../src/domain/reach-out/apply.ts';
import type { ReachOut } from '../../src/domain/reach-out/reach-out.ts';
import { step } from '../../src/domain/reach-out/step.ts';
import { createBlocks } from '../../src/store/blocks.ts';
import type { Database } from '../../src/store/database.ts';
import { countErasable, eraseSome } from '../../src/store/erase.ts';
import { createKeeping } from '../../src/store/keeping.ts';
import { openVault } from '../../src/store/open-vault.ts';
import { createReachOuts } from '../../src/store/reach-outs.ts';
import { reencrypt } from '../../src/store/reencrypt.ts';
import { createStuckReachOuts } from '../../src/store/stuck.ts';
import { createVault } from '../../src/store/vault.ts';
import { turnedClock } from '../support/clock.ts';
import { type MigratedDatabase, migratedDatabase, rowsOf, tablesOf } from '../support/postgres.ts';
import { RULES, SAMPLE_APPROVAL, sampleReachOut } from '../support/sample-reach-out.ts';

const key = (id: string) => ({ id, key: randomBytes(32) });
const [OLD, NEW] = [key('old'), key('new')];
const entry = { actor: { kind: 'operator' }, action: 'requested' } as const;
const clock = turnedClock();
const link = { participantId: 'p', participantToken: 'pt' };

let own: MigratedDatabase;
let database: Database;
beforeAll(async () => {
  own = await migratedDatabase();
  ({ database } = own);
});
afterAll(() => own.giveBack());
beforeEach(async () => {
  await sql`truncate reach_out, line, post, block, lookup_key`.execute(database.kysely);
});

const under = async (...keys: (typeof OLD)[]) =>
  createReachOuts(database.kysely, clock, await openVault(database.kysely, keys), RULES);
const pass = async (...keys: (typeof OLD)[]) =>
  reencrypt(database.kysely, await openVault(database.kysely, keys), () => {});
const dump = async () => (await rowsOf(own.url, await tablesOf(own.url))).join('');

const heard = (id: string, text = `text of ${id}`): Line => ({
  ...{ kind: 'heard', id, at: clock.now().toISOString(), heardAt: clock.now().toISOString() },
  ...{ speaker: 'customer', what: 'attachment', text, name: 'passport.pdf' },
});

/** One with a conversation, in which something was said. */
async function stored(reachOuts: Awaited<ReturnType<typeof under>>, changes: Partial<ReachOut> = {}) {
  const { teamId, userId, placeId, request, warnings, lane, answered } = sampleReachOut();
  const draft = { phone: '(206) 555-0152', message: 'Hi' };
  const fresh = { id: randomUUID(), teamId, userId, placeId, request, draft, warnings, lane, answered };
  await reachOuts.insert(fresh, entry, { held: false });
  const conversation = {
    ...beginConversation(clock.now()),
    link: { ...link },
    writing: 'on',
    agentName: 'Ana Souza',
  } as const;
  const { refusal } = { refusal: { rule: 'countries', message: 'Not there, Mrs Featherstone' } } as const;
  const approval = { ...SAMPLE_APPROVAL, decided: 'declined', reason: 'Ask Mr Pemberton' } as const;
  await reachOuts.change(fresh.id, (one) =>
    unaccounted({
      ...{ ...one, state: 'started', startedAt: clock.now(), conversation, lines: [heard('a')] },
      ...{ failure: { code: 'refused', refusal }, approval, ...changes },
    }),
  );
  return fresh.id;
}

/** As the version before sealing left it. */
async function makePlain(id: string): Promise<void> {
  const { request, draft } = sampleReachOut();
  await sql`
    update reach_out set sealed = null, recipient_digest = null, source_arn = null, recipient = ${request.recipient},
      request = ${JSON.stringify(request)}, draft = ${JSON.stringify(draft)}, warnings = '["careful"]',
      conversation = conversation - 'names' || '{"agentName": "Ana Souza", "agents": {"p": {"at": "", "isHere": true}}}',
      failure = '{"code": "refused", "refusal": {"rule": "countries", "message": "Not there"}}'
    where id = ${id}`.execute(database.kysely);
}

test('what the version before has stored is found and read, and sealed bit by bit', async () => {
  const vault = await openVault(database.kysely, [OLD]);
  const [reachOuts, keeping] = [await under(OLD), createKeeping(database.kysely, clock, vault)];
  const id = await stored(reachOuts);
  await makePlain(id);
  const { request } = sampleReachOut();
  const to = { recipient: request.recipient, channel: 'sms', sourceArn: 'arn', since: new Date(0) } as const;
  const look = async () => [
    await reachOuts.find(id),
    await reachOuts.findLastTo(to),
    await reachOuts.findOpenTo(request.recipient, { id: randomUUID(), teamId: 'T1' }),
  ];
  const known = {
    ...{ id, request, warnings: ['careful'], failure: { refusal: { message: 'Not there' } } },
    ...{ conversation: { agentName: 'Ana Souza', agents: { p: { isHere: true } }, link } },
  };
  expect(await look()).toMatchObject([known, known, known]);
  expect(await keeping.sealSome()).toBe(true);
  expect(await keeping.sealSome()).toBe(false);
  expect(await look()).toMatchObject([known, known, known]);
  const { rows } = await sql`select recipient, request, draft, warnings from reach_out`.execute(
    database.kysely,
  );
  expect(rows).toEqual([{ recipient: null, request: null, draft: null, warnings: null }]);
  for (const secret of ['2065550152', 'Ana', 'Not there', 'careful'])
    expect(await dump()).not.toContain(secret);
});

test('a change that is made while it is sealed is not lost', async () => {
  const reachOuts = await under(OLD);
  const vault = await openVault(database.kysely, [OLD]);
  const id = await stored(reachOuts);
  await makePlain(id);
  const before = (await reachOuts.find(id)) as ReachOut;
  await createKeeping(database.kysely, clock, vault).sealSome();
  await reachOuts.change(before, (one) => unaccounted({ ...one, troubles: one.troubles + 1 }));
  expect(await reachOuts.find(id)).toMatchObject({
    troubles: 1,
    conversation: { agentName: 'Ana Souza', link },
  });
  expect(await dump()).not.toContain('Ana');
});

test('another key takes over all that is stored, however much is written meanwhile', async () => {
  const [before, after] = [await under(OLD, NEW), await under(NEW, OLD)];
  const ids = await Promise.all(Array.from({ length: 30 }, () => stored(before)));
  const blocksUnder = async (...keys: (typeof OLD)[]) =>
    createBlocks(database.kysely, await openVault(database.kysely, keys), clock);
  const block = { source: 'person', reason: 'Asked by letter', at: clock.now() } as const;
  await (await blocksUnder(OLD)).add('+12065550152', block, entry);
  let isOver = false;
  let writes = 0;
  const writing = (async () => {
    for (; !isOver; writes++) {
      const id = ids[writes % ids.length] ?? '';
      // Once in a while by an instance that has not been restarted.
      const by = writes % 7 === 0 ? before : after;
      await by.change(id, (one) => {
        const lines = [heard(`n${writes}`), ...one.lines];
        return unaccounted({ ...one, troubles: one.troubles + 1, lines });
      });
    }
  })();
  for (let n = 0; n < 3; n++) await pass(NEW, OLD);
  isOver = true;
  await writing;
  await pass(NEW, OLD);
  const last = await pass(NEW, OLD);
  expect(last).toMatchObject({ changed: 0, missed: 0, unreadable: new Map() });
  expect([...last.byKey.keys()]).toEqual(['new']);
  expect(await (await blocksUnder(NEW)).of('+12065550152')).toMatchObject([{ reason: 'Asked by letter' }]);
  const alone = await under(NEW);
  const all = await Promise.all(ids.map((id) => alone.find(id)));
  expect(all.reduce((sum, one) => sum + (one?.troubles ?? 0), 0)).toBe(writes);
  expect(all.flatMap((one) => one?.lines ?? [])).toHaveLength(writes + ids.length);
  for (const one of all) {
    expect(one).toMatchObject({ request: { recipient: '+12065550152' }, draft: { message: 'Hi' } });
    expect(one).toMatchObject({ conversation: { link, agentName: 'Ana Souza' }, failure: { refusal: {} } });
    expect(one?.approval?.reason).toBe('Ask Mr Pemberton');
    for (const line of one?.lines ?? [])
      expect(line).toMatchObject({ text: `text of ${line.id}`, name: 'passport.pdf' });
  }
});

test('what was stored without a key is sealed once there is one', async () => {
  const id = await stored(await under());
  expect(await dump()).toContain('passport');
  await pass(NEW);
  for (const secret of ['passport', 'Featherstone', 'Pemberton', 'Souza', '555-0152'])
    expect(await dump()).not.toContain(secret);
  expect(
    await (await under(NEW)).findOpenTo('+12065550152', { id: randomUUID(), teamId: 'T1' }),
  ).toMatchObject({
    id,
    draft: { message: 'Hi' },
  });
});

test('without its key a start ends with that cause, and a card or a list has nothing to show', async () => {
  const { teamId, userId, placeId, request, draft, warnings, lane, answered } = sampleReachOut();
  const fresh = { id: randomUUID(), teamId, userId, placeId, request, draft, warnings, lane, answered };
  await (await under(OLD)).insert(fresh, entry, { held: false });
  const without = createReachOuts(database.kysely, clock, createVault([NEW], randomBytes(32)), RULES);
  expect(await without.claim(10, { hasConversations: true })).toEqual([]);
  const stuck = await createStuckReachOuts(database.kysely, ['new']).list();
  expect(stuck).toMatchObject([{ id: fresh.id, missingKeys: 'old' }]);
  clock.turn(31);
  const [claimed] = await without.claim(10, { hasConversations: true });
  expect(claimed).toMatchObject({ isUnreadable: true, request: { channel: 'sms', recipient: '' } });
  const due = step(claimed as ReachOut, clock.now(), RULES);
  expect(due).toEqual({ lapse: true });
  const applied = apply(claimed as ReachOut, { lapse: true }, {}, clock.now(), RULES);
  expect(applied.reachOut).toMatchObject({ state: 'failed', failure: { code: 'unreadable' } });
  await without.settle(claimed as ReachOut, applied, { dueAt: null });
  expect(await (await under(OLD)).find(fresh.id)).toMatchObject({ state: 'failed', request });
  const lost = await reencrypt(database.kysely, createVault([NEW], randomBytes(32)), () => {});
  expect(lost.unreadable.get('old')).toBeGreaterThan(0);
});

test('what ended so long ago is erased, by one at a time, and the rest is not', async () => {
  const reachOuts = await under(OLD);
  const ended = (days: number, changes: Partial<ReachOut> = {}) =>
    stored(reachOuts, {
      ...{ state: 'ended', endedAt: new Date(clock.now().getTime() - days * 86_400_000), ...changes },
    });
  const [long, lately, open] = [await ended(91), await ended(89), await stored(reachOuts)];
  await sql`update reach_out set due_at = null`.execute(database.kysely);
  const dropped = await stored(reachOuts);
  await sql`
    update reach_out set due_at = null, requested_at = requested_at - interval '91 days' where id = ${dropped}`.execute(
    database.kysely,
  );
  await sql`update reach_out set due_at = now() where id = ${open}`.execute(database.kysely);
  const erase = () => eraseSome(database.kysely, { days: 90, now: clock.now(), by: 'engine' });
  await database.kysely.transaction().execute(async (other) => {
    await eraseSome(other, { days: 90_000, by: 'operator' });
    expect(await erase()).toBe(0);
  });
  expect(await countErasable(database.kysely, 90)).toBe(2);
  expect((await Promise.all([erase(), erase(), erase()])).reduce((sum, some) => sum + some)).toBe(2);
  expect(await erase()).toBe(0);
  for (const id of [long, dropped]) {
    const one = await reachOuts.find(id, 'a');
    expect(one).toMatchObject({
      erasedAt: expect.any(Date),
      request: { channel: 'sms', recipient: '' },
      draft: {},
      lines: [],
    });
    expect(one?.conversation).not.toHaveProperty('agentName');
    expect(one?.failure).toEqual({ code: 'refused' });
    expect(one?.approval).toEqual({ ...SAMPLE_APPROVAL, decided: 'declined' });
    expect(one?.isUnreadable).toBeUndefined();
  }
  for (const id of [lately, open])
    expect(await reachOuts.find(id)).toMatchObject({
      request: { recipient: '+12065550152' },
      lines: [{ text: 'text of a' }],
    });
  const { rows } = await sql`select reach_out_id as id from audit_entry where action = 'erased'`.execute(
    database.kysely,
  );
  expect(rows).toHaveLength(2);
});
