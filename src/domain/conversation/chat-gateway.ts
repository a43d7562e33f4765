import type { CallFault } from '../contact/gateway.ts';
import type { Connection, Link } from './conversation.ts';
import type { Kind, Speaker } from './line.ts';

/** Something that happened in a chat. Source: Amazon Connect Participant Service, Item. */
export interface Said {
  id: string;
  /** AbsoluteTime, ISO 8601. */
  at: string;
  participantId?: string;
  speaker: Speaker;
  what:
    | { kind: Kind; name?: string; text?: string }
    | { kind: 'joined' | 'left' | 'ended'; name?: string }
    | { kind: 'delivered' | 'read'; messageId?: string };
}

/** What a message of the stream tells. */
export interface ChatNews {
  /** Of the leg, and of the first contact of the chain. */
  contactIds: string[];
  said: Said;
}

export type StreamOutcome = { kind: 'streaming' } | CallFault;
/** elsewhere: another thread is in the chat, which takes one participant. */
export type JoinOutcome = { kind: 'joined'; link: Link } | { kind: 'elsewhere' } | CallFault;
/** over: our participant is gone. */
export type ConnectOutcome = { kind: 'connected'; connection: Connection } | { kind: 'over' } | CallFault;
/** over: the token, the participant or the chat is gone. */
export type SendOutcome = { kind: 'accepted'; messageId?: string } | { kind: 'over' } | CallFault;
/** Without an ARN there is no such number. */
export type SenderOutcome = { kind: 'looked'; arn?: string } | CallFault;
export type TranscriptOutcome = { kind: 'read'; said: Said[] } | { kind: 'over' } | CallFault;

/** The chats of Amazon Connect. Its calls never throw and answer within 10 s, whatever they wait for. */
export interface ChatGateway {
  /** StartContactStreaming: from now on all that is said in a chat comes in. */
  stream(contactId: string, clientToken: string): Promise<StreamOutcome>;
  /** CreateParticipant. It is to connect within 15 s. */
  join(contactId: string, clientToken: string): Promise<JoinOutcome>;
  /** CreateParticipantConnection: connects the participant, or gives it another connection token. */
  connect(link: Link): Promise<ConnectOutcome>;
  /** SendMessage. The text has 1 to 1,024 characters. */
  send(connection: Connection, text: string, clientToken: string): Promise<SendOutcome>;
  /** The ARN of a phone number of the instance, by its ARN or E.164. */
  senderOf(address: string): Promise<SenderOutcome>;
  /** GetTranscript, all of it that is newer than a time. */
  transcript(connection: Connection, after: string | undefined): Promise<TranscriptOutcome>;
}
