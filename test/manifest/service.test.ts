import { expect, test } from '@jest/globals';
import { parseConfig } from '../../src/config/config.ts';
import { environmentSchema } from '../../src/config/environment.ts';
import { ANY_HOUR } from '../support/environment.ts';
import { stepsOf } from '../support/image.ts';
import type { Template } from '../support/template.ts';
import { readJson } from './read-json.ts';

interface Variable {
  Name: string;
  Value: unknown;
}

interface Container {
  User: string;
  ReadonlyRootFilesystem: boolean;
  StopTimeout: number;
  HealthCheck: { Command: string[] };
  PortMappings: { ContainerPort: number }[];
  Environment: (Variable | { 'Fn::If': [string, Variable, unknown] })[];
  Secrets: (Secret | { 'Fn::If': [string, Secret, Secret] })[];
  LinuxParameters: unknown;
}

interface Secret {
  Name: string;
  ValueFrom: { 'Fn::Sub': string };
}

const { Resources, Conditions, Rules } = readJson<Template>('manifest/aws/service.json');
const stack = readJson<Template>('manifest/aws/stack.json');
const properties = <T>(name: string) => (Resources[name]?.Properties ?? {}) as T;
const { ContainerDefinitions } = properties<{ ContainerDefinitions: [Container] }>('TaskDefinition');
const [container] = ContainerDefinitions;

/** With the choices of these conditions taken. */
const chosen = <T>(all: (T | { 'Fn::If': [string, unknown, unknown] })[], met: string[]): T[] =>
  all
    .map((one) => {
      const [condition = '', yes, no] = (one as { 'Fn::If'?: [string, T, T] })['Fn::If'] ?? [];
      return condition ? (met.includes(condition) ? yes : no) : one;
    })
    .filter((one): one is T => 'Name' in (one as object));

test('runs the image as it is made', () => {
  const last = (keyword: string) => stepsOf('app').findLast((step) => step.keyword === keyword)?.args ?? [];
  const [, ...health] = last('HEALTHCHECK');
  expect(container.User).toBe(last('USER')[0]);
  expect(container.HealthCheck.Command).toEqual(['CMD', ...JSON.parse(health.join(' '))]);
  expect(container.PortMappings).toEqual([{ ContainerPort: Number(last('EXPOSE')[0]), Protocol: 'tcp' }]);
  expect(container.ReadonlyRootFilesystem).toBe(true);
  expect(container.LinuxParameters).toEqual({ Capabilities: { Drop: ['ALL'] } });
  expect(container.StopTimeout).toBeGreaterThan(10);
  // ENTRYPOINT and CMD are the image's.
  expect(container).not.toHaveProperty('Command');
});

test.each([
  ['HTTP', 'http', ['Http', 'ConversationsOn']],
  ['Socket Mode', 'socket', ['ConversationsOn']],
  ['HTTP in several workspaces', 'http', ['Http', 'OAuth', 'ConversationsOn']],
])('gives the app by %s an environment that it takes', (_, mode, met) => {
  const variables = chosen<Variable>(container.Environment, met).map(({ Name, Value }) => [
    Name,
    textOf(Value),
  ]);
  const secrets = chosen<Secret>(container.Secrets, met).map(({ Name }) => [Name, secretFor(Name)]);
  const env = Object.fromEntries([...variables, ...secrets]);
  const names = Object.keys(environmentSchema.shape);
  for (const name of Object.keys(env)) expect([...names, 'AWS_REGION', 'PGPASSWORD']).toContain(name);
  const config = parseConfig({ ...env, REACH_OUT_POLICY: ANY_HOUR, ...SENDER });
  expect(config.slack.delivery.mode).toBe(mode);
  expect(config.slack.oauth !== undefined).toBe(met.includes('OAuth'));
  expect('SLACK_BOT_TOKEN' in env).toBe(!met.includes('OAuth'));
  expect(config.encryptionKeys).toHaveLength(1);
  expect(config.settings.replies).toBeDefined();
  expect(config.database.kind).toBe('postgres');
});

/** What the settings in S3 may hold. */
const SENDER = { CONNECT_VOICE_FLOW_ID: 'flow', CONNECT_VOICE_SOURCE_NUMBER: '+12065550100' };

test('reaches the database by TLS, with the authorities that the image brings, and a password that no URL holds', () => {
  const url = new URL(textOf(container.Environment.map((one) => one as Variable).at(-1)?.Value));
  const [, authorities = ''] = stepsOf('aws').find(({ keyword }) => keyword === 'ADD')?.args ?? [];
  expect(Object.fromEntries(url.searchParams)).toEqual({ sslmode: 'verify-full', sslrootcert: authorities });
  expect([url.username, url.password, url.pathname]).toEqual(['reach_out', '', '/reach_out']);
  const [password] = chosen<Secret>(container.Secrets, []);
  expect(password?.Name).toBe('PGPASSWORD');
  expect(password?.ValueFrom['Fn::Sub']).toMatch(/^\$\{DatabaseSecret\}:password::$/);
});

