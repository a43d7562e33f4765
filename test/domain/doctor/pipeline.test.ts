import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import type { Finding } from '../../../src/domain/doctor/finding.ts';
import { type Admission, admission } from '../../../src/domain/doctor/pipeline/admission.ts';
import { type AwsAnswer, judgeUntold, type Why } from '../../../src/domain/doctor/pipeline/aws-answer.ts';
import { judgeDeadLetters } from '../../../src/domain/doctor/pipeline/judge-dead-letters.ts';
import { type HeardFacts, judgeHeard } from '../../../src/domain/doctor/pipeline/judge-heard.ts';
import { judgeQueue, type QueueFacts } from '../../../src/domain/doctor/pipeline/judge-queue.ts';
import {
  judgeSubscription,
  judgeTopic,
  type Subscription,
  type TopicFacts,
} from '../../../src/domain/doctor/pipeline/judge-topic.ts';

const QUEUE = 'arn:aws:sqs:us-west-2:111122223333:events';
const DEAD = 'arn:aws:sqs:us-west-2:111122223333:dead';
const TOPIC = 'arn:aws:sns:us-west-2:111122223333:messages';
const INSTANCE = 'arn:aws:connect:us-west-2:111122223333:instance/1';
const url = 'https://sqs.us-west-2.amazonaws.com/111122223333/events';

/** What a finding comes to, with what a person reads of it. */
const said = (findings: readonly Finding[]) =>
  findings.map(({ check, verdict, says }) => [check, verdict, says]);

/** Whatever is wrong has its cause and one next step. */
function expectWhole(findings: readonly Finding[]): void {
  for (const { verdict, says, cause, next } of findings)
    if (verdict !== 'ok')
      expect([says, cause, next]).toEqual([
        expect.stringMatching(/\.$/),
        expect.stringMatching(/\.$/),
        expect.stringMatching(/\.$/),
      ]);
}

/** The words that a shell makes of a command. */
function wordsOf(command: string): string[] {
  return execFileSync('sh', ['-c', `printf '%s\\0' ${command}`])
    .toString()
    .split('\0')
    .slice(0, -1);
}

