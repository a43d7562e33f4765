import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FaultOrder } from '../../src/sandbox/connect/index.ts';
import { type FaultKind, seedIds } from '../../src/sandbox/slack/index.ts';
import { turningUntil } from '../support/clock.ts';
import { callsFor, openByCommand, partsOf, reachOut, reachOutIdOf, send, told } from '../support/steps.ts';
import { startWorld, type World, type WorldOptions } from '../support/world.ts';

/** Where answers may be late they are waited for so long; a delay beyond it is a time-out. */
const DEADLINE_MS = 1_000;
const LATE_MS = 3_000;

/** Where all are waited for as long as by default, so that a busy machine makes no time-out of its own. */
let world: World;
/** Where Amazon Connect is late. */
let connectIsLate: World;
/** Where Slack is. */
let slackIsLate: World;
/** Where Slack slows down posts and edits, which are paced there from then on. */
let slowedDown: World;
/** The titles that a card has shown, one after the other, by reach-out. */
const shown = new Map<string, string[]>();
/** How often a message was posted, by reach-out and part; a late twin counts. */
const posted = new Map<string, number>();

beforeAll(async () => {
  [world, connectIsLate, slackIsLate, slowedDown] = await Promise.all([
    startWatched({}),
    startWatched({ connectDeadlineMs: DEADLINE_MS }),
    startWatched({ slackDeadlineMs: DEADLINE_MS }),
    startWatched({}),
  ]);
});
afterAll(() => Promise.all([world, connectIsLate, slackIsLate, slowedDown].map((one) => one.stop())));

async function startWatched(overrides: WorldOptions['overrides'] & {}): Promise<World> {
  const started = await startWorld({ overrides });
  started.slack.subscribe((change) => {
    if (change.type !== 'message_posted' && change.type !== 'message_changed') return;
    const { metadata, text } = change.message;
    const { reach_out_id: id, part } = metadata?.event_payload ?? {};
    const key = `${id} ${part}`;
    if (change.type === 'message_posted') posted.set(key, (posted.get(key) ?? 0) + 1);
    if (part !== 'card') return;
    const title = TITLES.find((one) => text.includes(`: ${one}`)) ?? text;
    const titles = shown.get(String(id)) ?? [];
    if (titles.at(-1) !== title) shown.set(String(id), [...titles, title]);
  });
  return started;
}

const ACCEPTED = 'Accepted by Amazon Connect';
const NOT_KNOWN = "We don't know yet whether this was sent";
const WAITING = 'Waiting, not sent yet';
const TITLES = ['Starting…', ACCEPTED, NOT_KNOWN, WAITING];

function contactsOf(id: string, there = world): number {
  return there.connect.contactsPerToken().get(id) ?? 0;
}

/** What a person must find in the end; pauses between two tries are turned over. */
async function expectStartedByTurning(id: string, there = world): Promise<void> {
  await turningUntil(there, expectStarted(id, there));
}

/** The same, where Slack is late by its own clock. */
async function expectStarted(id: string, there: World): Promise<void> {
  await told(there, id, 'card', ACCEPTED, 30_000);
  await told(there, id, 'contact_id', '', 30_000);
  await there.slack.waitFor(
    () => partsOf(there, id, 'card').length === 1 && partsOf(there, id, 'contact_id').length === 1,
    { timeoutMs: 30_000, what: 'one card and one ContactId' },
  );
  expect(contactsOf(id, there)).toBe(1);
}

describe('Amazon Connect fails once at the start of a contact', () => {
  const rows: { fault: Omit<FaultOrder, 'operation'>; reads: string }[] = [
    { fault: { kind: 'throttle' }, reads: WAITING },
    { fault: { kind: 'too_many_requests' }, reads: WAITING },
    { fault: { kind: 'limit_exceeded' }, reads: WAITING },
    { fault: { kind: 'http_500' }, reads: NOT_KNOWN },
    { fault: { kind: 'http_500', afterProcessing: true }, reads: NOT_KNOWN },
    { fault: { kind: 'http_503' }, reads: NOT_KNOWN },
    { fault: { kind: 'drop_before' }, reads: NOT_KNOWN },
    { fault: { kind: 'drop_after' }, reads: NOT_KNOWN },
    { fault: { kind: 'delay', ms: LATE_MS }, reads: NOT_KNOWN },
    { fault: { kind: 'delay', ms: LATE_MS, when: 'after' }, reads: NOT_KNOWN },
    { fault: { kind: 'malformed' }, reads: NOT_KNOWN },
  ];
  test.each(rows)('$fault: reads "$reads", then that it was accepted', async ({ fault, reads }) => {
    const there = fault.kind === 'delay' ? connectIsLate : world;
    there.connect.fault({ ...fault, operation: 'StartOutboundChatContact' });
    const id = await reachOut(there, there.slack.as(seedIds.ada));
    await expectStartedByTurning(id, there);
    expect(shown.get(id)).toEqual(expect.arrayContaining([reads, ACCEPTED]));
    expect(shown.get(id)?.at(-1)).toBe(ACCEPTED);
    // A call that is given up is on record when it has been answered all the same.
    await there.connect.waitFor(() => callsFor(there, id).length > 1);
  });
});

