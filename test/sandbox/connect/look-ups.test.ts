import fs from 'node:fs';
import {
  CreateContactFlowCommand,
  DescribeContactFlowCommand,
  DescribeInstanceCommand,
  DescribePhoneNumberCommand,
  DescribeQueueCommand,
  DescribeUserCommand,
  GetContactAttributesCommand,
  type InvalidContactFlowException,
  ListInstancesCommand,
  ListPhoneNumbersV2Command,
  paginateListContactFlows,
  paginateListQueues,
  SearchContactsCommand,
  StartOutboundChatContactCommand,
  StartOutboundVoiceContactCommand,
  TagContactCommand,
  UpdateContactAttributesCommand,
} from '@aws-sdk/client-connect';
import { afterEach, describe, expect, test } from '@jest/globals';
import { defaultSeed, instanceArn, SEED_IDS } from '../../../src/sandbox/connect/index.ts';
import { chatInput, errorName, SMS_ARN, simulatorAndClient, stopAll, voiceInput } from './support.ts';

afterEach(stopAll);

const InstanceId = SEED_IDS.instance;

test('lists come in pages', async () => {
  const { client } = await simulatorAndClient();
  const names: (string | undefined)[] = [];
  let pages = 0;
  for await (const page of paginateListContactFlows(
    { client, pageSize: 2 },
    { InstanceId, ContactFlowTypes: ['CONTACT_FLOW'] },
  )) {
    pages += 1;
    names.push(...(page.ContactFlowSummaryList ?? []).map(({ Name }) => Name));
  }
  expect(pages).toBe(3);
  expect(names).toHaveLength(5);
  expect(new Set(names).size).toBe(5);
  for await (const page of paginateListQueues({ client }, { InstanceId, QueueTypes: ['STANDARD'] })) {
    expect(page.QueueSummaryList?.map(({ Name }) => Name)).toEqual(['Support', 'Sales']);
  }
});

test('phone numbers by instance, prefix and type; the answer has no capability field', async () => {
  const { client } = await simulatorAndClient();
  const list = (input: object) => client.send(new ListPhoneNumbersV2Command(input));
  const all = await list({ TargetArn: instanceArn(defaultSeed()), MaxResults: 2 });
  expect(all.ListPhoneNumbersSummaryList).toHaveLength(2);
  const rest = await list({ TargetArn: instanceArn(defaultSeed()), NextToken: all.NextToken });
  expect(rest.ListPhoneNumbersSummaryList).toHaveLength(2);
  expect(rest.NextToken).toBeUndefined();
  const one = await list({ PhoneNumberPrefix: '+12065550101' });
  expect(one.ListPhoneNumbersSummaryList?.[0]?.PhoneNumberArn).toBe(SMS_ARN);
  expect((await list({ PhoneNumberTypes: ['TOLL_FREE'] })).ListPhoneNumbersSummaryList).toEqual([]);
  expect(await errorName(list({ NextToken: 'nonsense' }))).toBe('InvalidParameterException');
  expect(await errorName(list({ TargetArn: 'arn:aws:connect:elsewhere' }))).toBe('ResourceNotFoundException');
});

test('instance, queue, flow and number are described', async () => {
  const { client } = await simulatorAndClient();
  const { Instance } = await client.send(new DescribeInstanceCommand({ InstanceId }));
  expect(Instance).toMatchObject({ OutboundCallsEnabled: true, InstanceAlias: 'reach-out-sandbox' });
  expect(Instance?.InstanceAccessUrl).toMatch(/^https:/);
  const { Queue } = await client.send(new DescribeQueueCommand({ InstanceId, QueueId: SEED_IDS.salesQueue }));
  expect(Queue?.Name).toBe('Sales');
  const flow = (ContactFlowId: string) =>
    client.send(new DescribeContactFlowCommand({ InstanceId, ContactFlowId }));
  expect((await flow(SEED_IDS.smsFlow)).ContactFlow?.Name).toBe('Reach Out: SMS');
  expect(await errorName(flow(SEED_IDS.savedFlow))).toBe('ContactFlowNotPublishedException');
  expect(await errorName(flow('none'))).toBe('ResourceNotFoundException');
  const number = await client.send(new DescribePhoneNumberCommand({ PhoneNumberId: SMS_ARN }));
  expect(number.ClaimedPhoneNumberSummary?.PhoneNumber).toBe('+12065550101');
  const user = (UserId: string) => client.send(new DescribeUserCommand({ InstanceId, UserId }));
  expect((await user(SEED_IDS.agent)).User?.IdentityInfo).toEqual({ FirstName: 'Ana', LastName: 'Souza' });
  expect(await errorName(user('none'))).toBe('ResourceNotFoundException');
});

