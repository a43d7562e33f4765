import { StartOutboundVoiceContactCommand } from '@aws-sdk/client-connect';
import {
  CreateParticipantConnectionCommand,
  DisconnectParticipantCommand,
  SendEventCommand,
  SendMessageCommand,
} from '@aws-sdk/client-connectparticipant';
import { afterEach, describe, expect, test } from '@jest/globals';
import { defaultQuotas, type FaultKind, manualClock } from '../../../src/sandbox/connect/index.ts';
import { chatDesk, told } from './chat-support.ts';
import { errorName, stopAll, voiceInput, whatsAppInput } from './support.ts';

afterEach(stopAll);

const DAY = 24 * 3600_000;

describe('CreateParticipant', () => {
  test('lets one in, the same one under the same token', async () => {
    const { connect, start, create } = await chatDesk();
    const id = await start();
    const first = await create(id, 'one');
    expect(first).toMatchObject({ id: expect.any(String), token: expect.any(String) });
    expect(Date.parse(first.expiry)).toBeGreaterThan(Date.now());
    expect(await create(id, 'one')).toEqual(first);
    expect(await errorName(create(id, 'two'))).toBe('ServiceQuotaExceededException');
    expect(connect.chat(id)?.participants).toHaveLength(1);
  });

  test.each([
    ['no name', { DisplayName: '' }],
    ['a name of 257 characters', { DisplayName: 'x'.repeat(257) }],
    ['the name left out', { DisplayName: undefined }],
    ['another role', { ParticipantRole: 'AGENT' }],
    ['an unknown role', { ParticipantRole: 'PARROT' }],
  ])('refuses %s', async (_what, details) => {
    const { start, create } = await chatDesk();
    expect(await errorName(create(await start(), 'token', details))).toBe('InvalidRequestException');
  });

  test('refuses calls, unknown and ended contacts, and one beside an agent', async () => {
    const { connect, client, start, create } = await chatDesk();
    const { ContactId = '' } = await client.send(new StartOutboundVoiceContactCommand(voiceInput()));
    const [ended, withAgent, transferred] = [await start(), await start(), await start()];
    connect.world.endByFlow(ended);
    connect.world.agentJoins(withAgent);
    const next = connect.world.transfer(transferred);
    expect(await errorName(create(ContactId))).toBe('InvalidRequestException');
    expect(await errorName(create('nobody'))).toBe('ResourceNotFoundException');
    expect(await errorName(create(ended))).toBe('InvalidRequestException');
    expect(await errorName(create(withAgent))).toBe('ConflictException');
    expect(await errorName(create(transferred))).toBe('InvalidRequestException');
    expect(await errorName(create(next.id))).toBeUndefined();
  });
});

describe('a connection', () => {
  test('must be made within 15 seconds; then the participant is gone, and another one may come', async () => {
    const clock = manualClock();
    const { start, create, connectAs, say } = await chatDesk({ clock });
    const id = await start();
    const { token } = await create(id, 'one');
    clock.advance(15_001);
    expect(await errorName(connectAs(token))).toBe('AccessDeniedException');
    const late = await create(id, 'two');
    clock.advance(15_000);
    await say(await connectAs(late.token), 'In time');
  });

  test('is good for a day and renewed by the same call, however late', async () => {
    const clock = manualClock();
    const { start, create, connectAs, say } = await chatDesk({ clock });
    const { token } = await create(await start());
    const connection = await connectAs(token);
    clock.advance(DAY - 1);
    await say(connection, 'Still good');
    clock.advance(1);
    expect(await errorName(say(connection, 'Over'))).toBe('AccessDeniedException');
    await say(await connectAs(token), 'Renewed');
  });

  test('can be over at once, and the participant with it', async () => {
    const { connect, start, create, connectAs, say } = await chatDesk();
    const id = await start();
    const { token } = await create(id);
    const connection = await connectAs(token);
    connect.world.expireConnection(id);
    expect(await errorName(say(connection, 'Over'))).toBe('AccessDeniedException');
    const renewed = await connectAs(token);
    await say(renewed, 'Renewed');
    connect.world.participantDropped(id);
    expect(await errorName(say(renewed, 'Gone'))).toBe('AccessDeniedException');
    expect(await errorName(connectAs(token))).toBe('AccessDeniedException');
  });

  test('does nothing for who did not ask to be connected, and for a made-up token', async () => {
    const { participants, start, create, say } = await chatDesk();
    const { token } = await create(await start());
    const { ConnectionCredentials } = await participants.send(
      new CreateParticipantConnectionCommand({ ParticipantToken: token, Type: ['CONNECTION_CREDENTIALS'] }),
    );
    const connection = ConnectionCredentials?.ConnectionToken ?? '';
    for (const bearer of [connection, token, 'nonsense', '']) {
      expect(await errorName(say(bearer, 'Hi'))).toBe('AccessDeniedException');
    }
    const type = (Type: string[]) =>
      errorName(
        participants.send(
          new CreateParticipantConnectionCommand({ ParticipantToken: token, Type: Type as [] }),
        ),
      );
    expect([await type(['PIGEON']), await type([])]).toEqual(['ValidationException', 'ValidationException']);
  });

  test('needs no signature, only its token', async () => {
    const { connect, start, create } = await chatDesk();
    const { token } = await create(await start());
    const post = (headers: Record<string, string>) =>
      fetch(`${connect.url}/participant/connection`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ Type: ['CONNECTION_CREDENTIALS'], ConnectParticipant: true }),
      });
    expect((await post({})).status).toBe(403);
    const answer = await post({ 'x-amz-bearer': token });
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { ConnectionCredentials: { ConnectionToken: expect.any(String), Expiry: expect.stringMatching(/Z$/) } },
    ]);
  });
});

