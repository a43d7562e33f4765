/** The operations that the simulator answers: Amazon Connect's, and a few of other services that go with it. */
export const OPERATION_NAMES = [
  'StartOutboundChatContact',
  'StartOutboundVoiceContact',
  'DescribeContact',
  'StopContact',
  'ListInstances',
  'ListContactFlows',
  'CreateContactFlow',
  'ListQueues',
  'ListPhoneNumbersV2',
  'DescribeInstance',
  'DescribeQueue',
  'DescribeContactFlow',
  'DescribePhoneNumber',
  'DescribeUser',
  'UpdateContactAttributes',
  'GetContactAttributes',
  'TagContact',
  'SearchContacts',
  'StartContactStreaming',
  'StopContactStreaming',
  'CreateParticipant',
  'CreateParticipantConnection',
  'SendMessage',
  'SendEvent',
  'GetTranscript',
  'DisconnectParticipant',
  'DescribeOptedOutNumbers',
  'GetCallerIdentity',
  'GetServiceQuota',
  'SimulatePrincipalPolicy',
] as const;

export type OperationName = (typeof OPERATION_NAMES)[number];

/** Amazon Connect Participant Service: bearer tokens instead of signatures, and errors of its own. */
const PARTICIPANT_OPERATIONS: ReadonlySet<OperationName> = new Set<OperationName>([
  'CreateParticipantConnection',
  'SendMessage',
  'SendEvent',
  'GetTranscript',
  'DisconnectParticipant',
]);

/** AWS End User Messaging SMS. */
export const END_USER_MESSAGING: ReadonlySet<OperationName> = new Set<OperationName>([
  'DescribeOptedOutNumbers',
]);

/** AWS STS, IAM and Service Quotas: the account that Amazon Connect is in. */
export const ACCOUNT_OPERATIONS: ReadonlySet<OperationName> = new Set<OperationName>([
  'GetCallerIdentity',
  'GetServiceQuota',
  'SimulatePrincipalPolicy',
]);

/** With errors of their own. */
export const OTHER_SERVICES: ReadonlySet<OperationName> = new Set<OperationName>([
  ...PARTICIPANT_OPERATIONS,
  ...END_USER_MESSAGING,
]);

/** AWS answers a throttled call with ThrottlingException where the operation's model has it. */
export const MODELS_THROTTLING: ReadonlySet<OperationName> = new Set<OperationName>([
  'StartOutboundChatContact',
  'DescribeContact',
  'ListContactFlows',
  'CreateContactFlow',
  'ListQueues',
  'ListPhoneNumbersV2',
  'DescribeQueue',
  'DescribeContactFlow',
  'DescribePhoneNumber',
  'DescribeUser',
  'TagContact',
  'SearchContacts',
  'CreateParticipant',
  ...OTHER_SERVICES,
]);
