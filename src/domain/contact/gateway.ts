import type { AwsAnswer, ContactRequest, Failure, Waiting } from '../reach-out/reach-out.ts';
import type { Leg } from './contact.ts';

/**
 * What became of a call that starts a contact. rejected: no contact was started, and repeating will not
 * help; `conclusive` says that the same call cannot have been accepted before either.
 */
export type StartOutcome =
  | { kind: 'accepted'; contactId: string }
  | { kind: 'rejected'; failure: Failure; conclusive: boolean }
  | { kind: 'not_now'; waiting: Waiting; retryAfterSeconds?: number; answer?: AwsAnswer }
  | { kind: 'unknown'; answer?: AwsAnswer };

/** What became of asking for a contact. `unavailable`: the answer may come another time. */
export type DescribeOutcome = { kind: 'found'; leg: Leg; next: string[] } | { kind: 'unavailable' };

export type StopOutcome = 'stopped' | 'ended_before' | 'not_allowed' | 'unknown';

/** Amazon Connect. Its calls never throw and answer within 10 s. */
export interface ContactGateway {
  start(request: ContactRequest, clientToken: string): Promise<StartOutcome>;
  describe(contactId: string): Promise<DescribeOutcome>;
  stop(contactId: string): Promise<StopOutcome>;
}