describe('Amazon Connect refuses', () => {
  const rows: { kind: FaultOrder['kind']; says: string }[] = [
    { kind: 'invalid_request', says: 'refused the message as invalid' },
    { kind: 'not_found', says: "didn't find the instance" },
    { kind: 'access_denied', says: "isn't allowed to start this contact" },
    { kind: 'conflict', says: 'conflicts with this contact' },
  ];
  test.each(rows)('$kind: not sent, and why', async ({ kind, says }) => {
    world.connect.fault({ kind, operation: 'StartOutboundChatContact' });
    const id = await reachOut(world, world.slack.as(seedIds.ada));
    await told(world, id, 'milestone:failed', 'Not sent', 30_000);
    await told(world, id, 'card', says, 30_000);
    expect(contactsOf(id)).toBe(0);
    expect(callsFor(world, id)).toHaveLength(1);
  });
});

const SLACK_FAULTS: FaultKind[] = [
  { kind: 'rate_limited' },
  { kind: 'error', error: 'internal_error' },
  { kind: 'http_500' },
  { kind: 'drop_before' },
  { kind: 'drop_after' },
  { kind: 'delay', ms: LATE_MS },
  { kind: 'delay', ms: LATE_MS, beforeProcessing: true },
  { kind: 'malformed' },
];

function whereSlack({ kind }: FaultKind): World {
  if (kind === 'rate_limited') return slowedDown;
  return kind === 'delay' ? slackIsLate : world;
}

describe('Slack fails once', () => {
  const steps = [
    { step: 'the card', method: 'chat.postMessage', part: 'card' },
    { step: 'the ContactId', method: 'chat.postMessage', part: 'contact_id' },
    { step: "the card's edit", method: 'chat.update', part: 'card' },
  ];
  const rows = steps.flatMap((step) => SLACK_FAULTS.map((fault) => ({ ...step, fault })));
  /** All at once, for late twins are looked for after seconds. */
  const under = new Map<object, Promise<string>>();
  beforeAll(async () => {
    for (const row of rows) {
      const { method, part, fault } = row;
      const there = whereSlack(fault);
      const ada = there.slack.as(seedIds.ada);
      const id = reachOutIdOf(await openByCommand(there, ada, '+1 206 555 0152 sms Hi there'));
      const when = (args: { [key: string]: unknown }) => {
        const metadata = String(args.metadata);
        return metadata.includes(id) && metadata.includes(`"part":"${part}"`);
      };
      there.slack.fault({ ...fault, method, when });
      await send(ada);
      const isTwice = fault.kind === 'delay' && fault.beforeProcessing && method === 'chat.postMessage';
      const hasCome = () => !isTwice || (posted.get(`${id} ${part}`) ?? 0) > 1;
      const ended = expectStarted(id, there)
        .then(() => there.slack.waitFor(hasCome, { timeoutMs: 30_000, what: 'the late twin' }))
        .then(() => expectStarted(id, there))
        .then(() => id);
      ended.catch(() => {});
      under.set(row, ended);
    }
  }, 60_000);

  test.each(rows)('$step, $fault: one card, one ContactId, one contact', async (row) => {
    const id = await under.get(row)!;
    const there = whereSlack(row.fault);
    await there.app.drain();
    const cards = partsOf(there, id, 'card');
    expect(cards).toHaveLength(1);
    expect(cards[0]?.text).toContain(ACCEPTED);
    expect(callsFor(there, id)).toHaveLength(1);
  });
});

