import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { pipelineChecks } from '../../src/app/doctor/pipeline-checks.ts';
import { defaultSeed, instanceArn, SANDBOX_CREDENTIALS, topicArn } from '../../src/sandbox/connect/index.ts';
import { type SimulatedSns, startSimulatedSns } from '../../src/sandbox/sns/index.ts';
import { type SimulatedSqs, startSimulatedSqs } from '../../src/sandbox/sqs/index.ts';
import { pipelinePolicies, subscription } from '../../src/sandbox/stage/pipeline.ts';
import { createHeard } from '../../src/store/heard.ts';
import { turnedClock } from '../support/clock.ts';
import { examinedBy, findingsOf, verdictsOf } from '../support/doctor.ts';
import { connectEnvironment } from '../support/environment.ts';
import { type MigratedDatabase, migratedDatabase } from '../support/postgres.ts';

const seed = defaultSeed();
const policies = pipelinePolicies(seed);
const NAME = 'reach-out-messages';
const EVENTS = 'reach-out-events';

let sqs: SimulatedSqs;
let sns: SimulatedSns;
let own: MigratedDatabase;

beforeAll(async () => {
  [sqs, sns, own] = await Promise.all([startSimulatedSqs(), startSimulatedSns(), migratedDatabase()]);
});
afterAll(() => Promise.all([sqs.stop(), sns.stop(), own.giveBack()]));

beforeEach(() => {
  sqs.clearFaults();
  sns.clearFaults();
  for (const queue of [EVENTS, `${EVENTS}-dead`]) sqs.purge(queue);
  const redrive = { deadLetterQueue: `${EVENTS}-dead`, maxReceiveCount: 10 };
  sqs.configure(EVENTS, { policy: policies.queue, redrive });
  putTopic();
});

const putTopic = (changes: { policy?: string; kmsKeyId?: string; isAlone?: boolean } = {}) => {
  const { isAlone, ...rest } = changes;
  sns.putTopic({
    name: NAME,
    policy: policies.topic,
    subscriptions: isAlone ? [] : [subscription(seed)],
    ...rest,
  });
};

function look(changes: Record<string, string> = {}) {
  const aws = { region: seed.region, credentials: SANDBOX_CREDENTIALS };
  const env = {
    ...connectEnvironment(seed),
    ...{ CONNECT_EVENTS_QUEUE_URL: sqs.queueUrl(), CONNECT_MESSAGES_TOPIC_ARN: topicArn(seed) },
    ...changes,
  };
  const outside = { connect: aws, sqs: { ...aws, endpoint: sqs.url }, sns: { ...aws, endpoint: sns.url } };
  return findingsOf(pipelineChecks(examinedBy(env, outside, own.database)));
}

const HEALTHY = [
  ...['events-queue: ok', 'queue-policy: ok', 'queue-policy: ok', 'dead-letters: ok'],
  ...['messages-topic: ok', 'topic-subscription: ok', 'last-event: ok', 'last-message: ok'],
];

test('all is well where all is as the stack makes it', async () => {
  const findings = await look();
  expect(verdictsOf(findings)).toEqual(HEALTHY);
  expect(findings.map(({ says }) => says)).toContain('The topic delivers to the queue of contact events.');
});

test('what is not set up is no fault', async () => {
  expect(verdictsOf(await look({ CONNECT_EVENTS_QUEUE_URL: '', CONNECT_MESSAGES_TOPIC_ARN: '' }))).toEqual([
    'events-queue: ok',
  ]);
  expect(verdictsOf(await look({ CONNECT_MESSAGES_TOPIC_ARN: '' }))).toEqual([
    ...['events-queue: ok', 'queue-policy: ok', 'dead-letters: ok', 'messages-topic: ok', 'last-event: ok'],
  ]);
});

