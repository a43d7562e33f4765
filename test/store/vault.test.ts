import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { beginConversation } from '../../src/domain/conversation/conversation.ts';
import type { Line } from '../../src/domain/conversation/line.ts';
import { unaccounted } from '../../src/domain/reach-out/applied.ts';
import { apply } from '../../src/domain/reach-out/apply.ts';
import type { ReachOut } from '../../src/domain/reach-out/reach-out.ts';
import { step } from '../../src/domain/reach-out/step.ts';
import { markBehind } from '../../src/store/at-start.ts';
import { createContacts } from '../../src/store/contacts.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { createReachOuts } from '../../src/store/reach-outs.ts';
import { FIND } from '../../src/store/reach-outs-sql.ts';
import { createSealer, createVault } from '../../src/store/vault.ts';
import { buildHeard } from '../../src/views/conversation/message.ts';
import { turnedClock } from '../support/clock.ts';
import { temporaryDirectory } from '../support/run-directory.ts';
import { NAMELESS, RULES, sampleReachOut } from '../support/sample-reach-out.ts';

const key = (id: string) => ({ id, key: randomBytes(32) });
const [OLD, NEW] = [key('old'), key('new')];

test('what one key has sealed, it opens wherever it stands, for what it was sealed for, and unchanged', () => {
  const sealed = createSealer([OLD]).seal('a text', 'line 1');
  expect(sealed).toMatch(/^old:/);
  expect(createSealer([NEW, OLD]).open(sealed, 'line 1')).toBe('a text');
  expect(createSealer([NEW, OLD]).seal('a text', 'line 1')).toMatch(/^new:/);
  expect(createSealer([OLD]).seal('a text', 'line 1')).not.toBe(sealed);
  for (const keys of [[NEW], [], [{ id: 'old', key: NEW.key }]])
    expect(createSealer(keys).open(sealed, 'line 1')).toBeUndefined();
  for (const other of ['', 'old', 'old:', 'old:AAAA', `${sealed.slice(0, -8)}AAAAAAA=`])
    expect(createSealer([OLD]).open(other, 'line 1')).toBeUndefined();
  expect(createSealer([OLD]).open(sealed, 'line 2')).toBeUndefined();
});