test('attributes and tags of a contact', async () => {
  const { connect, client } = await simulatorAndClient();
  const { ContactId } = await client.send(
    new StartOutboundChatContactCommand(chatInput({ Attributes: { a: '1' } })),
  );
  const update = (Attributes: Record<string, string>) =>
    client.send(new UpdateContactAttributesCommand({ InstanceId, InitialContactId: ContactId, Attributes }));
  await update({ b: '2' });
  expect(await errorName(update({ c: 'x'.repeat(32_764) }))).toBe('InvalidParameterException');
  const got = await client.send(new GetContactAttributesCommand({ InstanceId, InitialContactId: ContactId }));
  expect(got.Attributes).toEqual({ a: '1', b: '2' });
  const events: string[] = [];
  connect.onEvent(({ detail }) => events.push(detail.eventType));
  await client.send(new TagContactCommand({ InstanceId, ContactId, Tags: { team: 'sales' } }));
  expect(events).toEqual(['CONTACT_DATA_UPDATED']);
  expect(connect.contact(ContactId ?? '')?.tags).toEqual({ team: 'sales' });
});

test('SearchContacts finds by time and channel', async () => {
  const { client } = await simulatorAndClient();
  await client.send(new StartOutboundChatContactCommand(chatInput()));
  const { ContactId } = await client.send(new StartOutboundVoiceContactCommand(voiceInput()));
  const found = await client.send(
    new SearchContactsCommand({
      InstanceId,
      TimeRange: {
        Type: 'INITIATION_TIMESTAMP',
        StartTime: new Date(Date.now() - 60_000),
        EndTime: new Date(Date.now() + 60_000),
      },
      SearchCriteria: { Channels: ['VOICE'] },
    }),
  );
  expect(found.Contacts?.map(({ Id }) => Id)).toEqual([ContactId]);
  expect(found.TotalCount).toBe(1);
});

test('the instances of the account, at most ten a page', async () => {
  const { client } = await simulatorAndClient();
  const { InstanceSummaryList } = await client.send(new ListInstancesCommand({}));
  expect(InstanceSummaryList).toMatchObject([
    { Id: InstanceId, Arn: instanceArn(defaultSeed()), InstanceAlias: 'reach-out-sandbox' },
  ]);
  expect(await errorName(client.send(new ListInstancesCommand({ MaxResults: 11 })))).toBe(
    'InvalidParameterException',
  );
});

describe('a flow that is created', () => {
  const Content = fs.readFileSync('manifest/aws/flow-sms.json', 'utf8');
  const good = { InstanceId, Name: 'Mine', Type: 'CONTACT_FLOW', Content } as const;

  test('is there from then on, once under its name, and a contact can start with it', async () => {
    const { connect, client } = await simulatorAndClient();
    const create = (input: object) => client.send(new CreateContactFlowCommand({ ...good, ...input }));
    const { ContactFlowId, ContactFlowArn } = await create({});
    expect(ContactFlowArn).toBe(`${instanceArn(defaultSeed())}/contact-flow/${ContactFlowId}`);
    expect(await errorName(create({}))).toBe('DuplicateResourceException');
    const { ContactFlow } = await client.send(new DescribeContactFlowCommand({ InstanceId, ContactFlowId }));
    expect(ContactFlow).toMatchObject({ Name: 'Mine', Status: 'PUBLISHED', Content });
    await client.send(new StartOutboundChatContactCommand(chatInput({ ContactFlowId })));
    const again = await simulatorAndClient({ snapshot: connect.snapshot() });
    expect(again.connect.seed.flows.map(({ name }) => name)).toContain('Mine');
    expect(defaultSeed().flows.map(({ name }) => name)).not.toContain('Mine');
  });

  test.each([
    ['no JSON', 'x', 'The content is not valid JSON.'],
    ['another version', Content.replace('2019-10-30', '2018-01-01'), 'Version: '],
    ['a way to nowhere', Content.replace('"NextAction": "end"', '"NextAction": "elsewhere"'), 'elsewhere'],
  ])('is refused with its problems: %s', async (_what, faulty, problem) => {
    const { client } = await simulatorAndClient();
    const create = (input: object) => client.send(new CreateContactFlowCommand({ ...good, ...input }));
    const error = await create({ Content: faulty }).catch((refusal: InvalidContactFlowException) => refusal);
    expect(error).toMatchObject({
      name: 'InvalidContactFlowException',
      problems: [{ message: expect.stringContaining(problem) }],
    });
    // What is only saved is not validated.
    await create({ Content: faulty, Status: 'SAVED' });
  });

  test.each([
    ['no name', { Name: '' }, 'InvalidParameterException'],
    ['no type that there is', { Type: 'FLOW' }, 'InvalidParameterException'],
    ['more content than fits', { Content: 'x'.repeat(256_001) }, 'InvalidParameterException'],
    ['another instance', { InstanceId: 'other' }, 'ResourceNotFoundException'],
  ])('is refused with %s', async (_what, input, name) => {
    const { client } = await simulatorAndClient();
    const create = client.send(new CreateContactFlowCommand({ ...good, ...(input as object) }));
    expect(await errorName(create)).toBe(name);
  });
});