test.each<[string, () => unknown, Record<string, string>]>([
  ['a queue that is not there', () => {}, { 'events-queue': 'failure' }],
  [
    'a queue that may not be looked at',
    () => sqs.fault({ kind: 'access_denied', times: 9 }),
    { 'events-queue': 'warning' },
  ],
  [
    'a queue that can’t be reached',
    () => sqs.fault({ kind: 'drop_before', times: 9 }),
    { 'events-queue': 'failure' },
  ],
  [
    'a queue that is asked too often',
    () => sqs.fault({ kind: 'throttle', times: 9 }),
    { 'events-queue': 'warning' },
  ],
  [
    'a queue that nobody else may send to',
    () => sqs.configure(EVENTS, { policy: undefined }),
    { 'queue-policy': 'failure' },
  ],
  [
    'no dead-letter queue',
    () => sqs.configure(EVENTS, { redrive: undefined }),
    { 'dead-letters': 'warning' },
  ],
  ['a dead letter', () => sqs.send(`${EVENTS}-dead`, 'late'), { 'dead-letters': 'warning' }],
  ['a topic that is not there', () => sns.deleteTopic(NAME), { 'messages-topic': 'failure' }],
  [
    'a topic that may not be looked at',
    () => sns.fault({ kind: 'access_denied' }),
    { 'messages-topic': 'warning' },
  ],
  ['a topic for nobody', () => putTopic({ policy: undefined as never }), { 'messages-topic': 'failure' }],
  ['a topic with AWS’s key', () => putTopic({ kmsKeyId: 'alias/aws/sns' }), { 'messages-topic': 'failure' }],
  ['a topic that delivers nowhere', () => putTopic({ isAlone: true }), { 'topic-subscription': 'failure' }],
  [
    'a topic whose subscriptions may not be looked at',
    () => sns.fault({ operation: 'ListSubscriptionsByTopic', kind: 'access_denied' }),
    { 'topic-subscription': 'warning' },
  ],
])('%s', async (what, spoil, expected) => {
  spoil();
  const url = `${sqs.url}/123456789012/none`;
  const findings = await look(what === 'a queue that is not there' ? { CONNECT_EVENTS_QUEUE_URL: url } : {});
  const wrong = findings.filter(({ verdict, check }) => verdict !== 'ok' && check in expected);
  expect(Object.fromEntries(wrong.map(({ check, verdict }) => [check, verdict]))).toEqual(expected);
  for (const { cause, next } of wrong) expect([cause, next]).not.toContain(undefined);
});

test('the subscription is found though the queue may not be looked at', async () => {
  sqs.fault({ kind: 'access_denied', times: 9 });
  expect(verdictsOf(await look())).toContain('topic-subscription: ok');
});

test('contacts that were started and never heard of', async () => {
  const { kysely } = own.database;
  const started = (minutesAgo: number) =>
    sql`
    insert into reach_out (id, team_id, user_id, place_id, channel, request, draft, lane, state, requested_at,
      start_at, ready_at, started_at, sealed, recipient_digest)
    select gen_random_uuid(), 'T', 'U', 'C', 'sms', '{}', '{}', 0, 'ended', now(), now(), now(),
      now() - ${minutesAgo} * interval '1 minute', '@plain:{}', ''`.execute(kysely);
  await started(9);
  expect(verdictsOf(await look())).toContain('last-event: ok');
  await started(30);
  const [event] = (await look()).filter(({ check }) => check === 'last-event');
  expect(event).toMatchObject({
    verdict: 'warning',
    says: 'No contact event has come yet, though 1 contact of the last day was started after that.',
  });
  const clock = turnedClock();
  const heard = createHeard(kysely, clock);
  heard.note('contact_event');
  heard.note('contact_event');
  while ((await sql`select from heard`.execute(kysely)).rows.length === 0);
  expect(verdictsOf(await look())).toContain('last-event: ok');
  await sql`truncate heard`.execute(kysely);
  heard.note('contact_event');
  heard.note('chat_message');
  while ((await sql`select from heard`.execute(kysely)).rows.length === 0);
  // The event was written down less than a minute ago.
  expect((await sql`select what from heard`.execute(kysely)).rows).toEqual([{ what: 'chat_message' }]);
});

test('its instance, by id or ARN', async () => {
  const findings = await look({ CONNECT_INSTANCE_ID: instanceArn(seed) });
  expect(verdictsOf(findings)).toContain('messages-topic: ok');
  const other = instanceArn(seed).replace(/1$/, '2');
  expect(verdictsOf(await look({ CONNECT_INSTANCE_ID: other }))).toContain('messages-topic: failure');
});
