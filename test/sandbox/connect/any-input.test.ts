import { StartOutboundChatContactCommand, StartOutboundVoiceContactCommand } from '@aws-sdk/client-connect';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { SimulatedConnect } from '../../../src/sandbox/connect/index.ts';
import { chatDeskAt } from './chat-support.ts';
import { chatInput, clientFor, errorName, replaceBody, simulator, stopAll, voiceInput } from './support.ts';

let connect: SimulatedConnect;
beforeAll(async () => {
  connect = await simulator();
});
afterAll(stopAll);

/** A good input of which some members are anything at all. */
const spoilt = (good: object) =>
  fc
    .dictionary(
      fc.constantFrom(...Object.keys(good), '__proto__', 'constructor', 'Surplus'),
      fc.jsonValue(),
      { maxKeys: 3 },
    )
    .map((members) => JSON.stringify({ ...good, ...members }));

const chat = chatInput({
  Attributes: { a: '1' },
  ParticipantDetails: { DisplayName: 'A' },
  ChatDurationInMinutes: 60,
});
const voice = voiceInput({
  Name: 'N',
  RingTimeoutInSeconds: 20,
  References: { a: { Type: 'URL', Value: 'x' } },
});

test.each([
  ['chat', new StartOutboundChatContactCommand(chat), spoilt(chat)],
  ['voice', new StartOutboundVoiceContactCommand(voice), spoilt(voice)],
])('any %s body gets a contact or a refusal, never an internal error', async (_what, command, spoiltBody) => {
  const client = clientFor(connect);
  const bodies = fc.oneof({ weight: 4, arbitrary: spoiltBody }, fc.json(), fc.string());
  await fc.assert(
    fc.asyncProperty(bodies, async (body) => {
      replaceBody(client, body);
      const before = connect.counters().contactsStarted;
      const name = await errorName(
        command instanceof StartOutboundChatContactCommand ? client.send(command) : client.send(command),
      );
      expect(name ?? 'accepted').not.toMatch(/Internal|Unknown|SyntaxError/);
      expect(connect.counters().contactsStarted - before).toBe(name === undefined ? 1 : 0);
    }),
    { numRuns: 200 },
  );
  client.destroy();
});

const participantPaths = ['connection', 'message', 'event', 'transcript'];

test('any body to the participant service gets an answer or a refusal, never an internal error', async () => {
  const desk = chatDeskAt(connect.url);
  const bearer = await desk.join(await desk.start());
  const members = fc.dictionary(
    fc.constantFrom(
      ...['ContentType', 'Content', 'ClientToken', 'Type', 'ConnectParticipant', 'MaxResults', 'NextToken'],
      ...['SortOrder', 'ScanDirection', 'StartPosition', '__proto__', 'Surplus'],
    ),
    fc.oneof(fc.jsonValue(), fc.constantFrom('text/plain', 'FORWARD', { MostRecent: 5 }, { Id: 'x' })),
  );
  const body = fc.oneof({ weight: 4, arbitrary: members.map((one) => JSON.stringify(one)) }, fc.string());
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...participantPaths), body, async (path, text) => {
      const answer = await fetch(`${connect.url}/participant/${path}`, {
        method: 'POST',
        headers: { 'x-amz-bearer': bearer },
        body: text,
      });
      expect([200, 400, 403]).toContain(answer.status);
    }),
    { numRuns: 200 },
  );
});
