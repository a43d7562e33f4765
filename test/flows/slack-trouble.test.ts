import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { appDirectMessageId, type FaultKind, type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import { turningUntil } from '../support/clock.ts';
import { contactOf } from '../support/following.ts';
import { buttonsOf, callsFor, openByCommand, partsOf, reachOut, textOf, told } from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

/** Where Slack may be late it is waited for so long; elsewhere a busy machine is to make no time-out of its own. */
const DEADLINE_MS = 1_000;

let world: World;
let hasty: World;
let ada: Person;

beforeAll(async () => {
  [world, hasty] = await Promise.all([
    startWorld({ database: 'postgres' }),
    startWorld({ overrides: { slackDeadlineMs: DEADLINE_MS } }),
  ]);
  ada = world.slack.as(seedIds.ada);
});
afterEach(async () => {
  world.slack.faults.clear();
  world.connect.clearFaults();
  await world.app.drain();
  // What is slowed down in one test would have the next one miss what its card says for a second.
  await world.sql("delete from pace where name like '%:%'");
});
afterAll(() => Promise.all([world.stop(), hasty.stop()]));

/** A fault that strikes one part of one reach-out's thread. */
const post = (part: string, kind: FaultKind, times = 1, there = world) =>
  there.slack.fault({
    method: 'chat.postMessage',
    when: ({ metadata }) => String(metadata).includes(`"${part}"`),
    times,
    ...kind,
  });

/** Pauses between two tries are turned over. */
async function oneOfEach(id: string, there = world): Promise<void> {
  await turningUntil(there, told(there, id, 'contact_id'));
  await turningUntil(there, told(there, id, 'card', 'Accepted by Amazon Connect'));
  await isOneOfEach(id, there);
}

async function isOneOfEach(id: string, there = world, timeoutMs = 20_000): Promise<void> {
  const reply = await told(there, id, 'contact_id', '', timeoutMs);
  await told(there, id, 'card', 'Accepted by Amazon Connect', timeoutMs);
  await there.slack.waitFor(
    () => partsOf(there, id, 'card').length === 1 && partsOf(there, id, 'contact_id').length === 1,
    { timeoutMs },
  );
  const [card] = partsOf(there, id, 'card');
  expect(reply.thread_ts).toBe(card?.ts);
  expect(callsFor(there, id)).toHaveLength(1);
}

describe.each(['card', 'contact_id'])('posting the %s', (part) => {
  test.each<[string, FaultKind]>([
    ['the connection breaks after Slack has done it', { kind: 'drop_after' }],
    ['the connection breaks before', { kind: 'drop_before' }],
    ['Slack answers 500', { kind: 'http_500' }],
    ['Slack answers with something else', { kind: 'malformed' }],
    ['Slack says internal_error', { kind: 'error', error: 'internal_error' }],
    ['Slack answers too late', { kind: 'delay', ms: 2 * DEADLINE_MS }],
  ])('when %s: one message stands', async (_, kind) => {
    const there = kind.kind === 'delay' ? hasty : world;
    const fault = post(part, kind, 1, there);
    const id = await reachOut(there, there.slack.as(seedIds.ada));
    await oneOfEach(id, there);
    expect(fault.used).toBe(1);
  });

  test('a late twin is removed', async () => {
    const late: FaultKind = { kind: 'delay', ms: 4 * DEADLINE_MS, beforeProcessing: true };
    post(part, late, 1, hasty);
    const id = await reachOut(hasty, hasty.slack.as(seedIds.ada));
    await told(hasty, id, 'contact_id');
    await hasty.slack.waitFor(() => partsOf(hasty, id, part).length === 2);
    hasty.turn(4);
    await oneOfEach(id, hasty);
  });
});

describe('Slack asks to slow down', () => {
  test('the contact starts all the same; the card comes when Slack allows it, then the reply', async () => {
    const fault = post('card', { kind: 'rate_limited', retryAfterSeconds: 2 });
    const asked = world.now().getTime();
    const id = await world.holding(async () => {
      const sent = await reachOut(world, ada);
      await world.connect.waitFor(() => callsFor(world, sent).length === 1);
      return sent;
    });
    expect(partsOf(world, id, 'card')).toEqual([]);
    await isOneOfEach(id);
    const [card] = partsOf(world, id, 'card');
    expect(Number(card?.ts) * 1000 - asked).toBeGreaterThan(1900);
    expect(fault.used).toBe(1);
  });

  test('that conversation is paced at one a second until its queue is empty; others are not', async () => {
    const fault = world.slack.fault({
      method: 'chat.postMessage',
      conversation: seedIds.support,
      kind: 'rate_limited',
      retryAfterSeconds: 3,
    });
    const ids = [await reachOut(world, ada)];
    // What goes out before the 429 is known is not what this is about.
    await world.slack.waitFor(() => fault.used === 1);
    await world.app.drain();
    ids.push(await reachOut(world, ada));
    const elsewhere = await reachOut(world, ada, '+12065550152 sms Hi', '#vip');
    const free = await told(world, elsewhere, 'contact_id');
    for (const id of ids) await isOneOfEach(id, world, 15_000);
    const times = ids
      .flatMap((id) => [...partsOf(world, id, 'card'), ...partsOf(world, id, 'contact_id')])
      .map(({ ts }) => Number(ts))
      .sort((a, b) => a - b);
    expect(times).toHaveLength(4);
    expect(Number(free.ts)).toBeLessThan(times[1]!);
    const gaps = times.slice(2).map((time, index) => time - times[index + 1]!);
    for (const gap of gaps) expect(gap).toBeGreaterThan(0.8);
  });

  /** A reach-out whose card stands and has to be edited soon. */
  async function waiting(): Promise<string> {
    world.connect.fault({ kind: 'throttle', operation: 'StartOutboundChatContact' });
    const id = await reachOut(world, ada);
    await told(world, id, 'card', 'Amazon Connect is busy');
    return id;
  }

  test.each<[string, FaultKind]>([
    ['too fast', { kind: 'rate_limited', retryAfterSeconds: 1 }],
    ['nothing at all', { kind: 'drop_before' }],
    ['internal_error', { kind: 'error', error: 'internal_error' }],
  ])('an edit that Slack answers with %s is made again', async (_, kind) => {
    const id = await waiting();
    const [card] = partsOf(world, id, 'card');
    const fault = world.slack.fault({ method: 'chat.update', when: ({ ts }) => ts === card?.ts, ...kind });
    await turningUntil(world, told(world, id, 'card', 'Accepted by Amazon Connect', 10_000));
    expect(fault.used).toBe(1);
    await told(world, id, 'contact_id');
    expect(partsOf(world, id, 'contact_id')).toHaveLength(1);
  });

  test('an edit that Slack refuses for good leaves the rest of the thread alone', async () => {
    const id = await waiting();
    const [card] = partsOf(world, id, 'card');
    const refusal = world.slack.fault({
      method: 'chat.update',
      kind: 'error',
      error: 'cant_update_message',
      times: 9,
      // Other reach-outs of this world are followed meanwhile, and their cards edited.
      when: ({ ts }) => ts === card?.ts,
    });
    await told(world, id, 'contact_id');
    await world.app.drain();
    // Once for each version of the card, at most.
    const [row] = await world.sql<{ version: number }>('select version from reach_out where id = $1', [id]);
    expect(refusal.used).toBeLessThanOrEqual(row?.version ?? 0);
    expect(partsOf(world, id, 'card')).toHaveLength(1);
  });
});

describe('Slack takes no message with that content', () => {
  const part = (name: string, error: string, times: number) => post(name, { kind: 'error', error }, times);

  test.each([
    ['card', 'invalid_blocks'],
    ['card', 'msg_too_long'],
    ['contact_id', 'invalid_blocks'],
  ])('%s, %s: it stays where it is, and is told in plain text', async (name, error) => {
    part(name, error, 1);
    const id = await reachOut(world, ada);
    await oneOfEach(id);
    const [told] = partsOf(world, id, name);
    expect(told?.conversation).toBe(seedIds.support);
    expect(told?.blocks ?? []).toEqual([]);
    expect(told?.text).toMatch(/^SMS to|ContactId/);
  });

  test('nor in plain text: the rest is told, and an operator sees it', async () => {
    part('contact_id', 'invalid_blocks', 2);
    const id = await reachOut(world, ada);
    await told(world, id, 'card', 'Accepted by Amazon Connect');
    await world.app.drain();
    expect(partsOf(world, id, 'contact_id')).toEqual([]);
    const [row] = await world.sql(
      "select post ->> 'refused' as refused from post where part = 'contact_id' and reach_out_id = $1",
      [id],
    );
    expect(row).toEqual({ refused: 'invalid_blocks' });
    expect(world.logged()).toMatch(
      /"level":50,[^\n]*"action":"post contact_id"[^\n]*"error":"invalid_blocks"/,
    );
  });

  test('an edit: in plain text as well', async () => {
    const refusal = world.slack.fault({ method: 'chat.update', kind: 'error', error: 'invalid_blocks' });
    const id = await reachOut(world, ada);
    const card = await told(world, id, 'card', 'Accepted by Amazon Connect');
    expect(refusal.used).toBe(1);
    expect([card.conversation, card.blocks ?? []]).toEqual([seedIds.support, []]);
  });
});

test('a post of unknown outcome is found among however many messages have come since', async () => {
  const { slack } = world;
  const lost = post('card', { kind: 'drop_after' });
  const chatter = slack.subscribe((change) => {
    if (change.type !== 'message_posted' || change.message.metadata?.event_payload.part !== 'card') return;
    chatter();
    for (let n = 0; n < 1_100; n++) ada.post('#support', `Message ${n}`);
  });
  const id = await reachOut(world, ada);
  await oneOfEach(id);
  expect(lost.used).toBe(1);
});

describe('the conversation cannot be written in any more', () => {
  const dm = appDirectMessageId(seedIds.ada);

  test.each(['is_archived', 'not_in_channel', 'channel_not_found', 'restricted_action'])(
    '%s: the thread goes to the requester in a direct message',
    async (error) => {
      world.slack.fault({
        method: 'chat.postMessage',
        conversation: seedIds.support,
        kind: 'error',
        error,
        times: 9,
      });
      const id = await reachOut(world, ada);
      const reply = await told(world, id, 'contact_id');
      await oneOfEach(id);
      const [card] = partsOf(world, id, 'card');
      expect([card?.conversation, reply.conversation]).toEqual([dm, dm]);
      expect(textOf(card!)).toContain("couldn't post where it was asked for");
    },
  );

  test('archived after the card: the rest is told in a direct message', async () => {
    world.connect.fault({ kind: 'throttle', operation: 'StartOutboundChatContact' });
    const id = await reachOut(world, ada, '+12065550152 sms Hi', '#vip');
    await told(world, id, 'card', 'Amazon Connect is busy');
    world.slack.conversation('#vip').is_archived = true;
    const reply = await told(world, id, 'contact_id', '', 10_000);
    world.slack.conversation('#vip').is_archived = false;
    expect(reply.conversation).toBe(dm);
    expect(partsOf(world, id, 'card').map(({ conversation }) => conversation)).toContain(dm);
  });

  describe.each<['public' | 'private', string, string]>([
    ['public', '#support', 'Call ended by the customer'],
    ['private', '#vip', 'Call ended by the customer'],
  ])('the app is removed from a %s one under way', (_, place, end) => {
    test('the rest is told in a direct message, and the card left behind is edited when it can be again', async () => {
      const { slack, connect } = world;
      const id = await reachOut(world, ada, '+12065550152 call Hi', place);
      const { id: contactId } = await contactOf(world, id);
      connect.world.answer(contactId);
      world.turn(6);
      const left = await turningUntil(world, told(world, id, 'card', 'Answered', 10_000));
      await turningUntil(world, told(world, id, 'contact_id', 'answered'));
      slack.setMembership(place, seedIds.botUser, false);
      slack.fault({
        ...{ method: 'chat.update', kind: 'error', error: 'not_in_channel', times: 9 },
        when: ({ ts }) => place === '#support' && ts === left.ts,
      });
      connect.world.hangUp(contactId);
      world.turn(15);
      const here = (part: string) => partsOf(world, id, part).find(({ conversation }) => conversation === dm);
      await turningUntil(
        world,
        slack.waitFor(() => textOf(here('card') ?? left).includes(end)),
      );
      await slack.waitFor(() => here('contact_id')?.text.includes('answered'));
      await world.app.drain();
      const old = () => slack.messages(left.conversation).find(({ ts }) => ts === left.ts);
      expect(textOf(old()!)).toContain('Answered');
      const seen = ada.ephemerals.length;
      await ada.press('stop_contact', { conversation: left.conversation, ts: left.ts });
      await slack.waitFor(() => ada.ephemerals[seen]?.text.includes("isn't running"));

      slack.setMembership(place, seedIds.botUser, true);
      slack.faults.clear();
      world.turn(16);
      await turningUntil(
        world,
        slack.waitFor(() => textOf(old()!).includes(end)),
      );
      expect(buttonsOf(old()!)).not.toContain('stop_contact');
      expect(partsOf(world, id, 'card')).toHaveLength(2);
    });
  });

  test('a pause of a day is asked for: it is told in a direct message, and nothing waits for that long', async () => {
    const { slack } = world;
    const id = await told(world, await reachOut(world, ada), 'contact_id').then(({ metadata }) =>
      String(metadata?.event_payload.reach_out_id),
    );
    slack.fault({
      ...{ method: 'chat.postMessage', kind: 'rate_limited', retryAfterSeconds: 86_400 },
      ...{ conversation: seedIds.support, times: Number.POSITIVE_INFINITY },
    });
    const moved = await told(world, await reachOut(world, ada), 'contact_id');
    expect(moved.conversation).toBe(dm);
    // The next one finds the place slowed down already.
    const next = await reachOut(world, ada);
    await world.app.drain();
    world.turn(61);
    expect((await told(world, next, 'contact_id')).conversation).toBe(dm);
    slack.faults.clear();
    world.turn(61);
    const back = await told(world, await reachOut(world, ada), 'contact_id');
    expect(back.conversation).toBe(seedIds.support);
    expect(partsOf(world, id, 'card')).toHaveLength(1);
  });

  test('nor is a direct message possible: the contact is started once, and the work ends', async () => {
    const refusal = world.slack.fault({
      method: 'chat.postMessage',
      kind: 'error',
      error: 'channel_not_found',
      times: 99,
    });
    const id = await reachOut(world, ada);
    await world.slack.waitFor(() => refusal.used === 2);
    await world.app.drain();
    expect(refusal.used).toBe(2);
    expect(callsFor(world, id)).toHaveLength(1);
    const [row] = await world.sql('select silence from reach_out where id = $1', [id]);
    expect(row).toEqual({ silence: 'channel_not_found' });
  });

  test('Slack refuses the app for a while: nothing is lost', async () => {
    const revoked = world.slack.fault({
      method: 'chat.postMessage',
      kind: 'error',
      error: 'account_inactive',
      times: 2,
    });
    const id = await reachOut(world, ada);
    await oneOfEach(id);
    expect(revoked.used).toBe(2);
  });

  test('Slack refuses the app while Amazon Connect wants pauses: neither holds up the other', async () => {
    const refusal: FaultKind = { kind: 'error', error: 'account_inactive' };
    const revoked = world.slack.fault({ method: 'chat.postMessage', times: 99, ...refusal });
    world.connect.fault({ kind: 'throttle', operation: 'StartOutboundChatContact', times: 2 });
    const id = await reachOut(world, ada);
    await turningUntil(
      world,
      world.connect.waitFor(() => callsFor(world, id).length === 3),
    );
    await turningUntil(
      world,
      world.slack.waitFor(() => revoked.used > 2),
    );
    world.slack.faults.clear();
    await turningUntil(world, told(world, id, 'contact_id'));
    await world.app.drain();
    expect(callsFor(world, id)).toHaveLength(3);
  });
});

describe('opening the modal fails', () => {
  const SORRY = 'Something went wrong on our side, and nothing was sent';

  test('the command is answered privately', async () => {
    world.slack.fault({ method: 'views.open', kind: 'error', error: 'expired_trigger_id' });
    const before = ada.ephemerals.length;
    expect(await ada.command('#support', '/reach-out')).toMatchObject({ kind: 'acknowledged' });
    await world.slack.waitFor(() => ada.ephemerals.slice(before).some(({ text }) => text.includes(SORRY)));
  });

  test('so is the shortcut of a message', async () => {
    world.slack.fault({ method: 'views.open', kind: 'http_500' });
    const before = ada.ephemerals.length;
    const { ts } = ada.post('#support', 'Call +1 206 555 0152');
    await ada.messageShortcut('reach_out_from_message', '#support', ts);
    await world.slack.waitFor(() => ada.ephemerals.slice(before).some(({ text }) => text.includes(SORRY)));
  });

  test('and the global one in a direct message', async () => {
    world.slack.fault({ method: 'views.open', kind: 'drop_before' });
    await ada.globalShortcut('reach_out');
    await world.slack.waitFor(() => ada.messages('app').some(({ text }) => text.includes(SORRY)));
  });

  test('and the next time it opens', async () => {
    expect(await openByCommand(world, ada, '+12065550152')).toBeDefined();
  });
});