test('keeps the database closed, encrypted and backed up', () => {
  expect(properties('Database')).toMatchObject({
    ...{
      StorageEncrypted: true,
      PubliclyAccessible: false,
      DeletionProtection: true,
      CopyTagsToSnapshot: true,
    },
    ...{ DBName: 'reach_out', MasterUsername: 'reach_out' },
  });
  expect(Resources.Database?.DeletionPolicy).toBe('Snapshot');
  expect(properties('AppToDatabase')).toMatchObject({
    SourceSecurityGroupId: { 'Fn::GetAtt': ['AppSecurityGroup', 'GroupId'] },
  });
});

test('lets in from outside what Slack sends, and nothing without a certificate', () => {
  const http = Object.entries(Resources).filter(([, { Condition }]) => Condition === 'Http');
  expect(http.map(([name]) => name)).toEqual([
    ...['LoadBalancerSecurityGroup', 'LoadBalancerToApp', 'LoadBalancer', 'Targets', 'Listener', 'FromSlack'],
  ]);
  expect(Conditions.Http).toEqual({ 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'CertificateArn' }, ''] }] });
  expect(Object.keys(Rules ?? {})).toEqual(['LoadBalancersAreInPublicSubnets', 'PagesForOAuthAreReached']);
  expect(properties('FromSlack')).toMatchObject({
    Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/slack/*'] } }],
  });
  expect(properties('Listener')).toMatchObject({
    Protocol: 'HTTPS',
    DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }],
  });
  const open = Object.entries(Resources).filter(
    ([, one]) =>
      one.Type.startsWith('AWS::EC2') &&
      JSON.stringify(one.Properties.SecurityGroupIngress ?? '').includes('0.0.0.0/0'),
  );
  expect(open.map(([name]) => name)).toEqual(['LoadBalancerSecurityGroup']);
});

test('gives the task what it is given by the pipeline, and Fargate no more than a start takes', () => {
  const { TemplateURL, Parameters } = properties<{
    TemplateURL: string;
    Parameters: Record<string, unknown>;
  }>('Pipeline');
  expect(TemplateURL).toBe('stack.json');
  expect(Object.keys(Parameters).toSorted()).toEqual(Object.keys(stack.Parameters).toSorted());
  expect(Parameters.AppRoleName).toEqual({ Ref: 'TaskRole' });
  expect(properties('TaskRole')).not.toHaveProperty('Policies');
  const { Policies } = properties<{ Policies: { PolicyDocument: { Statement: object[] } }[] }>(
    'ExecutionRole',
  );
  const actions = JSON.stringify(Policies)
    .match(/"[a-z0-9]+:[A-Z]\w+"/g)
    ?.map((one) => one.slice(1, -1));
  expect(actions?.filter((one) => one !== 'aws:SourceAccount')).toEqual([
    'ecr:GetAuthorizationToken',
    'ecr:BatchCheckLayerAvailability',
    'ecr:GetDownloadUrlForLayer',
    'ecr:BatchGetImage',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
    'secretsmanager:GetSecretValue',
    's3:GetObject',
    's3:GetBucketLocation',
    'kms:Decrypt',
  ]);
});

test('takes back a new version that does not come up', () => {
  expect(properties('Service')).toMatchObject({
    DeploymentConfiguration: {
      MinimumHealthyPercent: 100,
      DeploymentCircuitBreaker: { Enable: true, Rollback: true },
    },
  });
});

/** As CloudFormation would fill it in. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Sub': text } = value as Record<string, unknown>;
  if (text) return String(text).replaceAll(/\$\{([^}]+)\}/g, (_, name) => FILLED[name] ?? '');
  return FILLED[attribute ? (attribute as string[]).join('.') : String(Ref)] ?? '';
}

const FILLED: Record<string, string> = {
  'AWS::Region': 'us-west-2',
  InstanceArn: 'arn:aws:connect:us-west-2:111122223333:instance/00000000-0000-0000-0000-000000000000',
  'Pipeline.Outputs.QueueUrl': 'https://sqs.us-west-2.amazonaws.com/111122223333/events',
  'Pipeline.Outputs.TopicArn': 'arn:aws:sns:us-west-2:111122223333:messages',
  'Database.Endpoint.Address': 'database.example.com',
  'Database.Endpoint.Port': '5432',
};

function secretFor(name: string): string {
  if (name === 'REACH_OUT_ENCRYPTION_KEYS') return `k1:${Buffer.alloc(32, 1).toString('base64')}`;
  return { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }[name] ?? 'a secret of some length';
}
