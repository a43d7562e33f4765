import path from 'node:path';
import { ConnectClient, StartOutboundChatContactCommand } from '@aws-sdk/client-connect';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Diagnosis } from '../../src/domain/doctor/finding.ts';
import { appEnvironment } from '../../src/sandbox/app-process/app-environment.ts';
import { phoneNumberArn, SANDBOX_CREDENTIALS, SEED_IDS } from '../../src/sandbox/connect/index.ts';
import { mistakesOf, setMistake } from '../../src/sandbox/mistakes/mistakes.ts';
import { DEAD_LETTERS, EVENTS_QUEUE } from '../../src/sandbox/stage/pipeline.ts';
import { keepWorld, loadWorld } from '../../src/sandbox/stage/saved-world.ts';
import type { Stage } from '../../src/sandbox/stage/stage.ts';
import { startStage } from '../../src/sandbox/stage/start-stage.ts';
import { ANY_HOUR } from '../support/environment.ts';
import { runOperator } from '../support/operator.ts';
import { type MigratedDatabase, migratedDatabase } from '../support/postgres.ts';
import { temporaryDirectory } from '../support/run-directory.ts';

const ROOT = path.join(import.meta.dirname, '../..');

/** The check of doctor that finds each mistake; Slack's place is looked at only by the app that runs. */
const FOUND_BY: Record<string, string | undefined> = {
  scopes: 'scopes',
  membership: undefined,
  'outbound-calls': 'outbound-calls',
  'sms-flow': 'sms-flow',
  'whatsapp-flow': 'whatsapp-flow',
  'voice-flow': 'voice-flow',
  'sales-sender': 'sms-sender',
  'whatsapp-sender': 'whatsapp-sender',
  'caller-id': 'voice-queue',
  permission: 'permissions',
  'queue-policy': 'queue-policy',
  'dead-letters': 'dead-letters',
  'topic-policy': 'messages-topic',
  subscription: 'topic-subscription',
  clock: 'clock',
};

let stage: Stage;
let own: MigratedDatabase;
beforeAll(async () => {
  [stage, own] = await Promise.all([
    startStage({ root: ROOT, mode: 'socket', saved: undefined, isBroken: true }),
    migratedDatabase(),
  ]);
});
afterAll(() => Promise.all([stage.stop(), own.giveBack()]));

async function examine(): Promise<Diagnosis> {
  const env = appEnvironment({
    ...{ stage, mode: 'socket', port: 0, appDirectory: '', databaseUrl: own.url, policyFile: ANY_HOUR },
    given: {},
  });
  return JSON.parse((await runOperator(['doctor', '--json'], env)).out) as Diagnosis;
}

/** The checks with something to say besides that all is well, by how this machine is. */
const wrongIn = ({ findings }: Diagnosis) =>
  findings.filter(({ verdict, check }) => verdict !== 'ok' && check !== 'memory' && check !== 'disk');

test('doctor finds every mistake of the broken set-up, each with what to do, and none once all are mended', async () => {
  expect(mistakesOf(stage).map(({ id, isMade }) => [id, isMade])).toEqual(
    Object.keys(FOUND_BY).map((id) => [id, true]),
  );
  const broken = await examine();
  expect(broken.ok).toBe(false);
  const wrong = wrongIn(broken);
  for (const check of Object.values(FOUND_BY))
    if (check) expect(wrong.map((one) => one.check)).toContain(check);
  for (const { says, next } of wrong) expect([says, next]).not.toContain(undefined);
  for (const { id } of mistakesOf(stage)) expect(setMistake(stage, { id, isMade: false })).toBe(true);
  const mended = await examine();
  expect(wrongIn(mended)).toEqual([]);
  expect(mended.ok).toBe(true);
});

test('each can be made and mended by itself, and one that nobody knows is none', () => {
  for (const { id } of mistakesOf(stage)) {
    setMistake(stage, { id, isMade: true });
    expect(mistakesOf(stage).filter(({ isMade }) => isMade)).toEqual([expect.objectContaining({ id })]);
    setMistake(stage, { id, isMade: false });
  }
  expect(setMistake(stage, { id: 'nonsense', isMade: true })).toBe(false);
  expect(mistakesOf(stage).some(({ isMade }) => isMade)).toBe(false);
});

test('a restart keeps them', async () => {
  const directory = temporaryDirectory('mistakes');
  const ids = ['scopes', 'membership', 'sms-flow', 'caller-id', 'dead-letters', 'clock'];
  for (const id of ids) setMistake(stage, { id, isMade: true });
  keepWorld(stage, directory).save();
  for (const id of ids) setMistake(stage, { id, isMade: false });
  const again = await startStage({ root: ROOT, mode: 'socket', saved: loadWorld(directory) });
  const made = mistakesOf(again).flatMap(({ id, isMade }) => (isMade ? [id] : []));
  await again.stop();
  expect(made).toEqual(ids);
});

test('they are no show: what goes by them fails as it does in AWS', async () => {
  const { connect, sqs } = stage;
  const client = new ConnectClient({
    ...{ endpoint: connect.url, region: connect.seed.region, maxAttempts: 1 },
    credentials: SANDBOX_CREDENTIALS,
  });
  const startSms = (numberId: string) =>
    client
      .send(
        new StartOutboundChatContactCommand({
          ...{ InstanceId: SEED_IDS.instance, ContactFlowId: SEED_IDS.smsFlow },
          SourceEndpoint: {
            Type: 'CONNECT_PHONENUMBER_ARN',
            Address: phoneNumberArn(connect.seed, numberId),
          },
          DestinationEndpoint: { Type: 'TELEPHONE_NUMBER', Address: '+12065550199' },
          SegmentAttributes: { 'connect:Subtype': { ValueString: 'connect:SMS' } },
          InitialSystemMessage: { ContentType: 'text/plain', Content: 'Hello' },
        }),
      )
      .then(
        () => 'started',
        (error: Error) => error.name,
      );
  const made = async <T>(id: string, look: () => T | Promise<T>) => {
    setMistake(stage, { id, isMade: true });
    try {
      return await look();
    } finally {
      setMistake(stage, { id, isMade: false });
    }
  };
  const letters = () => [sqs.messages(EVENTS_QUEUE).length, sqs.messages(DEAD_LETTERS).length];
  expect(await made('sms-flow', () => startSms(SEED_IDS.smsNumber))).toBe('InvalidRequestException');
  expect(await made('sales-sender', () => startSms(SEED_IDS.salesSmsNumber))).toBe(
    'ResourceNotFoundException',
  );
  expect(letters()).toEqual([0, 0]);
  expect(await made('queue-policy', () => startSms(SEED_IDS.smsNumber))).toBe('started');
  const [events = 0, dead = 0] = letters();
  expect([events, dead > 0]).toEqual([0, true]);
  expect(await startSms(SEED_IDS.smsNumber)).toBe('started');
  expect(letters()).toEqual([dead, dead]);
  sqs.purge(DEAD_LETTERS);
  client.destroy();
});
