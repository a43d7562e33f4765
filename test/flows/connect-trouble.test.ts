import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { FaultKind, FaultOrder } from '../../src/sandbox/connect/index.ts';
import { type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import { turningUntil } from '../support/clock.ts';
import { buttonsOf, callsFor, partsOf, reachOut, textOf, told } from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

const CHAT = '+12065550152 sms Hi';
const CALL = '+12065550152 voice Hi';
const INFINITE = Number.POSITIVE_INFINITY;

let world: World;
let ada: Person;

beforeAll(async () => {
  world = await startWorld({ database: 'postgres' });
  ada = world.slack.as(seedIds.ada);
});
afterEach(() => world.connect.clearFaults());
afterAll(() => world.stop());

/** Strikes calls that start a contact, and no other. */
function fault(order: FaultOrder, text = CHAT) {
  const operation = text === CHAT ? 'StartOutboundChatContact' : 'StartOutboundVoiceContact';
  return world.connect.fault({ ...order, operation });
}

/** Longer than what waits here has to wait before it is tried again. */
const hurry = () => world.turn(6);

async function startedOnce(id: string, world: World): Promise<void> {
  const reply = await turningUntil(world, told(world, id, 'contact_id'));
  await world.app.drain();
  const contacts = world.connect.contacts().filter(({ clientToken }) => clientToken === id);
  expect(contacts).toHaveLength(1);
  expect(reply.text).toContain(contacts[0]?.id);
  expect(partsOf(world, id, 'contact_id')).toHaveLength(1);
  const [card, ...twins] = partsOf(world, id, 'card');
  expect(twins).toEqual([]);
  expect(textOf(card!)).toContain('Accepted by Amazon Connect');
  const [first, ...repeats] = callsFor(world, id);
  for (const repeat of repeats) expect(repeat).toEqual(first);
}

describe('a refusal is told on the card, with its cause and one next step, and in the thread with the AWS request id', () => {
  test.each<[string, FaultKind, string, RegExp]>([
    [CHAT, 'invalid_request', 'InvalidRequestException', /flow or the sending number.*Ask whoever installed/],
    [CHAT, 'not_found', 'ResourceNotFoundException', /didn't find.*Ask whoever installed/],
    [CHAT, 'access_denied', 'AccessDeniedException', /isn't allowed to.*check its AWS permissions/],
    [CHAT, 'expired_token', 'ExpiredTokenException', /credentials are missing, wrong or expired.*renew them/],
    [CALL, 'other_region', 'InvalidActiveRegionException', /active in another region.*set that region/],
    [CHAT, 'conflict', 'ConflictException', /conflicts with this contact.*try again/],
    [CALL, 'invalid_request', 'InvalidRequestException', /refused the call.*check the voice settings/],
    [CALL, 'not_found', 'ResourceNotFoundException', /didn't find.*Ask whoever installed/],
    [CALL, 'access_denied', 'AccessDeniedException', /isn't allowed to.*check its AWS permissions/],
    [
      CALL,
      'destination_not_allowed',
      'DestinationNotAllowedException',
      /isn't enabled for calls.*AWS enable it/,
    ],
    [CALL, 'not_permitted', 'OutboundContactNotPermittedException', /switched off.*switch them on/],
  ])('%s: %s', async (text, kind, name, sentence) => {
    fault({ kind }, text);
    const id = await reachOut(world, ada, text);
    const reply = await told(world, id, 'milestone:failed');
    const requestId = world.connect.requests().find(({ requestBody }) => requestBody.includes(id))?.requestId;
    expect(reply.text).toBe(`:x: Not sent (${name}, AWS request id \`${requestId}\`)`);
    const card = await told(world, id, 'card', 'Not sent');
    expect(textOf(card)).toMatch(sentence);
    expect(textOf(card)).not.toContain(name);
    expect(reply.thread_ts).toBe(card.ts);
    expect(buttonsOf(card)).toEqual(['try_again']);
    await world.app.drain();
    expect(callsFor(world, id)).toHaveLength(1);
    expect(partsOf(world, id, 'contact_id')).toEqual([]);
  });

  test.each([403, 404, 407, 413])("HTTP %i of a proxy is not told as Amazon Connect's", async (status) => {
    fault({ kind: 'page', status });
    const id = await reachOut(world, ada);
    const { text } = await told(world, id, 'milestone:failed');
    expect(text).toBe(`:x: Not sent (HTTP ${status})`);
    const card = textOf(await told(world, id, 'card', 'Not sent'));
    expect(card).toMatch(/Something between Reach Out and AWS.*let Reach Out through/);
    expect(card).not.toMatch(/SyntaxError|Unknown|request id|isn't allowed/);
  });

  test('a number that AWS does not call by default has its warning on the card too', async () => {
    const id = await reachOut(world, ada, '+447400123456 voice Hi');
    const card = await told(world, id, 'card', 'Not sent');
    expect(textOf(card)).toMatch(/:warning: Amazon Connect doesn't call numbers beginning with \+447/);
    expect((await told(world, id, 'milestone:failed')).text).toContain('DestinationNotAllowedException');
  });
});

describe('a wait is told on the card, and ends in one contact under the same token', () => {
  test.each<[FaultKind, string]>([
    ['throttle', 'Amazon Connect is busy; trying until'],
    ['too_many_requests', 'Amazon Connect is busy; trying until'],
    ['limit_exceeded', 'at its limit of contacts at a time'],
  ])('%s', async (kind, sentence) => {
    fault({ kind });
    const id = await reachOut(world, ada);
    const card = await told(world, id, 'card', sentence);
    expect(textOf(card)).not.toMatch(/Exception|request id/);
    expect(buttonsOf(card)).toEqual(['cancel_reach_out']);
    hurry();
    await startedOnce(id, world);
    expect(callsFor(world, id)).toHaveLength(2);
  });

  test.each<[FaultKind, string]>([
    ['throttle', 'Amazon Connect is busy; trying until'],
    ['drop_before', "We don't know yet"],
  ])('%s again and again is told once', async (kind, sentence) => {
    const { slack } = world;
    fault({ kind, times: 4 });
    const versions: string[] = [];
    const stop = slack.subscribe((change) => {
      if (change.type !== 'message_posted' && change.type !== 'message_changed') return;
      const { metadata } = change.message;
      if (metadata?.event_payload.part !== 'card') return;
      versions.push(textOf(change.message));
    });
    const id = await reachOut(world, ada);
    for (let calls = 1; calls <= 4; calls++) {
      await world.connect.waitFor(() => callsFor(world, id).length === calls);
      await world.app.drain();
      world.turn(16);
    }
    await startedOnce(id, world);
    stop();
    expect(versions.some((version) => version.includes(sentence))).toBe(true);
    // No edit says what the card says already.
    expect(versions.filter((version, index) => version === versions[index - 1])).toEqual([]);
  });

  test('until it has waited too long: then nothing is sent any more', async () => {
    const quota = fault({ kind: 'limit_exceeded', times: INFINITE });
    const id = await reachOut(world, ada);
    await told(world, id, 'card', 'at its limit');
    const calls = callsFor(world, id).length;
    world.turn(15 * 60 + 1);
    const card = await told(world, id, 'card', 'Not sent: waited too long');
    const reply = await told(world, id, 'milestone:failed');
    expect(textOf(card)).toMatch(/at its limit of contacts at a time/);
    expect(reply.text).toMatch(/Not sent: waited too long \(LimitExceededException, AWS request id/);
    expect(buttonsOf(card)).toEqual(['try_again']);
    world.connect.cancelFault(quota.id);
    hurry();
    await world.app.drain();
    expect(callsFor(world, id)).toHaveLength(calls);
    expect(world.connect.contactsPerToken().get(id)).toBeUndefined();
  });
});

describe('an outcome that is not known is said so, and found out under the same token', () => {
  const orders: [string, FaultOrder][] = [
    ['drop_before', { kind: 'drop_before' }],
    ['drop_after', { kind: 'drop_after' }],
    ['an error inside AWS before the work', { kind: 'http_500' }],
    ['an error inside AWS after the work', { kind: 'http_500', afterProcessing: true }],
    ['503', { kind: 'http_503' }],
    ['an answer that cannot be read', { kind: 'malformed' }],
    ['a page of a proxy that waited too long', { kind: 'page', status: 408 }],
    ['a page of a proxy that says all is well', { kind: 'page', status: 200 }],
    ['a ContactId that is a number', { kind: 'other_id', contactId: 12 }],
    ['a ContactId that is markup', { kind: 'other_id', contactId: '<!channel>' }],
    ['an answer without a ContactId', { kind: 'other_id' }],
    ['an answer without an end', { kind: 'other_id', contactId: 'x'.repeat(3_000_000) }],
  ];
  test.each(orders)('%s', async (_, order) => {
    fault(order);
    const id = await reachOut(world, ada);
    const card = await told(world, id, 'card', "We don't know yet");
    expect(buttonsOf(card)).toEqual([]);
    expect(textOf(card)).toContain("Don't resend");
    await startedOnce(id, world);
  });

  test.each(['before', 'after'] as const)(
    'an answer that comes too late, the work done %s the wait',
    async (when) => {
      const hasty = await startWorld({ database: 'postgres', overrides: { connectDeadlineMs: 300 } });
      const order: FaultOrder = { kind: 'delay', ms: 600, when: when === 'before' ? 'after' : 'before' };
      hasty.connect.fault({ ...order, operation: 'StartOutboundChatContact' });
      const id = await reachOut(hasty, hasty.slack.as(seedIds.ada));
      await told(hasty, id, 'card', "We don't know yet");
      await startedOnce(id, hasty);
      await hasty.stop();
    },
  );

  test('an answer that the lost call need not have met settles nothing', async () => {
    fault({ kind: 'drop_after' });
    fault({ kind: 'access_denied' });
    fault({ kind: 'limit_exceeded' });
    const id = await reachOut(world, ada);
    await told(world, id, 'card', "We don't know yet");
    await turningUntil(
      world,
      world.connect.waitFor(() => callsFor(world, id).length === 3),
    );
    await world.app.drain();
    hurry();
    await startedOnce(id, world);
    expect(callsFor(world, id)).toHaveLength(4);
    expect(partsOf(world, id, 'milestone:failed')).toEqual([]);
  });

  test('an answer that it must have met does', async () => {
    fault({ kind: 'drop_before' });
    fault({ kind: 'invalid_request' });
    const id = await reachOut(world, ada);
    await told(world, id, 'milestone:failed');
    await told(world, id, 'card', 'refused');
    expect(world.connect.contactsPerToken().get(id)).toBeUndefined();
  });

  test('never by a call later than two minutes after the first', async () => {
    fault({ kind: 'drop_before', times: INFINITE });
    const id = await reachOut(world, ada);
    await told(world, id, 'card', "We don't know yet");
    world.turn(121);
    const card = await told(world, id, 'card', "We don't know whether this was sent");
    const calls = callsFor(world, id).length;
    expect(textOf(card)).toContain('before you send it again');
    await told(world, id, 'milestone:unresolved', "We don't know whether this was sent");
    expect(buttonsOf(card)).toEqual([]);
    world.connect.clearFaults();
    hurry();
    await world.app.drain();
    expect(callsFor(world, id)).toHaveLength(calls);
    expect(world.connect.contacts().some(({ clientToken }) => clientToken === id)).toBe(false);
  });

  test('also when the app is restarted while it is being found out', async () => {
    fault({ kind: 'drop_after', times: 2 });
    const id = await reachOut(world, ada);
    await told(world, id, 'card', "We don't know yet");
    await world.restart();
    hurry();
    await startedOnce(id, world);
  });
});

describe('credentials', () => {
  type Source = () => Promise<{ accessKeyId: string; secretAccessKey: string }>;
  const wrong = { accessKeyId: 'AKIAWRONG', secretAccessKey: 'wrong' };
  const failing =
    (name: string, $metadata = {}) =>
    () =>
      Promise.reject(Object.assign(new Error('AKIAWRONG'), { name, $metadata }));
  const answered = { httpStatusCode: 403, requestId: 'request-1' };

  test.each<[string, Source, string]>([
    ['that AWS refuses', async () => wrong, 'UnrecognizedClientException, AWS request id'],
    ['that are missing', failing('CredentialsProviderError'), '(CredentialsProviderError)'],
    [
      'whose role STS refuses',
      failing('AccessDenied', answered),
      '(AccessDenied, AWS request id `request-1`)',
    ],
    ['whose token STS refuses', failing('InvalidIdentityToken', answered), '(InvalidIdentityToken, AWS'],
    ['that never come', () => new Promise(() => {}), 'Not sent'],
  ])('%s are named as the cause, and nothing is sent', async (_, credentials, reference) => {
    const stranger = await startWorld({
      overrides: {
        connect: { endpoint: world.connect.url, region: world.connect.seed.region, credentials },
        connectDeadlineMs: 300,
      },
    });
    const id = await reachOut(stranger, stranger.slack.as(seedIds.ada));
    const { text } = await told(stranger, id, 'milestone:failed');
    expect(text).toContain(reference);
    expect(text).not.toContain('AKIAWRONG');
    await told(
      stranger,
      id,
      'card',
      "credentials are missing, wrong or expired, or couldn't be fetched in time",
    );
    await stranger.stop();
    expect(stranger.logged()).not.toContain('AKIAWRONG');
  });
});

describe("a machine's clock", () => {
  afterEach(() => world.connect.setClockAhead(0));

  test.each([-3600, 3600])(
    'that is %i s off is made up for, once more under the same token',
    async (seconds) => {
      world.connect.setClockAhead(seconds * 1000);
      const id = await reachOut(world, ada);
      await startedOnce(id, world);
    },
  );

  test('that AWS goes on refusing is named as the cause', async () => {
    fault({ kind: 'clock_skew', times: INFINITE });
    const id = await reachOut(world, ada);
    await told(world, id, 'card', "The clock of Reach Out's machine is wrong");
    await told(world, id, 'milestone:failed');
    expect(callsFor(world, id)).toHaveLength(2);
  });
});
