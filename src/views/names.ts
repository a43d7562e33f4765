import type { Channel } from '../domain/channels/registry.ts';
import type { ContactRequest } from '../domain/contact/contact-request.ts';

/** What cards and sentences need to know beside the reach-out: how Reach Out is set up, and what things are called. */
export interface Names {
  queue(id: string): string | undefined;
  /** The flow of a contact, where it isn't its channel's own. */
  flow(request: ContactRequest): string | undefined;
  /** The name of whom a contact comes from, where there is a choice. */
  sender(request: ContactRequest): string | undefined;
  agent(id: string): string | undefined;
  /** The page of a contact in Amazon Connect. */
  contactUrl(contactId: string): string | undefined;
  /** Whether a channel is set up. */
  offers(channel: Channel): boolean;
  /** What has not gone out so many minutes after its confirmation is not sent any more. */
  maxAgeMinutes: number;
  /** Whether what is written to customers and by them may stand in Slack, as the policy says now. */
  showsMessage(): boolean;
  /** Whom to ask for help, in Slack's markup. */
  ask: string;
}
