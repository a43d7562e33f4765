import {
  type ConnectClient,
  DescribeInstanceCommand,
  DescribePhoneNumberCommand,
  DescribeQueueCommand,
  paginateListContactFlows,
  paginateListPhoneNumbersV2,
} from '@aws-sdk/client-connect';
import type {
  ClaimedNumber,
  FlowFacts,
  InstanceFacts,
  NumberFacts,
  QueueFacts,
} from '../../domain/doctor/aws/reader.ts';

interface Call {
  abortSignal: AbortSignal;
}

const PAGE = 1000;

/** What Amazon Connect names no status of. */
const UNKNOWN = 'UNKNOWN';

export async function readInstance(
  client: ConnectClient,
  InstanceId: string,
  call: Call,
): Promise<InstanceFacts> {
  const { Instance = {} } = await client.send(new DescribeInstanceCommand({ InstanceId }), call);
  const { Arn: arn = '', InstanceAlias: alias = InstanceId, InstanceStatus: status = UNKNOWN } = Instance;
  const reason = Instance.StatusReason?.Message;
  const hasOutboundCalls = Instance.OutboundCallsEnabled === true;
  return { arn, alias, status, ...(reason && { reason }), hasOutboundCalls };
}

export async function readFlows(client: ConnectClient, InstanceId: string, call: Call): Promise<FlowFacts[]> {
  const flows: FlowFacts[] = [];
  for await (const page of paginateListContactFlows({ client, pageSize: PAGE }, { InstanceId }, call))
    for (const { Id: id = '', Name: name = id, ...flow } of page.ContactFlowSummaryList ?? []) {
      const { ContactFlowType: type = '', ContactFlowState: state = '' } = flow;
      flows.push({ id, name, type, state, status: flow.ContactFlowStatus ?? '' });
    }
  return flows;
}

export async function readNumbers(
  client: ConnectClient,
  where: { TargetArn: string } | { InstanceId: string },
  call: Call,
): Promise<NumberFacts[]> {
  const numbers: NumberFacts[] = [];
  for await (const page of paginateListPhoneNumbersV2({ client, pageSize: PAGE }, where, call))
    for (const one of page.ListPhoneNumbersSummaryList ?? []) {
      const { PhoneNumberId: id = '', PhoneNumber: number = '', PhoneNumberType: type = '' } = one;
      const importedAs = one.SourcePhoneNumberArn;
      numbers.push({ id, number, type, ...(importedAs && { importedAs }) });
    }
  return numbers;
}

export async function readNumber(
  client: ConnectClient,
  PhoneNumberId: string,
  call: Call,
): Promise<ClaimedNumber> {
  const answer = await client.send(new DescribePhoneNumberCommand({ PhoneNumberId }), call);
  const { TargetArn: targetArn = '', PhoneNumberStatus = {} } = answer.ClaimedPhoneNumberSummary ?? {};
  const { Status: status = UNKNOWN, Message: reason } = PhoneNumberStatus;
  return { targetArn, status, ...(reason && { reason }) };
}

export async function readQueue(
  client: ConnectClient,
  ids: { InstanceId: string; QueueId: string },
  call: Call,
): Promise<QueueFacts> {
  const { Queue = {} } = await client.send(new DescribeQueueCommand(ids), call);
  const { Name: name = ids.QueueId, Status: status = UNKNOWN, OutboundCallerConfig = {} } = Queue;
  return { name, status, hasCallerId: Boolean(OutboundCallerConfig.OutboundCallerIdNumberId) };
}
