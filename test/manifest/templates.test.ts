import { describe, expect, test } from '@jest/globals';
import { faultsOfProperties } from '../support/aws-schema.ts';
import { circleIn, faultsOfMentions, type Template, unmentioned } from '../support/template.ts';
import { readJson } from './read-json.ts';

const read = (name: string) => readJson<Template>(`manifest/aws/${name}`);

describe.each(['stack.json', 'service.json'])('%s', (file) => {
  const template = read(file);
  const { Description, Metadata, Parameters, Resources } = template;

  test('has only resources and properties that AWS has, with values that it takes', () => {
    const faults = Object.entries(Resources).flatMap(([name, { Type, Properties }]) =>
      faultsOfProperties(Type, Properties).map((fault) => `${name}: ${fault}`),
    );
    expect(faults).toEqual([]);
  });

  test('mentions what is there, and has nothing that is never mentioned', () => {
    const outputsOf = (name: string) => {
      const { TemplateURL } = Resources[name]?.Properties ?? {};
      return Object.keys(read(String(TemplateURL)).Outputs).map((output) => `Outputs.${output}`);
    };
    expect(faultsOfMentions(template, outputsOf)).toEqual([]);
    expect(unmentioned(template)).toEqual([]);
    expect(circleIn(template)).toBeUndefined();
  });

  test('is within the limits of CloudFormation', () => {
    // Source: AWS CloudFormation quotas.
    expect(Description.length).toBeLessThanOrEqual(1024);
    expect(Object.keys(Parameters).length).toBeLessThanOrEqual(200);
    expect(JSON.stringify(template, null, 2).length).toBeLessThan(51_200);
    for (const name of [
      ...Object.keys(Parameters),
      ...Object.keys(Resources),
      ...Object.keys(template.Outputs),
    ])
      expect(name).toMatch(/^[A-Za-z0-9]{1,255}$/);
  });

  test('takes the defaults that it has', () => {
    for (const { Default, AllowedPattern } of Object.values(Parameters))
      if (Default !== undefined && AllowedPattern) expect(Default).toMatch(new RegExp(AllowedPattern));
  });

  test('asks for each parameter in one group', () => {
    const { ParameterGroups } = Metadata['AWS::CloudFormation::Interface'];
    const grouped = ParameterGroups.flatMap((group) => group.Parameters);
    expect(grouped.toSorted()).toEqual(Object.keys(Parameters).toSorted());
  });

  test('says of whatever keeps something what becomes of it', () => {
    const KEEPS = [
      'AWS::SQS::Queue',
      'AWS::RDS::DBInstance',
      'AWS::Logs::LogGroup',
      'AWS::SecretsManager::Secret',
    ];
    for (const { Type, DeletionPolicy, UpdateReplacePolicy } of Object.values(Resources))
      if (KEEPS.includes(Type)) expect([Type, DeletionPolicy, UpdateReplacePolicy]).not.toContain(undefined);
  });
});

/** The checks themselves, by what they must find. */
describe('of a faulty template it is said', () => {
  test.each<[string, string, Record<string, unknown>, string]>([
    [
      'a property that is misspelt',
      'AWS::SQS::Queue',
      { VisibilityTimeOut: 1 },
      'VisibilityTimeOut is not known',
    ],
    [
      'a value of another type',
      'AWS::SQS::Queue',
      { VisibilityTimeout: 'soon' },
      'VisibilityTimeout is no integer',
    ],
    ['a property that is missing', 'AWS::EC2::SecurityGroup', {}, 'GroupDescription is missing'],
    ['a resource that AWS has not', 'AWS::SQS::Qeue', {}, 'AWS has no AWS::SQS::Qeue'],
    [
      'one deep within, in a choice',
      'AWS::ECS::TaskDefinition',
      { ContainerDefinitions: [{ 'Fn::If': ['Http', { Name: 'app', Imag: 'x' }, { Ref: 'AWS::NoValue' }] }] },
      'ContainerDefinitions[0].Image is missing',
    ],
  ])('%s', (_, type, properties, fault) => {
    expect(faultsOfProperties(type, properties).join()).toContain(fault);
  });

  test.each<[string, Partial<Template>, string]>([
    [
      'a name that is not there',
      { Outputs: { A: { Description: '', Value: { Ref: 'Gone' } } } },
      'A: Gone is not there',
    ],
    [
      'an attribute that is none',
      {
        Resources: { Q: { Type: 'AWS::SQS::Queue', Properties: {} } },
        Outputs: { A: { Description: '', Value: { 'Fn::GetAtt': ['Q', 'Colour'] } } },
      },
      'A: Q.Colour is no attribute',
    ],
    [
      'what is there only sometimes',
      {
        Resources: { Q: { Type: 'AWS::SQS::Queue', Condition: 'C', Properties: {} } },
        Conditions: { C: {} },
        Outputs: { A: { Description: '', Value: { Ref: 'Q' } } },
      },
      'A: Q needs C',
    ],
  ])('%s', (_, parts, fault) => {
    const empty = { Parameters: {}, Conditions: {}, Resources: {}, Outputs: {} };
    expect(faultsOfMentions({ ...empty, ...parts } as Template, () => [])).toEqual([fault]);
  });
});
