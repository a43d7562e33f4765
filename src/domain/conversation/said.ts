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
