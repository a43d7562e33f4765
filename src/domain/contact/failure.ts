import type { Refusal } from '../policy/decide.ts';

/** The error that AWS answered with; the request id is for its support. */
export interface AwsAnswer {
  awsError?: string;
  requestId?: string;
  /** Where it was not AWS that answered: `HTTP 407`, or what is wrong with a certificate or a setting. */
  fault?: string;
}

/** Why a reach-out was not sent, or has not been so far. The code chooses the sentence. */
export interface Failure extends AwsAnswer {
  code: FailureCode;
  /** With the code `refused`: what the policy says now that its start is due. */
  refusal?: Refusal;
}

export const FAILURE_CODES = [
  'invalid_request',
  'not_found',
  'destination_not_allowed',
  'outbound_not_permitted',
  'access_denied',
  'conflict',
  'credentials',
  'malformed_credentials',
  'settings',
  'clock',
  'certificate',
  'intercepted',
  'other_region',
  'refused',
  'uninstalled',
  'declined',
  'approval_lapsed',
  'waited_too_long',
  'unreadable',
  'broken',
  'unexpected',
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

/** What a reach-out that has not been sent yet is waiting for. */
export type Waiting = 'turn' | 'rate' | 'quota' | 'connection';