describe('SendMessage', () => {
  test('reaches the phone once for a token, and is echoed on the stream', async () => {
    const { connect, start, stream, join, say } = await chatDesk();
    const id = await start();
    await stream(id);
    const connection = await join(id);
    const [first, again] = [await say(connection, 'Tomorrow', 't'), await say(connection, 'Tomorrow', 't')];
    expect(again).toMatchObject({ Id: first.Id, AbsoluteTime: expect.stringMatching(/Z$/) });
    await say(connection, 'Tomorrow', 'u');
    const phone = connect.phone('+12065550152', 'connect:SMS');
    expect(phone.map(({ from, content, clientToken }) => [from, content, clientToken])).toEqual([
      ['SYSTEM', 'Hello', undefined],
      ['CUSTOM_BOT', 'Tomorrow', 't'],
      ['CUSTOM_BOT', 'Tomorrow', 'u'],
    ]);
    expect(connect.phone('+12065550152', 'connect:WhatsApp')).toEqual([]);
    expect(connect.recentMessages().map(told)).toEqual([
      'CUSTOM_BOT: participant.joined',
      'CUSTOM_BOT: Tomorrow',
      'CUSTOM_BOT: Tomorrow',
    ]);
    const echo = JSON.parse(connect.recentMessages()[1]?.message ?? '');
    expect(echo).toMatchObject({ Id: first.Id, DisplayName: 'Reach Out', ContactId: id });
  });

  test.each([
    ['nothing', { Content: '' }],
    ['1,025 characters', { Content: 'x'.repeat(1025) }],
    ['markdown', { ContentType: 'text/markdown' }],
    ['no type', { ContentType: undefined }],
    ['a token that is too long', { ClientToken: 'x'.repeat(501) }],
  ])('refuses %s', async (_what, input) => {
    const { connect, participants, start, join } = await chatDesk();
    const id = await start();
    const ConnectionToken = await join(id);
    const command = new SendMessageCommand({
      ConnectionToken,
      ContentType: 'text/plain',
      Content: 'x',
      ...(input as object),
    });
    expect(await errorName(participants.send(command))).toBe('ValidationException');
    expect(connect.contact(id)?.transcript).toHaveLength(1);
  });

  test('takes 1,024 characters; a number that has opted out gets nothing of it', async () => {
    const { connect, start, join, say } = await chatDesk();
    const id = await start();
    const connection = await join(id);
    await say(connection, 'x'.repeat(1024));
    connect.world.customerStops(id);
    await say(connection, 'Hello?');
    expect(connect.contact(id)?.transcript.at(-1)).toMatchObject({ delivered: false, dropped: 'opted_out' });
    expect(connect.phone('+12065550152')).toHaveLength(2);
  });

  test('on WhatsApp free text arrives for a day after the customer wrote', async () => {
    const clock = manualClock();
    const { connect, start, create, connectAs, say } = await chatDesk({ clock });
    const id = await start(whatsAppInput({ ChatDurationInMinutes: 10_080 }));
    const { token } = await create(id);
    const dropped = async () => {
      await say(await connectAs(token), 'Free text');
      return connect.contact(id)?.transcript.at(-1)?.dropped;
    };
    expect(await dropped()).toBe('window_closed');
    connect.world.customerReply(id, 'Hi');
    clock.advance(DAY);
    expect(await dropped()).toBeUndefined();
    clock.advance(1);
    expect(await dropped()).toBe('window_closed');
  });

  const faults: [FaultKind, string][] = [
    ['throttle', 'ThrottlingException'],
    ['too_many_requests', 'ThrottlingException'],
    ['http_500', 'InternalServerException'],
    ['invalid_request', 'ValidationException'],
    ['conflict', 'ConflictException'],
    ['access_denied', 'AccessDeniedException'],
  ];
  test.each(faults)('can fail: %s is %s', async (kind, name) => {
    const { connect, start, join, say } = await chatDesk();
    const id = await start();
    const connection = await join(id);
    connect.fault({ operation: 'SendMessage', kind, afterProcessing: kind === 'http_500' });
    expect(await errorName(say(connection, 'Hi', 't'))).toBe(name);
    await say(connection, 'Hi', 't');
    expect(connect.phone('+12065550152').map(({ content }) => content)).toEqual(['Hello', 'Hi']);
    expect(connect.requests().find(({ fault }) => fault)).toMatchObject({
      operation: 'SendMessage',
      fault: kind,
    });
  });
});