const allow = (service: string, resource: string, condition?: object, action = 'sqs:SendMessage') => ({
  ...{ Effect: 'Allow', Principal: { Service: service }, Action: [action], Resource: resource },
  ...(condition && { Condition: condition }),
});
const policyOf = (...statements: object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
const RULE = { ArnEquals: { 'aws:SourceArn': 'arn:aws:events:us-west-2:111122223333:rule/contact-events' } };
const events = allow('events.amazonaws.com', QUEUE, RULE);
const messages = allow('sns.amazonaws.com', QUEUE, { ArnEquals: { 'aws:SourceArn': TOPIC } });

const healthy: QueueFacts = {
  ...{ arn: QUEUE, waiting: 2, policy: policyOf(events, messages) },
  redrive: { deadLetterArn: DEAD, maxReceives: 10 },
};
const settings = { url, region: 'us-west-2', topicArn: TOPIC };
const told = <Facts>(facts: Facts): AwsAnswer<Facts> => ({ kind: 'told', facts });

describe('the queue of contact events', () => {
  test.each<[string, Partial<QueueFacts>, Partial<typeof settings>, ...string[]]>([
    ['as the stack makes it', {}, {}, 'events-queue ok', 'queue-policy ok', 'queue-policy ok'],
    ['a thousand wait', { waiting: 1000 }, {}, 'events-queue warning', 'queue-policy ok', 'queue-policy ok'],
    [
      'in another region',
      {},
      { region: 'us-east-1' },
      ...['events-queue ok', 'events-queue warning', 'queue-policy ok', 'queue-policy ok'],
    ],
    [
      'without a policy',
      { policy: policyOf() },
      {},
      ...['events-queue ok', 'queue-policy failure', 'queue-policy failure'],
    ],
    [
      'that lets no topic in',
      { policy: policyOf(events) },
      {},
      ...['events-queue ok', 'queue-policy ok', 'queue-policy failure'],
    ],
    [
      'with a condition that is not known',
      {
        policy: policyOf(
          allow('events.amazonaws.com', QUEUE, { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }),
          messages,
        ),
      },
      {},
      ...['events-queue ok', 'queue-policy warning', 'queue-policy ok'],
    ],
    ['encrypted by AWS', { kmsKey: 'alias/aws/sqs' }, {}, 'events-queue ok', 'queue-policy failure'],
  ])('%s', (_what, facts, changes, ...expected) => {
    const findings = judgeQueue(told({ ...healthy, ...facts }), { ...settings, ...changes });
    expect(findings.map(({ check, verdict }) => `${check} ${verdict}`)).toEqual(expected);
    expectWhole(findings);
  });

  test('one command of the shell mends its policy for all who lack it, and keeps what stood in it', () => {
    const kept = allow('backup.amazonaws.com', QUEUE);
    const judge = (policy: string) => judgeQueue(told({ ...healthy, policy }), settings);
    const commands = judge(policyOf(kept)).flatMap(({ command }) => command ?? []);
    expect(new Set(commands).size).toBe(1);
    const words = wordsOf(commands[0] ?? '');
    expect(words.slice(0, 8)).toEqual([
      ...['aws', 'sqs', 'set-queue-attributes', '--queue-url', url, '--region', 'us-west-2', '--attributes'],
    ]);
    const { Policy } = JSON.parse(words[8] ?? '');
    expect(JSON.parse(Policy).Statement[0]).toEqual(kept);
    expect(judge(Policy).map(({ verdict }) => verdict)).toEqual(['ok', 'ok', 'ok']);
  });

  test('that a statement denies it is told, as another that allows it would not help', () => {
    const deny = { ...allow('events.amazonaws.com', QUEUE), Effect: 'Deny' };
    const [, finding] = judgeQueue(told({ ...healthy, policy: policyOf(events, deny, messages) }), settings);
    expect(finding).toMatchObject({
      verdict: 'failure',
      next: 'Take that statement out, or let it spare events.amazonaws.com.',
      command: `aws sqs get-queue-attributes --queue-url ${url} --region us-west-2 --attribute-names Policy`,
    });
  });

  test('without conversations no topic is asked about', () => {
    expect(said(judgeQueue(told(healthy), { url }))).toEqual([
      ['events-queue', 'ok', 'The queue events can be read: 2 messages in it.'],
      ['queue-policy', 'ok', "The queue's policy lets EventBridge send."],
    ]);
  });

  test.each<
    [string, QueueFacts['redrive'], AwsAnswer<{ url: string; count: number }> | undefined, ...string[]]
  >([
    ['none', undefined, undefined, 'warning'],
    ['empty', healthy.redrive, told({ url, count: 0 }), 'ok'],
    ['with something in it', healthy.redrive, told({ url, count: 3 }), 'warning'],
    ['that is gone', healthy.redrive, { kind: 'untold', why: 'missing' }, 'failure'],
    ['that is not shown', healthy.redrive, { kind: 'untold', why: 'denied' }, 'warning'],
    [
      'that is filled too early',
      { deadLetterArn: DEAD, maxReceives: 1 },
      told({ url, count: 0 }),
      ...['ok', 'warning'],
    ],
  ])('dead letters: %s', (_what, redrive, count, ...expected) => {
    const { redrive: _, ...rest } = healthy;
    const findings = judgeDeadLetters(redrive ? { ...rest, redrive } : rest, url, count);
    expect(findings.map(({ verdict }) => verdict)).toEqual(expected);
    expectWhole(findings);
  });
});

test.each<[Why, string]>([
  ['denied', 'warning'],
  ['missing', 'failure'],
  ['credentials', 'failure'],
  ['clock', 'failure'],
  ['address', 'failure'],
  ['certificate', 'failure'],
  ['intercepted', 'failure'],
  ['region', 'failure'],
  ['network', 'failure'],
  ['throttled', 'warning'],
  ['other', 'warning'],
])('what AWS does not tell: %s is a %s', (why, verdict) => {
  const asked = { check: 'x', action: 'sqs:GetQueueAttributes', what: 'The queue', variable: 'THE_QUEUE' };
  const finding = judgeUntold({ kind: 'untold', why, error: 'SomeError' }, asked);
  expect(finding).toMatchObject({ verdict, says: expect.stringContaining('(SomeError)') });
  expectWhole([finding]);
});

describe('the topic', () => {
  const publish = (changes: object = {}) => ({
    ...allow('connect.amazonaws.com', TOPIC, { ArnEquals: { 'aws:SourceArn': INSTANCE } }, 'sns:Publish'),
    ...changes,
  });
  test.each<[string, Partial<TopicFacts>, string]>([
    ['as the stack makes it', {}, 'ok'],
    ['FIFO', { isFifo: true }, 'failure'],
    ['encrypted by AWS', { kmsKey: 'alias/aws/sns' }, 'failure'],
    ['encrypted with a key of its own', { kmsKey: 'arn:aws:kms:us-west-2:111122223333:key/1' }, 'ok'],
    ['without a policy', { policy: policyOf() }, 'failure'],
    [
      'for another instance',
      { policy: policyOf(publish({ Condition: { ArnEquals: { 'aws:SourceArn': `${INSTANCE}2` } } })) },
      'failure',
    ],
    ['whose policy is no JSON', { policy: '{' }, 'warning'],
  ])('%s: %s', (_what, facts, verdict) => {
    const all = { isFifo: false, policy: policyOf(publish()), ...facts };
    const findings = judgeTopic(told(all), { topicArn: TOPIC, instanceArn: INSTANCE });
    expect(findings.map((one) => one.verdict)).toEqual([verdict]);
    expectWhole(findings);
  });

  test('the command sets a policy that doctor then finds well, and keeps what stood in it', () => {
    const kept = { ...publish(), Principal: { AWS: "arn:aws:iam::111122223333:role/o'neill" } };
    const facts = { isFifo: false, policy: policyOf(kept) };
    const [{ command = '' } = {}] = judgeTopic(told(facts), { topicArn: TOPIC, instanceArn: INSTANCE });
    const policy = wordsOf(command).at(-1) ?? '';
    expect(command).toContain(' --region us-west-2 ');
    expect(JSON.parse(policy).Statement[0]).toEqual(kept);
    expect(
      said(judgeTopic(told({ isFifo: false, policy }), { topicArn: TOPIC, instanceArn: INSTANCE })),
    ).toEqual([['messages-topic', 'ok', 'The topic messages lets this instance of Amazon Connect publish.']]);
  });

  test('that a statement denies it is told, as another that allows it would not help', () => {
    const policy = policyOf(publish(), publish({ Effect: 'Deny', Principal: '*' }));
    const [finding] = judgeTopic(told({ isFifo: false, policy }), { topicArn: TOPIC, instanceArn: INSTANCE });
    expect(finding).toMatchObject({
      verdict: 'failure',
      next: expect.stringMatching(/^Take that statement out/),
      command: expect.stringContaining('get-topic-attributes'),
    });
  });

  test.each<[string, Subscription[], string]>([
    ['delivers', [{ protocol: 'sqs', endpoint: QUEUE, isConfirmed: true }], 'ok'],
    ['to nobody', [], 'failure'],
    ['to another queue', [{ protocol: 'sqs', endpoint: DEAD, isConfirmed: true }], 'failure'],
    ['unconfirmed', [{ protocol: 'sqs', endpoint: QUEUE, isConfirmed: false }], 'failure'],
  ])('%s', (_what, subscriptions, verdict) => {
    const finding = judgeSubscription(told(subscriptions), { topicArn: TOPIC, queueArn: QUEUE });
    expect(finding.verdict).toBe(verdict);
    expectWhole([finding]);
  });
});

describe('who a policy lets in', () => {
  const asker = {
    ...{ service: 'sns.amazonaws.com', action: 'sqs:SendMessage', resource: QUEUE, account: '111122223333' },
    isSource: (pattern: string) => pattern === TOPIC || pattern === '*',
  };
  const one = (changes: object) => ({ ...allow('sns.amazonaws.com', QUEUE), ...changes });
  test.each<[string, string | undefined, Admission]>([
    ['none', undefined, 'no'],
    ['no policy at all', '[]', 'unclear'],
    ['one statement by itself', JSON.stringify({ Statement: one({}) }), 'yes'],
    ['everybody', policyOf(one({ Principal: '*' })), 'yes'],
    ['everybody of AWS', policyOf(one({ Principal: { AWS: '*' } })), 'yes'],
    ['every action, whatever its case', policyOf(one({ Action: 'SQS:*' })), 'yes'],
    ['every queue', policyOf(one({ Resource: '*' })), 'yes'],
    ['another account', policyOf(one({ Condition: { StringEquals: { 'AWS:SourceAccount': '9' } } })), 'no'],
    [
      'the owner, whom no service names',
      policyOf(one({ Condition: { StringEquals: { 'AWS:SourceOwner': '1' } } })),
      'no',
    ],
    [
      'by TLS alone',
      policyOf(
        one({}),
        one({ Effect: 'Deny', Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      ),
      'yes',
    ],
    ['refused', policyOf(one({}), one({ Effect: 'Deny' })), 'denied'],
    [
      'refused all but something else',
      policyOf(one({}), { ...one({ Effect: 'Deny' }), Action: undefined, NotAction: 'sqs:ReceiveMessage' }),
      'denied',
    ],
    [
      'refused all but somebody else',
      policyOf(one({}), { ...one({ Effect: 'Deny' }), Principal: undefined, NotPrincipal: { AWS: '1' } }),
      'unclear',
    ],
    [
      'refused all but itself',
      policyOf(one({}), {
        ...one({ Effect: 'Deny' }),
        ...{ Principal: undefined, NotPrincipal: { Service: 'sns.amazonaws.com' } },
      }),
      'yes',
    ],
    [
      'refused, perhaps',
      policyOf(one({}), one({ Effect: 'Deny', Condition: { Null: { 'aws:x': 'true' } } })),
      'unclear',
    ],
    ['turned round', policyOf({ ...one({}), Action: undefined, NotAction: 'sqs:DeleteQueue' }), 'yes'],
    ['turned round, without it', policyOf({ ...one({}), Action: undefined, NotAction: 'sqs:*' }), 'no'],
    ['every other queue', policyOf({ ...one({}), Resource: undefined, NotResource: QUEUE }), 'no'],
  ])('%s', (_what, policy, expected) => {
    expect(admission(policy, asker)).toBe(expected);
  });
});

describe('what came last', () => {
  const now = new Date('2026-11-27T12:00:00Z');
  const at = new Date('2026-11-27T11:57:00Z');
  test.each<[string, Partial<HeardFacts>, boolean, ...[string, string][]]>([
    ['nothing yet', {}, false, ['ok', 'No contact event has come yet.']],
    [
      'an event',
      { contactEvent: at },
      false,
      ['ok', 'The last contact event came 3 minutes ago (2026-11-27 11:57 UTC).'],
    ],
    [
      'none after contacts',
      { contactEvent: new Date('2026-11-25T11:00:00Z'), startedSince: 1 },
      false,
      [
        'warning',
        'The last contact event came 2 days ago (2026-11-25 11:00 UTC), though 1 contact of the last day was started after that.',
      ],
    ],
    [
      'a message, too',
      { contactEvent: at, chatMessage: now },
      true,
      ['ok', 'The last contact event came 3 minutes ago (2026-11-27 11:57 UTC).'],
      ['ok', 'The last message of a chat came less than a minute ago (2026-11-27 12:00 UTC).'],
    ],
  ])('%s', (_what, facts, hasTopic, ...expected) => {
    const findings = judgeHeard({ now, startedSince: 0, ...facts }, hasTopic);
    expect(findings.map(({ verdict, says }) => [verdict, says])).toEqual(expected);
    expectWhole(findings);
  });
});