describe('in the database', () => {
  const clock = turnedClock({ goes: false });
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase({ kind: 'embedded', directory: temporaryDirectory('vault') }, () => {});
    await migrate(database.kysely);
  });
  afterAll(() => database.close());

  const under = (...keys: (typeof OLD)[]) =>
    createReachOuts(database.kysely, clock, createVault(keys, Buffer.alloc(32)), RULES);
  const now = () => clock.now();

  /** One that is followed, with these lines. */
  async function stored(lines: Line[], changes: Partial<ReachOut> = {}): Promise<string> {
    const { teamId, userId, placeId, request, draft, warnings, lane, answered } = sampleReachOut();
    const fresh = { id: randomUUID(), teamId, userId, placeId, request, draft, warnings, lane, answered };
    await under(OLD).insert(fresh, { actor: { kind: 'operator' }, action: 'requested' }, { held: false });
    const link = {
      participantId: 'p',
      participantToken: 'pt',
      connection: { token: 'ct', expiresAt: now().toISOString() },
    };
    const conversation = {
      ...beginConversation(now()),
      reading: 'on',
      writing: 'on',
      isBehind: false,
      link,
    } as const;
    await under(OLD).change(fresh.id, (reachOut) =>
      unaccounted({
        ...{
          ...reachOut,
          state: 'started',
          contactId: `contact-${fresh.id}`,
          startedAt: now(),
          lookAt: now(),
        },
        ...{
          conversation,
          lines,
          posts: { card: { tries: 1, ts: '1.1' }, contact_id: { tries: 1, ts: '1.2' } },
        },
        ...changes,
      }),
    );
    return fresh.id;
  }

  const heard = (id: string, at = now()): Line => ({
    ...{ kind: 'heard', id, at: at.toISOString(), heardAt: now().toISOString(), speaker: 'customer' },
    ...{ what: 'text', text: `text of ${id}` },
  });

  test('another key in front reads what the one before it has sealed', async () => {
    const id = await stored([heard('a')]);
    const found = await under(NEW, OLD).find(id);
    expect(found?.lines[0]?.text).toBe('text of a');
    expect(found?.conversation?.link?.connection?.token).toBe('ct');
  });

  test('without its key a message is said to be unreadable, a reply does not go, and the chat is joined anew', async () => {
    const reply: Line = {
      ...{
        kind: 'reply',
        id: randomUUID(),
        at: now().toISOString(),
        text: 'secret',
        by: 'U1',
        state: 'waiting',
      },
      ...{ sendAt: now().toISOString(), tries: 0, source: { placeId: 'C1', ts: '1.3' } },
    };
    const id = await stored([heard('a'), reply]);
    const found = (await under(NEW).find(id)) as ReachOut;
    expect(found.conversation).toMatchObject({ writing: 'wanted' });
    const rules = { maxAgeMinutes: 15, hasContactEvents: true, hasConversations: true };
    expect(step(found, now(), rules)).toMatchObject({
      opening: 'join',
      reply: { id: reply.id, obstacle: 'unreadable' },
    });
    const lines = found.lines.map((line) => ({ ...line, toldWith: 'a' })) as Line[];
    expect(JSON.stringify(buildHeard({ ...found, lines }, 'message:a', NAMELESS))).toContain(
      'its key is gone',
    );
  });

  test('what an instance cannot read, or say in a chat, is left to others, and not for good', async () => {
    const claims = async (reachOuts: ReturnType<typeof under>, id: string, hasConversations = true) =>
      (await reachOuts.claim(1000, { hasConversations })).some((one) => one.id === id);
    const unread = await stored([heard('a')]);
    expect(await claims(under(NEW), unread)).toBe(false);
    const without = await stored([]);
    expect(await claims(under(OLD), without, false)).toBe(false);
    const taken = await under(NEW, OLD).claim(1000, { hasConversations: true });
    expect(taken.map(({ id }) => id)).toContain(unread);
    const known = taken.find(({ id }) => id === without) as ReachOut;
    await under(OLD).change(without, (one) => unaccounted({ ...one, lines: [heard('later')] }));
    expect((await under(NEW).settle(known, unaccounted(known), 'held')).kind).toBe('lost');
    clock.turn(31);
    expect(await claims(under(NEW), unread, false)).toBe(true);
  });

  test('where conversations are not set up, another instance opens chats and sends replies', async () => {
    const at = now().toISOString();
    const reply: Line = {
      ...{
        kind: 'reply',
        id: randomUUID(),
        at,
        text: 'Yes',
        by: 'U1',
        state: 'waiting',
        sendAt: at,
        tries: 0,
      },
    };
    const found = (await under(OLD).find(await stored([reply]))) as ReachOut;
    const behind = { ...found, conversation: { ...found.conversation, isBehind: true } } as ReachOut;
    const rules = { maxAgeMinutes: 15, hasContactEvents: true, hasConversations: false };
    const next = step(behind, now(), rules);
    expect(next).toMatchObject({ reply: { id: reply.id, obstacle: 'wait' } });
    expect(next?.opening).toBeUndefined();
    const look = { kind: 'found' as const, leg: { endedAt: at }, next: [] };
    const { reachOut } = apply(behind, { look: found.contactId ?? '' }, { look }, now(), rules);
    expect(reachOut.state).toBe('ended');
  });

  test('a reply waits for none of what was said before it', async () => {
    const said = Array.from({ length: 70 }, (_, number) => heard(`said-${number}`, now()));
    const at = new Date(now().getTime() + 1000).toISOString();
    const reply: Line = {
      ...{
        kind: 'reply',
        id: 'confirmed',
        at,
        text: 'Yes',
        by: 'U1',
        state: 'waiting',
        sendAt: at,
        tries: 0,
      },
    };
    const { lines = [] } = (await under(OLD).find(await stored([...said, reply]))) ?? {};
    expect(lines.map((line) => line.id)).toContain('confirmed');
  });

  test('texts that nothing is to be done about are forgotten after a day, and those that nobody can be told', async () => {
    const sealed = async (id: string) => {
      const { rows } = await sql<{ id: string }>`
        select id from line where reach_out_id = ${id} and sealed is not null order by id`.execute(
        database.kysely,
      );
      return rows.map((row) => row.id);
    };
    const asked = (lineId: string, at: Date): Line => ({
      ...{
        kind: 'reply',
        id: lineId,
        at: at.toISOString(),
        text: 'asked',
        by: 'U1',
        state: 'asked',
        tries: 0,
      },
      sendAt: at.toISOString(),
    });
    const long = new Date(now().getTime() - 25 * 3_600_000);
    const lines = [heard('open', long), asked('asked-long-ago', long), asked('asked-now', now())];
    const [told, silent] = [
      await stored(lines),
      await stored([heard('open', long)], { silence: 'is_archived' }),
    ];
    await under(OLD).forgetTexts(new Date(now().getTime() - 24 * 3_600_000));
    expect(await sealed(told)).toEqual(['asked-now', 'open']);
    expect(await sealed(silent)).toEqual([]);
  });

  test('after a restart the open chats are read again, but not those that were read within the last minute', async () => {
    const read = async (seconds: number) => {
      const id = await stored([]);
      await under(OLD).change(id, (reachOut) => {
        if (!reachOut.conversation) return undefined;
        const readAt = new Date(now().getTime() - seconds * 1000).toISOString();
        return unaccounted({
          ...reachOut,
          conversation: { ...reachOut.conversation, readAt, toldTo: readAt },
        });
      });
      return id;
    };
    const [long, lately, ended] = [await read(61), await read(30), await stored([], { state: 'ended' })];
    await markBehind(database.kysely, clock);
    const told = async (id: string) => (await under(OLD).find(id))?.conversation;
    expect(await told(long)).toMatchObject({ isBehind: true, missedSince: (await told(long))?.toldTo });
    expect([await told(lately), await told(ended)]).toMatchObject([{ isBehind: false }, { isBehind: false }]);
  });

  test('a contact may belong to two reach-outs', async () => {
    const contacts = createContacts(database.kysely, clock);
    const [one, other] = [
      await stored([], { contactId: 'shared' }),
      await stored([], { contactId: 'shared' }),
    ];
    const { reachOutIds } = await contacts.ownersOf(['shared', 'unknown']);
    expect(reachOutIds.toSorted()).toEqual([one, other].toSorted());
    expect(await under(OLD).isWrittenElsewhere(one, 'shared')).toBe(true);
    expect(await under(OLD).isWrittenElsewhere(one, 'unknown')).toBe(false);
  });

  test('a thread of 500 messages is read with as few rows as one of five', async () => {
    const long = (count: number) => {
      const ids = Array.from({ length: count }, (_, at) => `m${at}`);
      const lines = ids.map((id): Line => ({ ...heard(id), isTold: true, toldWith: id }) as Line);
      const posts = Object.fromEntries(ids.map((id) => [`message:${id}`, { tries: 1, ts: `2.${id}` }]));
      return stored(lines, { posts: { card: { tries: 1, ts: '1.1' }, ...posts } });
    };
    const rowsRead = async (id: string) => {
      await sql`analyze`.execute(database.kysely);
      const { rows } = await database.kysely.executeQuery<{ 'QUERY PLAN': object }>({
        ...{ sql: `explain (analyze, format json) ${FIND}`, parameters: [id, now(), null] },
        ...{ query: { kind: 'RawNode' } as never, queryId: { queryId: 'rows' } as never },
      });
      return rowsIn(rows);
    };
    const [short, of500] = [await long(5), await long(500)];
    expect(await rowsRead(of500)).toBe(await rowsRead(short));
  });
});

/** All rows that the nodes of a plan have read, those that a filter has dropped among them. */
function rowsIn(plan: unknown): number {
  if (Array.isArray(plan)) return plan.reduce<number>((sum, one) => sum + rowsIn(one), 0);
  if (typeof plan !== 'object' || plan === null) return 0;
  return Object.entries(plan).reduce((sum, [name, value]) => {
    if (name === 'Actual Rows' || name.startsWith('Rows Removed')) return sum + Number(value);
    return sum + rowsIn(value);
  }, 0);
}
