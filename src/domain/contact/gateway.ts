import type { ChatChannel } from '../channels/registry.ts';
import type { Leg } from './contact.ts';
import type { ContactRequest } from './contact-request.ts';
import type { AwsAnswer, Failure, Waiting } from './failure.ts';

/**
 * What a call means that did not do what it should. rejected: nothing was done, and repeating will not
 * help; `conclusive` says that the same call cannot have been accepted before either.
 */
export type CallFault =
  | { kind: 'rejected'; failure: Failure; conclusive: boolean }
  | { kind: 'not_now'; waiting: Waiting; retryAfterSeconds?: number; answer?: AwsAnswer }
  | { kind: 'unknown'; answer?: AwsAnswer };

export type StartOutcome = { kind: 'accepted'; contactId: string } | CallFault;

/** What became of asking for a contact. `unavailable`: the answer may come another time. */
export type DescribeOutcome =
  | { kind: 'found'; leg: Leg; next: string[]; chat?: Chat }
  | { kind: 'unavailable' };

/** Between whom a chat is. */
export interface Chat {
  channel: ChatChannel;
  /** E.164, or what a person is known by who has no number. */
  customer: string;
  /** The Amazon Connect phone number, by its ARN or E.164. */
  system: string;
}

export type StopOutcome = { kind: 'stopped' } | CallFault;

/** Amazon Connect. Its calls never throw and answer within 10 s, whatever they wait for. */
export interface ContactGateway {
  start(request: ContactRequest, clientToken: string): Promise<StartOutcome>;
  describe(contactId: string): Promise<DescribeOutcome>;
  stop(contactId: string): Promise<StopOutcome>;
}
