import { AwsError } from '../aws-error.ts';
import {
  requireAgent,
  requireFlow,
  requireInstance,
  requirePhoneNumber,
  requireQueue,
} from '../find-resource.ts';
import { instanceArn, phoneNumberArn, resourceArn, sourceNumberArn } from '../seed.ts';
import type { Operation } from './operation.ts';

/** GET /instance/{InstanceId}. */
export const describeInstance: Operation = ({ labels }, { seed }) => {
  requireInstance(seed, labels.InstanceId ?? '');
  return {
    Instance: {
      Id: seed.instance.id,
      Arn: instanceArn(seed),
      IdentityManagementType: 'CONNECT_MANAGED',
      InstanceAlias: seed.instance.alias,
      CreatedTime: seed.instance.createdAt / 1000,
      ServiceRole: `arn:aws:iam::${seed.accountId}:role/aws-service-role/connect.amazonaws.com/AWSServiceRoleForAmazonConnect`,
      InstanceStatus: seed.instance.status ?? 'ACTIVE',
      InboundCallsEnabled: true,
      OutboundCallsEnabled: seed.instance.outboundCallsEnabled,
      InstanceAccessUrl: seed.instance.accessUrl,
    },
  };
};

/** GET /queues/{InstanceId}/{QueueId}. */
export const describeQueue: Operation = ({ labels }, { seed }) => {
  requireInstance(seed, labels.InstanceId ?? '');
  const queue = requireQueue(seed, labels.QueueId ?? '');
  return {
    Queue: {
      Name: queue.name,
      QueueArn: resourceArn(seed, 'queue', queue.id),
      QueueId: queue.id,
      Status: queue.status ?? 'ENABLED',
      OutboundCallerConfig: queue.callerIdNumberId && { OutboundCallerIdNumberId: queue.callerIdNumberId },
    },
  };
};

/** GET /contact-flows/{InstanceId}/{ContactFlowId}. A draft alone is ContactFlowNotPublishedException (404). */
export const describeContactFlow: Operation = ({ labels }, { seed }) => {
  requireInstance(seed, labels.InstanceId ?? '');
  const flow = requireFlow(seed, labels.ContactFlowId ?? '');
  if (flow.status === 'SAVED')
    throw new AwsError('ContactFlowNotPublishedException', 'The flow is not published.');
  return {
    ContactFlow: {
      Arn: resourceArn(seed, 'contact-flow', flow.id),
      Id: flow.id,
      Name: flow.name,
      Type: flow.type,
      State: flow.state,
      Status: flow.status,
      Content: flow.content,
    },
  };
};

/** GET /phone-number/{PhoneNumberId}. */
export const describePhoneNumber: Operation = ({ labels }, { seed }) => {
  const number = requirePhoneNumber(seed, labels.PhoneNumberId ?? '');
  return {
    ClaimedPhoneNumberSummary: {
      PhoneNumberId: number.id,
      PhoneNumberArn: phoneNumberArn(seed, number.id),
      PhoneNumber: number.number,
      PhoneNumberCountryCode: number.countryCode,
      PhoneNumberType: number.type,
      PhoneNumberDescription: number.description,
      TargetArn: instanceArn(seed, number.instanceId),
      InstanceId: number.instanceId ?? seed.instance.id,
      PhoneNumberStatus: { Status: number.status ?? 'CLAIMED' },
      SourcePhoneNumberArn: sourceNumberArn(seed, number),
    },
  };
};

/** GET /users/{InstanceId}/{UserId}. */
export const describeUser: Operation = ({ labels }, { seed }) => {
  requireInstance(seed, labels.InstanceId ?? '');
  const agent = requireAgent(seed, labels.UserId ?? '');
  const [FirstName = '', ...rest] = agent.name.split(' ');
  return {
    User: {
      Id: agent.id,
      Arn: resourceArn(seed, 'agent', agent.id),
      Username: agent.name.toLowerCase().replaceAll(' ', '.'),
      IdentityInfo: { FirstName, LastName: rest.join(' ') },
      PhoneConfig: { PhoneType: 'SOFT_PHONE', AutoAccept: false },
    },
  };
};
