import type { CallFault } from '../contact/gateway.ts';
import type { Link } from './conversation.ts';
import type { Said } from './said.ts';

export type StreamOutcome = { kind: 'streaming' } | CallFault;
/** elsewhere: another thread is in the chat, which takes one participant; over: ours is gone. */
export type JoinOutcome =
  | { kind: 'joined'; link: Link }
  | { kind: 'elsewhere' }
  | { kind: 'over' }
  | CallFault;
/** over: the token, the participant or the chat is gone. */
export type SendOutcome = { kind: 'accepted'; messageId?: string } | { kind: 'over' } | CallFault;
/** Without an ARN there is no such number. */
export type SenderOutcome = { kind: 'looked'; arn?: string } | CallFault;
export type TranscriptOutcome = { kind: 'read'; said: Said[] } | { kind: 'over' } | CallFault;

/** The chats of Amazon Connect. Its calls never throw and answer within 10 s, whatever they wait for. */
export interface ChatGateway {
  /** StartContactStreaming: from now on all that is said in a chat comes in. */
  stream(contactId: string, clientToken: string): Promise<StreamOutcome>;
  /** CreateParticipant and CreateParticipantConnection, the second within the 15 s that it has. */
  join(contactId: string, clientToken: string): Promise<JoinOutcome>;
  /** CreateParticipantConnection, for a new connection token; over: the participant is gone. */
  renew(link: Link): Promise<JoinOutcome>;
  /** SendMessage. The text has 1 to 1,024 characters. */
  send(link: Link, text: string, clientToken: string): Promise<SendOutcome>;
  /** The ARN of a phone number of the instance, by its ARN or E.164. */
  senderOf(address: string): Promise<SenderOutcome>;
  /** GetTranscript, all of it that is newer than a time. */
  transcript(link: Link, after: string | undefined): Promise<TranscriptOutcome>;
}
