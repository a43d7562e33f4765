import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readJson } from './read-json.ts';

type Statement = { Sid: string; Effect: string; Action: string[]; Resource: unknown };
type Policy = { Version: string; Statement: Statement[] };
type Resource = { Type: string; Condition?: string; Properties: Record<string, unknown> };
type Template = {
  Description: string;
  Parameters: Record<string, { Default?: string; AllowedPattern?: string; AllowedValues?: string[] }>;
  Conditions: Record<string, unknown>;
  Resources: Record<string, Resource>;
  Outputs: Record<string, { Condition?: string; Value: unknown }>;
};

/** Every call that the app makes to AWS and that IAM decides on. The policy allows these and nothing else. */
const OPERATIONS = [
  'connect:StartOutboundChatContact',
  'connect:StartOutboundVoiceContact',
  'connect:DescribeContact',
  'connect:StopContact',
  'connect:StartContactStreaming',
  'connect:CreateParticipant',
  'connect:DescribeInstance',
  'connect:ListContactFlows',
  'connect:ListQueues',
  'connect:ListPhoneNumbersV2',
  'connect:DescribeUser',
  'connect:DescribeQueue',
  'connect:DescribePhoneNumber',
  'servicequotas:GetServiceQuota',
  'sms-voice:DescribeOptedOutNumbers',
  'wisdom:ListMessageTemplates',
  'wisdom:GetMessageTemplate',
  'wisdom:RenderMessageTemplate',
  'wisdom:SearchQuickResponses',
  'sqs:ReceiveMessage',
  'sqs:DeleteMessage',
  'sqs:ChangeMessageVisibility',
  'sqs:GetQueueAttributes',
  'sns:GetTopicAttributes',
  'sns:ListSubscriptionsByTopic',
];

/** The participant service takes a token in place of a signature, and everybody may ask who they are. */
const WITHOUT_IAM = ['CreateParticipantConnection', 'SendMessage', 'GetTranscript', 'GetCallerIdentity'];

/** Doctor asks it where somebody has allowed it, and does without. */
const NOT_GRANTED = ['SimulatePrincipalPolicy'];

const policy = readJson<Policy>('manifest/aws/iam-policy.json');
const template = readJson<Template>('manifest/aws/stack.json');
const actions = (of: Policy) => new Set(of.Statement.flatMap(({ Action }) => Action));

describe('iam-policy.json', () => {
  test('allows the operations that the app uses and no others', () => {
    expect([...actions(policy)].sort()).toEqual([...OPERATIONS].sort());
    expect(policy.Statement.every(({ Effect }) => Effect === 'Allow')).toBe(true);
  });

  test('names every action in full', () => {
    for (const action of actions(policy))
      expect(action).toMatch(/^(connect|servicequotas|sms-voice|sns|sqs|wisdom):[A-Z][A-Za-z0-9]+$/);
  });

  test('opens everything to nothing but the call that takes no resource', () => {
    const open = policy.Statement.filter(({ Resource }) => [Resource].flat().includes('*'));
    expect(open.map(({ Action }) => Action)).toEqual([['connect:StartOutboundVoiceContact']]);
  });

  test('has a name for each statement that IAM takes', () => {
    const sids = policy.Statement.map(({ Sid }) => Sid);
    expect(new Set(sids).size).toBe(sids.length);
    for (const sid of sids) expect(sid).toMatch(/^[A-Za-z0-9]+$/);
  });

  test('covers every AWS command in the sources, and nothing that is in none', () => {
    expect([...new Set(operationsInSources())].sort()).toEqual([...OPERATIONS].sort());
  });
});

