import { DescribeInstanceCommand, StartOutboundChatContactCommand } from '@aws-sdk/client-connect';
import { afterEach, expect, test } from '@jest/globals';
import { type FaultKind, manualClock, SEED_IDS } from '../../../src/sandbox/connect/index.ts';
import { chatInput, errorName, simulatorAndClient, stopAll } from './support.ts';

afterEach(stopAll);

const start = (ClientToken = 'token') => new StartOutboundChatContactCommand(chatInput({ ClientToken }));

const errors: [FaultKind, string, number][] = [
  ['throttle', 'ThrottlingException', 429],
  ['too_many_requests', 'TooManyRequestsException', 429],
  ['limit_exceeded', 'LimitExceededException', 429],
  ['http_500', 'InternalServiceException', 500],
  ['http_503', 'ServiceUnavailableException', 503],
  ['access_denied', 'AccessDeniedException', 403],
  ['not_found', 'ResourceNotFoundException', 404],
  ['destination_not_allowed', 'DestinationNotAllowedException', 403],
  ['not_permitted', 'OutboundContactNotPermittedException', 403],
  ['conflict', 'ConflictException', 409],
  ['invalid_request', 'InvalidRequestException', 400],
];

test.each(errors)('%s is %s (%i), once, and nothing is started', async (kind, name, status) => {
  const { connect, client } = await simulatorAndClient();
  connect.fault({ operation: 'StartOutboundChatContact', kind });
  const error = await client.send(start()).catch((e: unknown) => e);
  expect(error).toMatchObject({ name, $metadata: { httpStatusCode: status } });
  expect(connect.contacts()).toEqual([]);
  expect(connect.requests()[0]).toMatchObject({ status, errorType: name, fault: kind });
  await client.send(start());
  expect(connect.contacts()).toHaveLength(1);
});

test('an error after processing has started the contact', async () => {
  const { connect, client } = await simulatorAndClient();
  connect.fault({ kind: 'http_500', afterProcessing: true });
  expect(await errorName(client.send(start()))).toBe('InternalServiceException');
  expect(connect.contacts()).toHaveLength(1);
  const { ContactId } = await client.send(start());
  expect(connect.contacts().map(({ id }) => id)).toEqual([ContactId]);
});

test.each([
  ['drop_before', 0],
  ['drop_after', 1],
] as const)('%s ends the connection with %i contacts started', async (kind, started) => {
  const { connect, client } = await simulatorAndClient();
  connect.fault({ kind });
  expect(await errorName(client.send(start()))).toBeDefined();
  expect(connect.contacts()).toHaveLength(started);
  expect(connect.requests()[0]).toMatchObject({ status: 0, fault: kind });
});

test('malformed: the contact is there, the answer cannot be read', async () => {
  const { connect, client } = await simulatorAndClient();
  connect.fault({ kind: 'malformed' });
  expect(await errorName(client.send(start()))).toBe('SyntaxError');
  expect(connect.contacts()).toHaveLength(1);
});

test.each([
  ['before', 0],
  ['after', 1],
] as const)(
  'delay %s processing, by the clock; the work is done though the client left',
  async (when, started) => {
    const clock = manualClock();
    const { connect, client } = await simulatorAndClient({ clock });
    connect.fault({ kind: 'delay', ms: 30_000, when });
    const abort = new AbortController();
    const call = errorName(client.send(start(), { abortSignal: abort.signal }));
    await connect.waitFor(() => connect.faults().length === 0 || undefined);
    expect(connect.contacts()).toHaveLength(started);
    abort.abort();
    expect(await call).toBe('AbortError');
    clock.advance(30_000);
    await connect.waitFor(() => connect.requests().length === 1);
    expect(connect.contacts()).toHaveLength(1);
  },
);

test('times, operation, probability, cancel and clear', async () => {
  let chance = 0.9;
  const { connect, client } = await simulatorAndClient({ random: () => chance });
  connect.fault({ operation: 'DescribeInstance', kind: 'throttle', times: 2 });
  const describe = () =>
    errorName(client.send(new DescribeInstanceCommand({ InstanceId: SEED_IDS.instance })));
  expect(await errorName(client.send(start()))).toBeUndefined();
  expect([await describe(), await describe(), await describe()]).toEqual([
    'ThrottlingException',
    'ThrottlingException',
    undefined,
  ]);
  connect.fault({ kind: 'http_500', times: Number.POSITIVE_INFINITY, probability: 0.5 });
  expect(await describe()).toBeUndefined();
  chance = 0.1;
  expect(await describe()).toBe('InternalServiceException');
  connect.clearFaults();
  const fault = connect.fault({ kind: 'conflict' });
  connect.cancelFault(fault.id);
  expect(await describe()).toBeUndefined();
});

test('the SDK repeats by itself under the same token', async () => {
  const { connect, client } = await simulatorAndClient({}, 3);
  connect.fault({ kind: 'drop_after' });
  const { ContactId } = await client.send(new StartOutboundChatContactCommand(chatInput()));
  expect(connect.requests().map(({ status }) => status)).toEqual([0, 200]);
  expect(connect.contacts().map(({ id }) => id)).toEqual([ContactId]);
});
