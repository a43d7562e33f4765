import * as z from 'zod';
import type { FaultKind as ConnectFaultKind } from './connect/index.ts';
import { OPERATION_NAMES } from './connect/operation-names.ts';
import type { QFaultKind } from './qconnect/index.ts';
import { Q_OPERATION_NAMES } from './qconnect/operation-names.ts';
import type { ActionName, SqsFaultKind } from './sqs/index.ts';

/* What can be made to go wrong from the page; like its other actions, free of anything of Node's. */

export const id = z.string().min(1).max(255);
export const text = z.string().max(40_000);
export const milliseconds = z.number().int().min(0).max(600_000);

const SLACK_FAULT_KINDS = [
  'rate_limited',
  'error',
  'http_500',
  'drop_before',
  'drop_after',
  'delay',
  'malformed',
] as const;

const CONNECT_FAULT_KINDS = [
  'throttle',
  'too_many_requests',
  'limit_exceeded',
  'http_500',
  'http_503',
  'access_denied',
  'not_found',
  'destination_not_allowed',
  'not_permitted',
  'conflict',
  'invalid_request',
  'expired_token',
  'other_region',
  'clock_skew',
  'quota_exceeded',
  'drop_before',
  'drop_after',
  'delay',
  'malformed',
  'page',
] as const satisfies readonly ConnectFaultKind[];

const Q_FAULT_KINDS = [
  'throttle',
  'http_500',
  'http_503',
  'access_denied',
  'not_found',
  'invalid_request',
  'expired_token',
  'drop_before',
  'delay',
  'malformed',
] as const satisfies readonly QFaultKind[];

const SQS_FAULT_KINDS = [
  'http_500',
  'throttle',
  'access_denied',
  'drop_before',
  'drop_after',
  'delay',
] as const satisfies readonly SqsFaultKind[];

/** What the app asks of its queue. */
const SQS_OPERATIONS = [
  'ReceiveMessage',
  'DeleteMessage',
  'DeleteMessageBatch',
  'ChangeMessageVisibility',
  'ChangeMessageVisibilityBatch',
  'GetQueueAttributes',
] as const satisfies readonly ActionName[];

/** How often a fault strikes; once when left out. */
const times = z.union([z.number().int().min(1).max(1_000_000), z.literal('always')]).exactOptional();

/** Something to go wrong. `ms` goes with `delay` only. */
export const faultSchema = z.discriminatedUnion('service', [
  z.object({
    service: z.literal('slack'),
    kind: z.enum(SLACK_FAULT_KINDS),
    /** A Web API method, `response_url`, or `*` for all. */
    method: id,
    conversation: id.exactOptional(),
    times,
    ms: milliseconds.exactOptional(),
    beforeProcessing: z.boolean().exactOptional(),
    /** Slack's error code, for `error`. */
    error: id.exactOptional(),
    /** For `rate_limited`. */
    retryAfterSeconds: z.number().int().min(0).max(3_600).exactOptional(),
  }),
  z.object({
    service: z.literal('connect'),
    kind: z.enum(CONNECT_FAULT_KINDS),
    /** Every operation when left out. */
    operation: z.enum(OPERATION_NAMES).exactOptional(),
    times,
    probability: z.number().min(0).max(1).exactOptional(),
    ms: milliseconds.exactOptional(),
    when: z.enum(['before', 'after']).exactOptional(),
    afterProcessing: z.boolean().exactOptional(),
    message: text.exactOptional(),
  }),
  z.object({
    service: z.literal('qconnect'),
    kind: z.enum(Q_FAULT_KINDS),
    operation: z.enum(Q_OPERATION_NAMES).exactOptional(),
    times,
    probability: z.number().min(0).max(1).exactOptional(),
    ms: milliseconds.exactOptional(),
  }),
  z.object({
    service: z.literal('sqs'),
    kind: z.enum(SQS_FAULT_KINDS),
    operation: z.enum(SQS_OPERATIONS).exactOptional(),
    times,
    probability: z.number().min(0).max(1).exactOptional(),
    ms: milliseconds.exactOptional(),
  }),
]);

export type FaultRequest = z.infer<typeof faultSchema>;