describe('stack.json', () => {
  const { Resources, Outputs } = template;
  const properties = (name: string) => Resources[name]?.Properties ?? {};
  const rule = properties('ContactEventsRule') as {
    EventPattern: Record<string, unknown>;
    Targets: { Arn: unknown; DeadLetterConfig: { Arn: unknown } }[];
  };
  const arnOf = (name: string) => ({ 'Fn::GetAtt': [name, 'Arn'] });

  test('takes the events of one instance, under the old name and the new one', () => {
    expect(rule.EventPattern).toEqual({
      source: ['aws.connect'],
      'detail-type': ['Amazon Connect Contact Event', 'Connect Customer Contact Event'],
      detail: { instanceArn: [{ Ref: 'InstanceArn' }] },
    });
  });

  test('brings them to the queue, and what cannot be brought to the dead letters', () => {
    expect(rule.Targets).toHaveLength(1);
    expect(rule.Targets[0]?.Arn).toEqual(arnOf('ContactEventsQueue'));
    expect(rule.Targets[0]?.DeadLetterConfig.Arn).toEqual(arnOf('ContactEventsDeadLetters'));
  });

  test('sets aside what could not be read ten times, for longer than the queue keeps anything', () => {
    const queue = properties('ContactEventsQueue');
    const deadLetters = properties('ContactEventsDeadLetters');
    expect(queue.RedrivePolicy).toEqual({
      deadLetterTargetArn: arnOf('ContactEventsDeadLetters'),
      maxReceiveCount: 10,
    });
    expect(deadLetters.MessageRetentionPeriod).toBeGreaterThan(Number(queue.MessageRetentionPeriod));
  });

  test('encrypts both queues, and polls the first one long', () => {
    expect(properties('ContactEventsQueue')).toMatchObject({
      SqsManagedSseEnabled: true,
      ReceiveMessageWaitTimeSeconds: 20,
    });
    expect(properties('ContactEventsDeadLetters').SqsManagedSseEnabled).toBe(true);
  });

  const REGION = 'arn:aws:connect:REGION:ACCOUNT';
  const granted = (name: string, ConversationsOn: boolean) =>
    resolve(properties(name).PolicyDocument, {
      'AWS::Partition': 'aws',
      'AWS::Region': 'REGION',
      'AWS::AccountId': 'ACCOUNT',
      OptOutList: 'OPT_OUT_LIST',
      KnowledgeBaseId: 'KNOWLEDGE_BASE_ID',
      QuickResponsesId: 'QUICK_RESPONSES_ID',
      InstanceArn: `${REGION}:instance/INSTANCE_ID`,
      PhoneNumberArns: [`${REGION}:phone-number/SMS_NUMBER_ID`, `${REGION}:phone-number/WHATSAPP_NUMBER_ID`],
      'ContactEventsQueue.Arn': 'arn:aws:sqs:REGION:ACCOUNT:QUEUE_NAME',
      'ContactEventsDeadLetters.Arn': 'arn:aws:sqs:REGION:ACCOUNT:DEAD_LETTERS',
      'ContactEventsRule.Arn': 'arn:aws:events:REGION:ACCOUNT:rule/RULE',
      MessagesTopic: 'arn:aws:sns:REGION:ACCOUNT:TOPIC',
      conditions: { NumbersGiven: true, FlowsGiven: false, ConversationsOn },
    }) as Policy;

  test.each([
    ['ContactEventsQueue', 'QUEUE_NAME'],
    ['ContactEventsDeadLetters', 'DEAD_LETTERS'],
  ])('lets only the rule, and with conversations the topic, write to %s', (queue, name) => {
    expect(properties(`${queue}Policy`).Queues).toEqual([{ Ref: queue }]);
    const only = (Sid: string, Service: string, source: string) => ({
      Sid,
      Effect: 'Allow',
      Principal: { Service },
      Action: ['sqs:SendMessage'],
      Resource: `arn:aws:sqs:REGION:ACCOUNT:${name}`,
      Condition: { ArnEquals: { 'aws:SourceArn': source } },
    });
    const rule = only(
      'OnlyFromTheContactEventsRule',
      'events.amazonaws.com',
      'arn:aws:events:REGION:ACCOUNT:rule/RULE',
    );
    const topic = only('OnlyFromTheMessagesTopic', 'sns.amazonaws.com', 'arn:aws:sns:REGION:ACCOUNT:TOPIC');
    expect(granted(`${queue}Policy`, false).Statement).toEqual([rule]);
    expect(granted(`${queue}Policy`, true).Statement).toEqual([rule, topic]);
  });

  test('grants the app what iam-policy.json grants, and without conversations nothing of chats', () => {
    expect(granted('AppPolicy', true)).toEqual(policy);
    const { Version, Statement } = policy;
    const ofChats = ['FollowAndJoinChats', 'LookAtTheTopic'];
    const others = Statement.filter(({ Sid }) => !ofChats.includes(Sid));
    expect(others).toHaveLength(Statement.length - ofChats.length);
    expect(granted('AppPolicy', false)).toEqual({ Version, Statement: others });
  });

  test('takes chats of this instance alone, by a topic that Amazon Connect can write to', () => {
    expect(granted('MessagesTopicPolicy', true).Statement).toEqual([
      {
        Sid: 'OnlyFromThisInstance',
        Effect: 'Allow',
        Principal: { Service: 'connect.amazonaws.com' },
        Action: ['sns:Publish'],
        Resource: 'arn:aws:sns:REGION:ACCOUNT:TOPIC',
        Condition: {
          StringEquals: { 'aws:SourceAccount': 'ACCOUNT' },
          ArnEquals: { 'aws:SourceArn': `${REGION}:instance/INSTANCE_ID` },
        },
      },
    ]);
    expect(properties('MessagesTopicPolicy').Topics).toEqual([{ Ref: 'MessagesTopic' }]);
    // Amazon Connect takes no FIFO topic, and can't write to one that a key of AWS's own encrypts.
    expect(Object.keys(properties('MessagesTopic'))).toEqual(['DisplayName']);
  });

  test('brings what is streamed to the same queue, raw', () => {
    expect(properties('MessagesSubscription')).toEqual({
      TopicArn: { Ref: 'MessagesTopic' },
      Protocol: 'sqs',
      Endpoint: arnOf('ContactEventsQueue'),
      RawMessageDelivery: true,
      RedrivePolicy: { deadLetterTargetArn: arnOf('ContactEventsDeadLetters') },
    });
  });

  test('makes nothing for conversations where they are not wanted', () => {
    expect(template.Parameters.Conversations).toMatchObject({ Default: 'no', AllowedValues: ['no', 'yes'] });
    expect(template.Conditions.ConversationsOn).toEqual({ 'Fn::Equals': [{ Ref: 'Conversations' }, 'yes'] });
    const conditional = [...Object.entries(Resources), ...Object.entries(Outputs)].filter(
      ([, { Condition }]) => Condition !== undefined,
    );
    expect(conditional.map(([name, { Condition }]) => [name, Condition])).toEqual(
      ['MessagesTopic', 'MessagesTopicPolicy', 'MessagesSubscription', 'TopicArn'].map((name) => [
        name,
        'ConversationsOn',
      ]),
    );
  });

  test('checks the ARN of the instance before it makes anything', () => {
    const pattern = new RegExp(template.Parameters.InstanceArn?.AllowedPattern ?? '$^');
    const instance = 'instance/12345678-1234-1234-1234-123456789012';
    expect(`arn:aws:connect:us-west-2:111122223333:${instance}`).toMatch(pattern);
    expect(instance).not.toMatch(pattern);
    expect('12345678-1234-1234-1234-123456789012').not.toMatch(pattern);
  });

  test('asks for nothing but the instance', () => {
    const required = Object.entries(template.Parameters).filter(([, { Default }]) => Default === undefined);
    expect(required.map(([name]) => name)).toEqual(['InstanceArn']);
  });

  test('tells what to put into the environment and what to attach', () => {
    expect(Outputs.QueueUrl?.Value).toEqual({ Ref: 'ContactEventsQueue' });
    expect(Outputs.DeadLetterQueueUrl?.Value).toEqual({ Ref: 'ContactEventsDeadLetters' });
    expect(Outputs.TopicArn?.Value).toEqual({ Ref: 'MessagesTopic' });
    expect(Outputs.PolicyArn?.Value).toEqual({ Ref: 'AppPolicy' });
  });

  test('refers only to what it declares', () => {
    const names = [...Object.keys(template.Parameters), ...Object.keys(Resources)];
    const { Ref, 'Fn::GetAtt': attributes, 'Fn::If': choices } = references(template);
    for (const name of Ref) expect([...names, 'AWS::AccountId', 'AWS::NoValue']).toContain(name);
    for (const name of attributes) expect(Object.keys(Resources)).toContain(name);
    expect([...choices].sort()).toEqual(Object.keys(template.Conditions).sort());
    expect(template.Description.length).toBeLessThanOrEqual(1024);
  });
});