test('an agent who joins sends the custom participant away; when they leave, one may come again', async () => {
  const { connect, start, stream, create, join, say } = await chatDesk();
  const id = await start();
  await stream(id);
  const connection = await join(id);
  connect.world.agentJoins(id);
  expect(connect.recentMessages().map(told).slice(-2)).toEqual([
    'CUSTOM_BOT: participant.left',
    'AGENT: participant.joined',
  ]);
  expect(await errorName(say(connection, 'Hi'))).toBe('AccessDeniedException');
  expect(await errorName(create(id))).toBe('ConflictException');
  const after = connect.world.agentLeaves(id);
  await say(await join(after.id), 'Me again');
  connect.world.endByFlow(after.id);
  expect(connect.recentMessages().map(told).slice(-2)).toEqual([
    'CUSTOM_BOT: Me again',
    'SYSTEM: chat.ended',
  ]);
});

test('a transfer without an agent keeps it; the end of the contact does not', async () => {
  const { connect, start, join, say } = await chatDesk();
  const id = await start();
  const connection = await join(id);
  const next = connect.world.transfer(id);
  await say(connection, 'Still here');
  expect(connect.contact(next.id)?.transcript.at(-1)?.content).toBe('Still here');
  connect.world.expire(next.id);
  expect(await errorName(say(connection, 'Gone'))).toBe('AccessDeniedException');
});

test('SendEvent and DisconnectParticipant', async () => {
  const { connect, participants, start, stream, join, say } = await chatDesk();
  const id = await start();
  await stream(id);
  const ConnectionToken = await join(id);
  const send = (event: string, ClientToken = event) =>
    participants.send(
      new SendEventCommand({
        ConnectionToken,
        ContentType: `application/vnd.amazonaws.connect.event.${event}`,
        ClientToken,
      }),
    );
  const typing = await send('typing');
  expect(await send('typing')).toMatchObject({ Id: typing.Id });
  expect(await errorName(send('chat.ended'))).toBe('ValidationException');
  await participants.send(new DisconnectParticipantCommand({ ConnectionToken }));
  expect(await errorName(say(ConnectionToken, 'Hi'))).toBe('AccessDeniedException');
  expect(connect.recentMessages().map(told)).toEqual([
    'CUSTOM_BOT: participant.joined',
    'CUSTOM_BOT: typing',
    'CUSTOM_BOT: participant.left',
  ]);
  expect(connect.contact(id)?.state).toBe('connected');
});

test.each([
  ['StartContactStreaming', 8, 'TooManyRequestsException'],
  ['CreateParticipant', 8, 'ThrottlingException'],
  ['CreateParticipantConnection', 9, 'ThrottlingException'],
  ['SendMessage', 15, 'ThrottlingException'],
] as const)('%s may be called %i times at once', async (operation, burst, name) => {
  const clock = manualClock();
  const { connect, start, stream, create, connectAs, say } = await chatDesk({ clock });
  const id = await start();
  const { token } = await create(id, 'one');
  const connection = await connectAs(token);
  await stream(id);
  connect.setQuotas(defaultQuotas());
  const calls = {
    StartContactStreaming: () => stream(id),
    CreateParticipant: () => create(id, 'one'),
    CreateParticipantConnection: () => connectAs(token),
    SendMessage: () => say(connection, 'Hi'),
  };
  for (let call = 0; call < burst; call++) await calls[operation]();
  expect(await errorName(calls[operation]())).toBe(name);
  clock.advance(1000);
  expect(await errorName(calls[operation]())).toBeUndefined();
});

test('a restart of the simulator keeps chats: streams, participants and what was sent', async () => {
  const { connect, start, stream, create, connectAs, say } = await chatDesk();
  const id = await start();
  await stream(id);
  const { token } = await create(id);
  const { Id } = await say(await connectAs(token), 'Hi', 't');
  const snapshot = JSON.parse(JSON.stringify(connect.snapshot()));
  const next = await chatDesk({ snapshot });
  expect(await next.say(await next.connectAs(token), 'Hi', 't')).toMatchObject({ Id });
  next.connect.world.customerReply(id, 'Got it');
  expect(next.connect.recentMessages().map(told)).toEqual(['CUSTOMER: Got it']);
  expect(next.connect.chat(id)?.stream).toEqual(connect.chat(id)?.stream);
});
