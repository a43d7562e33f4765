import type { FaultRequest } from '../../page-api.ts';
import { Q_OPERATION_NAMES } from '../../qconnect/operation-names.ts';

type Fault<S extends Service> = Extract<FaultRequest, { service: S }>;
type ConnectKind = Fault<'connect'>['kind'];
type SlackKind = Fault<'slack'>['kind'];
type SqsKind = Fault<'sqs'>['kind'];
type QKind = Fault<'qconnect'>['kind'];

const CONNECT_FAULTS: Record<ConnectKind, string> = {
  throttle: 'Throttled',
  http_500: 'Internal error (500)',
  http_503: 'Unavailable (503)',
  drop_before: 'Connection drops before it is processed',
  drop_after: 'Connection drops after it was processed',
  delay: 'Answer comes late',
  access_denied: 'Access denied',
  too_many_requests: 'Too many requests',
  limit_exceeded: 'Limit of contacts reached',
  not_found: 'Resource not found',
  destination_not_allowed: 'Destination not allowed',
  not_permitted: 'Outbound contact not permitted',
  conflict: 'Conflict',
  invalid_request: 'Invalid request',
  expired_token: 'Credentials expired',
  other_region: 'Instance active in another region',
  clock_skew: 'Clock too far off',
  quota_exceeded: 'Quota exceeded (402)',
  malformed: 'Answer cannot be read',
  page: 'A proxy answers (403)',
};

const SLACK_FAULTS: Record<SlackKind, string> = {
  rate_limited: 'Rate limited (429)',
  http_500: 'Internal error (500)',
  drop_before: 'Connection drops before it is processed',
  drop_after: 'Connection drops after it was processed',
  delay: 'Answer comes late',
  error: 'Refused: not_in_channel',
  malformed: 'Answer cannot be read',
};

const SQS_FAULTS: Record<SqsKind, string> = {
  throttle: 'Throttled',
  http_500: 'Internal error (500)',
  drop_before: 'Connection drops before it is processed',
  drop_after: 'Connection drops after it was processed',
  delay: 'Answer comes late',
  access_denied: 'Access denied',
};

const Q_FAULTS: Record<QKind, string> = {
  throttle: 'Throttled',
  http_500: 'Internal error (500)',
  http_503: 'Unavailable (503)',
  drop_before: 'Connection drops before it is processed',
  delay: 'Answer comes late',
  access_denied: 'Access denied',
  not_found: 'Resource not found',
  invalid_request: 'Invalid request',
  expired_token: 'Credentials expired',
  malformed: 'Answer cannot be read',
};

export const SERVICES = {
  connect: 'Amazon Connect',
  qconnect: 'Q in Connect',
  slack: 'Slack',
  sqs: 'The queue',
} as const;

export type Service = keyof typeof SERVICES;

export const KINDS: Record<Service, Record<string, string>> = {
  connect: CONNECT_FAULTS,
  qconnect: Q_FAULTS,
  slack: SLACK_FAULTS,
  sqs: SQS_FAULTS,
};

/** The calls that the app makes; `*` for all of them. */
export const TARGETS: Record<Service, readonly string[]> = {
  connect: [
    '*',
    'StartOutboundChatContact',
    'StartOutboundVoiceContact',
    'DescribeContact',
    'StopContact',
    'ListContactFlows',
    'ListQueues',
    'ListPhoneNumbersV2',
    'StartContactStreaming',
    'CreateParticipant',
    'CreateParticipantConnection',
    'SendMessage',
    'GetTranscript',
    'DisconnectParticipant',
  ],
  qconnect: ['*', ...Q_OPERATION_NAMES],
  slack: [
    '*',
    'chat.postMessage',
    'chat.update',
    'views.open',
    'views.update',
    'views.publish',
    'conversations.info',
    'conversations.history',
    'conversations.replies',
    'conversations.open',
    'users.conversations',
    'users.info',
    'auth.test',
    'files.info',
    'files.completeUploadExternal',
    'file_download',
    'file_upload',
    'response_url',
  ],
  sqs: ['*', 'ReceiveMessage', 'DeleteMessage', 'DeleteMessageBatch'],
};

export type FaultForm = {
  service: Service;
  kind: string;
  target: string;
  times: string;
  seconds: string;
};

/** The form as the sandbox takes it. */
export function faultOf({ service, kind, target, times, seconds }: FaultForm): FaultRequest {
  const often = times === 'always' ? 'always' : Number(times);
  const ms = Math.round(Number(seconds) * 1000);
  const late = kind === 'delay' ? { ms } : undefined;
  if (service === 'slack') {
    const refusal = kind === 'error' ? { error: 'not_in_channel' } : undefined;
    return { service, kind: kind as SlackKind, method: target, times: often, ...late, ...refusal };
  }
  const every = target === '*';
  const terms = { times: often as number | 'always', ...late };
  if (service === 'sqs') {
    const operation = every ? undefined : { operation: target as NonNullable<Fault<'sqs'>['operation']> };
    return { service, kind: kind as SqsKind, ...terms, ...operation };
  }
  if (service === 'qconnect') {
    const operation = every
      ? undefined
      : { operation: target as NonNullable<Fault<'qconnect'>['operation']> };
    return { service, kind: kind as QKind, ...terms, ...operation };
  }
  const operation = every ? undefined : { operation: target as NonNullable<Fault<'connect'>['operation']> };
  return { service, kind: kind as ConnectKind, ...terms, ...operation };
}