/** The names in `new …Command` and `paginate…` of the sources, which are kept for operations of AWS. */
function operationsInSources(): string[] {
  const src = new URL('../../src/', import.meta.url);
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' });
  return (
    files
      // Whoever sets the app up does so with credentials of their own.
      .filter((file) => /\.tsx?$/.test(file) && !/^(sandbox|connect\/set-up)/.test(file))
      .map((file) => readFileSync(new URL(file, src), 'utf8'))
      .flatMap((text) =>
        [...text.matchAll(/\bnew ([A-Z]\w+)Command\(|\bpaginate([A-Z]\w+)\(/g)].map(
          ([, command, pages]) => command ?? pages ?? '',
        ),
      )
      // IAM does not tell calls in batches apart.
      .map((name) => name.replace(/Batch$/, ''))
      .filter((name) => ![...WITHOUT_IAM, ...NOT_GRANTED].includes(name))
      .map((name) => `${serviceOf(name)}:${name}`)
  );
}

function serviceOf(operation: string): string {
  if (/OptedOut/.test(operation)) return 'sms-voice';
  if (/Quota/.test(operation)) return 'servicequotas';
  if (/Template|QuickResponse/.test(operation)) return 'wisdom';
  if (/Topic/.test(operation)) return 'sns';
  return /Message|Queue(Url|Attributes)/.test(operation) ? 'sqs' : 'connect';
}

type Values = Record<string, unknown> & { conditions: Record<string, boolean> };

/** Stands in for CloudFormation, as far as the policy needs it. */
function resolve(node: unknown, values: Values): unknown {
  if (Array.isArray(node))
    return node.map((item) => resolve(item, values)).filter((item) => item !== undefined);
  if (typeof node !== 'object' || node === null) return node;
  const [[key, value] = ['', undefined], ...rest] = Object.entries(node);
  if (rest.length === 0) {
    if (key === 'Ref') return values[String(value)];
    if (key === 'Fn::GetAtt') return values[(value as string[]).join('.')];
    if (key === 'Fn::Sub') return String(value).replace(/\$\{([^}]+)\}/g, (_, name) => String(values[name]));
    if (key === 'Fn::If') {
      const [condition = '', yes, no] = value as [string, unknown, unknown];
      return resolve(values.conditions[condition] ? yes : no, values);
    }
  }
  return Object.fromEntries(Object.entries(node).map(([name, item]) => [name, resolve(item, values)]));
}

function references(node: unknown, found = { Ref: new Set(), 'Fn::GetAtt': new Set(), 'Fn::If': new Set() }) {
  if (typeof node !== 'object' || node === null) return found;
  for (const [key, value] of Object.entries(node)) {
    if (key in found) found[key as keyof typeof found].add([value].flat()[0]);
    references(value, found);
  }
  return found;
}
