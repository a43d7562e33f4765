import type { OperationName } from './operation-names.ts';
import { getContactAttributes, tagContact, updateContactAttributes } from './operations/contact-data.ts';
import { startContactStreaming, stopContactStreaming } from './operations/contact-streaming.ts';
import { createContactFlow } from './operations/create-contact-flow.ts';
import { createParticipant } from './operations/create-participant.ts';
import { describeContact } from './operations/describe-contact.ts';
import { describeOptedOutNumbers } from './operations/describe-opted-out-numbers.ts';
import {
  describeContactFlow,
  describeInstance,
  describePhoneNumber,
  describeQueue,
  describeUser,
} from './operations/describe-resources.ts';
import { getCallerIdentity } from './operations/get-caller-identity.ts';
import { getServiceQuota } from './operations/get-service-quota.ts';
import { listContactFlows } from './operations/list-contact-flows.ts';
import { listInstances } from './operations/list-instances.ts';
import { listPhoneNumbersV2 } from './operations/list-phone-numbers.ts';
import { listQueues } from './operations/list-queues.ts';
import type { Operation } from './operations/operation.ts';
import { createParticipantConnection } from './operations/participant/create-participant-connection.ts';
import { disconnectParticipant } from './operations/participant/disconnect-participant.ts';
import { getTranscript } from './operations/participant/get-transcript.ts';
import { sendEvent } from './operations/participant/send-event.ts';
import { sendMessage } from './operations/participant/send-message.ts';
import { searchContacts } from './operations/search-contacts.ts';
import { simulatePrincipalPolicy } from './operations/simulate-principal-policy.ts';
import { startOutboundChatContact } from './operations/start-outbound-chat-contact.ts';
import { startOutboundVoiceContact } from './operations/start-outbound-voice-contact.ts';
import { stopContact } from './operations/stop-contact.ts';

type Route = {
  operation: OperationName;
  method: string;
  path: string;
  /** By which services that have one path for all tell their operations apart, as `targetOf` has it. */
  target?: string;
  run: Operation;
};

/** HTTP bindings, as in AWS's API reference. */
const ROUTES: readonly Route[] = [
  {
    operation: 'StartOutboundChatContact',
    method: 'PUT',
    path: '/contact/outbound-chat',
    run: startOutboundChatContact,
  },
  {
    operation: 'StartOutboundVoiceContact',
    method: 'PUT',
    path: '/contact/outbound-voice',
    run: startOutboundVoiceContact,
  },
  {
    operation: 'DescribeContact',
    method: 'GET',
    path: '/contacts/{InstanceId}/{ContactId}',
    run: describeContact,
  },
  { operation: 'StopContact', method: 'POST', path: '/contact/stop', run: stopContact },
  {
    operation: 'ListContactFlows',
    method: 'GET',
    path: '/contact-flows-summary/{InstanceId}',
    run: listContactFlows,
  },
  {
    operation: 'CreateContactFlow',
    method: 'PUT',
    path: '/contact-flows/{InstanceId}',
    run: createContactFlow,
  },
  { operation: 'ListInstances', method: 'GET', path: '/instance', run: listInstances },
  { operation: 'ListQueues', method: 'GET', path: '/queues-summary/{InstanceId}', run: listQueues },
  { operation: 'ListPhoneNumbersV2', method: 'POST', path: '/phone-number/list', run: listPhoneNumbersV2 },
  { operation: 'DescribeInstance', method: 'GET', path: '/instance/{InstanceId}', run: describeInstance },
  { operation: 'DescribeQueue', method: 'GET', path: '/queues/{InstanceId}/{QueueId}', run: describeQueue },
  {
    operation: 'DescribeContactFlow',
    method: 'GET',
    path: '/contact-flows/{InstanceId}/{ContactFlowId}',
    run: describeContactFlow,
  },
  {
    operation: 'DescribePhoneNumber',
    method: 'GET',
    path: '/phone-number/{PhoneNumberId}',
    run: describePhoneNumber,
  },
  { operation: 'DescribeUser', method: 'GET', path: '/users/{InstanceId}/{UserId}', run: describeUser },
  {
    operation: 'UpdateContactAttributes',
    method: 'POST',
    path: '/contact/attributes',
    run: updateContactAttributes,
  },
  {
    operation: 'GetContactAttributes',
    method: 'GET',
    path: '/contact/attributes/{InstanceId}/{InitialContactId}',
    run: getContactAttributes,
  },
  { operation: 'TagContact', method: 'POST', path: '/contact/tags', run: tagContact },
  {
    operation: 'StartContactStreaming',
    method: 'POST',
    path: '/contact/start-streaming',
    run: startContactStreaming,
  },
  {
    operation: 'StopContactStreaming',
    method: 'POST',
    path: '/contact/stop-streaming',
    run: stopContactStreaming,
  },
  {
    operation: 'CreateParticipant',
    method: 'POST',
    path: '/contact/create-participant',
    run: createParticipant,
  },
  {
    operation: 'CreateParticipantConnection',
    method: 'POST',
    path: '/participant/connection',
    run: createParticipantConnection,
  },
  { operation: 'SendMessage', method: 'POST', path: '/participant/message', run: sendMessage },
  { operation: 'SendEvent', method: 'POST', path: '/participant/event', run: sendEvent },
  { operation: 'GetTranscript', method: 'POST', path: '/participant/transcript', run: getTranscript },
  {
    operation: 'DisconnectParticipant',
    method: 'POST',
    path: '/participant/disconnect',
    run: disconnectParticipant,
  },
  { operation: 'SearchContacts', method: 'POST', path: '/search-contacts', run: searchContacts },
  {
    operation: 'DescribeOptedOutNumbers',
    method: 'POST',
    path: '/',
    target: 'PinpointSMSVoiceV2.DescribeOptedOutNumbers',
    run: describeOptedOutNumbers,
  },
  {
    operation: 'GetServiceQuota',
    method: 'POST',
    path: '/',
    target: 'ServiceQuotasV20190624.GetServiceQuota',
    run: getServiceQuota,
  },
  {
    operation: 'GetCallerIdentity',
    method: 'POST',
    path: '/',
    target: '2011-06-15.GetCallerIdentity',
    run: getCallerIdentity,
  },
  {
    operation: 'SimulatePrincipalPolicy',
    method: 'POST',
    path: '/',
    target: '2010-05-08.SimulatePrincipalPolicy',
    run: simulatePrincipalPolicy,
  },
];

const PATTERNS = ROUTES.map((route) => ({ route, parts: route.path.split('/') }));

export type Routed = { route: Route; labels: Record<string, string> };

/** The operation of a request line; labels are percent-decoded, so an ARN may stand where an id does. */
export function findRoute(method: string, path: string, target?: string): Routed | undefined {
  const given = path.split('/');
  for (const { route, parts } of PATTERNS) {
    if (route.method !== method || route.target !== target || parts.length !== given.length) continue;
    const labels = matchLabels(parts, given);
    if (labels) return { route, labels };
  }
  return undefined;
}

function matchLabels(parts: readonly string[], given: readonly string[]): Record<string, string> | undefined {
  const labels: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith('{')) {
      if (value === '') return undefined;
      labels[part.slice(1, -1)] = decodeURIComponent(value);
    } else if (part !== value) return undefined;
  }
  return labels;
}
