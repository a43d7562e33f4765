import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { type Person, seedIds } from '../../src/sandbox/slack/index.ts';
import { callsFor, openByCommand, reachOut, send, textOf, told } from '../support/steps.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
let ada: Person;

beforeAll(async () => {
  world = await startWorld({ env: { CONNECT_SMS_OPT_OUT_LIST: 'Default' } });
  ada = world.slack.as(seedIds.ada);
});
afterEach(() => world.connect.clearFaults());
afterAll(() => world.stop());

/** How often AWS's list was asked for a number. */
const asked = (number: string) =>
  world.connect
    .requests()
    .filter(
      ({ operation, requestBody }) => operation === 'DescribeOptedOutNumbers' && requestBody.includes(number),
    ).length;

const NOT_CHECKED = "Not checked against AWS's opt-out list";
const operation = 'DescribeOptedOutNumbers';

test('a number that has not opted out goes, and is asked for once', async () => {
  const id = await reachOut(world, ada, '+1 206 555 0170 sms Hi');
  expect(textOf(await told(world, id, 'card', 'Accepted'))).not.toContain(NOT_CHECKED);
  expect(asked('+12065550170')).toBe(1);
});

test('one that has opted out is refused at the form, for SMS alone', async () => {
  const id = await reachOut(world, ada, '+1 206 555 0171 sms Hi');
  await told(world, id, 'contact_id');
  world.connect.world.customerReply(world.connect.contacts().at(-1)?.id ?? '', 'STOP');
  // What was asked a moment ago is remembered.
  await world.restart();
  await openByCommand(world, ada, '+1 206 555 0171 sms Again');
  expect(await ada.submit()).toMatchObject({
    errors: {
      phone: expect.stringMatching(
        /^This number has opted out of text messages since \d+ \w+ \d{4}, and AWS delivers none to it\./,
      ),
    },
  });
  await ada.choose('channel', 'whatsapp');
  await told(world, await send(ada), 'card', 'Accepted');
});

test.each([
  ['that fails', { kind: 'http_500', operation }],
  ['that does not come in time', { kind: 'delay', operation, ms: 1500 }],
  ['that says there is no such list', { kind: 'not_found', operation }],
] as const)('an answer %s stops nothing, and is said on the card', async (_, fault) => {
  world.connect.fault({ ...fault, times: Number.POSITIVE_INFINITY });
  const number = `+1206555018${fault.kind.length % 10}`;
  await openByCommand(world, ada, `${number} sms Hi`);
  const began = performance.now();
  const id = await send(ada);
  expect(performance.now() - began).toBeLessThan(2500);
  await told(world, id, 'card', NOT_CHECKED);
  await told(world, id, 'card', 'Accepted');
  await world.connect.waitFor(() => asked(number) === 1);
});

test('who opted out after they were asked for is refused before the start, if that comes much later', async () => {
  world.connect.fault({ kind: 'throttle', operation: 'StartOutboundChatContact', times: 1 });
  const first = await reachOut(world, ada, '+1 206 555 0190 sms Hi');
  await told(world, first, 'card');
  const other = await reachOut(world, ada, '+1 206 555 0190 sms Hi again');
  await told(world, other, 'contact_id');
  world.connect.world.customerReply(world.connect.contacts().at(-1)?.id ?? '', 'STOP');
  await world.restart();
  world.turn(20);
  expect(textOf(await told(world, first, 'card', 'Not sent'))).toContain('has opted out of text messages');
  expect(callsFor(world, first)).toHaveLength(1);
});

test('without a list nobody asks', async () => {
  const plain = await startWorld();
  const id = await reachOut(plain, plain.slack.as(seedIds.ada));
  expect(textOf(await told(plain, id, 'card', 'Accepted'))).not.toContain(NOT_CHECKED);
  expect(plain.connect.requests().some((one) => one.operation === operation)).toBe(false);
  await plain.stop();
});