test('an edit that Slack carries out late sets the card back for seconds only', async () => {
  const { slack, connect } = slackIsLate;
  const ada = slack.as(seedIds.ada);
  const id = reachOutIdOf(await openByCommand(slackIsLate, ada, '+1 206 555 0152 sms Hi there'));
  const tellsDoubt = (args: { [key: string]: unknown }) =>
    String(args.metadata).includes(id) && String(args.text).includes(NOT_KNOWN);
  slack.fault({ kind: 'delay', ms: 5_000, beforeProcessing: true, method: 'chat.update', when: tellsDoubt });
  connect.fault({ kind: 'drop_before', operation: 'StartOutboundChatContact' });
  await send(ada);
  const hasShown = (...titles: string[]) =>
    slack.waitFor(() => shown.get(id)?.slice(-titles.length).join() === titles.join(), {
      timeoutMs: 30_000,
      what: titles.join(', '),
    });
  await hasShown(ACCEPTED, NOT_KNOWN);
  // The second look at the latest, where the first came before the late edit.
  slackIsLate.turn(20);
  await hasShown(ACCEPTED, NOT_KNOWN, ACCEPTED);
});

describe('a look for a post of unknown outcome fails as well', () => {
  const kinds = ['rate_limited', 'http_500', 'drop_after', 'malformed'];
  test.each(SLACK_FAULTS.filter(({ kind }) => kinds.includes(kind)))(
    '$kind: one card all the same',
    async (fault) => {
      const { slack } = world;
      const ada = slack.as(seedIds.ada);
      const id = reachOutIdOf(await openByCommand(world, ada, '+1 206 555 0152 sms Hi there'));
      const isCard = ({ metadata }: { [key: string]: unknown }) => String(metadata).includes(id);
      slack.fault({ kind: 'drop_after', method: 'chat.postMessage', when: isCard });
      const history = slack.fault({ ...fault, method: 'conversations.history' });
      await send(ada);
      await expectStartedByTurning(id);
      expect(history.used).toBe(1);
    },
  );
});

describe('Slack fails while a person waits', () => {
  test.each(SLACK_FAULTS)(
    'look-ups, $kind: the person is told, and the next press goes through',
    async (fault) => {
      const there = fault.kind === 'delay' ? slackIsLate : world;
      const ada = there.slack.as(seedIds.ada);
      await openByCommand(there, ada, '+1 206 555 0152 sms Hi there');
      // What was looked up for the modal is known no more.
      await there.restart();
      const person = there.slack.fault({ ...fault, method: 'users.info' });
      const place = there.slack.fault({ ...fault, method: 'conversations.info' });
      const says = { message: expect.stringContaining('nothing was sent. Press the button again') };
      expect(await ada.submit()).toMatchObject({ kind: 'errors', errors: says });
      await expectStartedByTurning(await send(ada), there);
      expect([person.used, place.used]).toEqual([1, 1]);
    },
  );

  test.each(SLACK_FAULTS.filter(({ kind }) => !['delay', 'drop_after', 'malformed'].includes(kind)))(
    'the modal does not open, $kind: the person is told',
    async (fault) => {
      const ada = world.slack.as(seedIds.ada);
      const before = ada.ephemerals.length;
      world.slack.fault({ ...fault, method: 'views.open' });
      await ada.command('#support', '/reach-out');
      const notice = await world.slack.waitFor(() => ada.ephemerals[before]);
      expect(notice.text).toContain('nothing was sent');
    },
  );
});

test('contacts that cannot be asked for at first are told to have ended later', async () => {
  const { connect } = world;
  const ids: string[] = [];
  for (const kind of ['throttle', 'http_500', 'drop_before', 'drop_after', 'malformed'] as const) {
    connect.fault({ kind, operation: 'DescribeContact' });
    const id = await reachOut(world, world.slack.as(seedIds.ada), '+1 206 555 0152 call Hi there');
    await expectStartedByTurning(id);
    ids.push(id);
    connect.world.busy(connect.contacts().find(({ clientToken }) => clientToken === id)?.id ?? '');
  }
  await turningUntil(world, Promise.all(ids.map((id) => told(world, id, 'milestone:ended', 'usy', 60_000))));
  for (const id of ids) expect(partsOf(world, id, 'milestone:ended')).toHaveLength(1);
  expect(connect.faults()).toEqual([]);
});
