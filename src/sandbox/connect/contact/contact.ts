import type { SegmentAttributeValue } from '../shapes/common.ts';

/**
 * initiated: accepted, nothing has rung or opened yet · ringing: voice only · connected: the flow runs ·
 * queued: waits for an agent · with_agent · ended.
 */
export type ContactState = 'initiated' | 'ringing' | 'connected' | 'queued' | 'with_agent' | 'ended';

export type TranscriptEntry = {
  /** Epoch ms. */
  at: number;
  from: 'SYSTEM' | 'CUSTOMER' | 'AGENT';
  contentType: string;
  content: string;
  /** False when the number had opted out: AWS then drops the message silently. */
  delivered: boolean;
};

export type Endpoint = { type: 'TELEPHONE_NUMBER' | 'CONNECT_PHONENUMBER_ARN'; address: string };

/** A contact as the simulator knows it. All times are epoch ms. */
export type Contact = {
  readonly id: string;
  readonly channel: 'VOICE' | 'CHAT';
  readonly subtype: string;
  readonly state: ContactState;
  readonly initiationMethod: 'API' | 'TRANSFER';
  readonly initialContactId?: string | undefined;
  readonly previousContactId?: string | undefined;
  readonly nextContacts: readonly { id: string; at: number }[];
  readonly relatedContactId?: string | undefined;
  readonly clientToken?: string | undefined;
  readonly flowId: string;
  readonly customer: Endpoint;
  readonly system: Endpoint;
  readonly attributes: Readonly<Record<string, string>>;
  readonly segmentAttributes: Readonly<Record<string, SegmentAttributeValue>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly references?: Readonly<Record<string, unknown>> | undefined;
  readonly campaignId?: string | undefined;
  readonly trafficType?: 'GENERAL' | 'CAMPAIGN' | undefined;
  readonly detectsAnsweringMachine: boolean;
  readonly displayName?: string | undefined;
  readonly ringTimeoutSeconds?: number | undefined;
  readonly chatDurationMinutes?: number | undefined;
  readonly initiatedAt: number;
  readonly updatedAt: number;
  readonly ringStartedAt?: number | undefined;
  readonly connectedAt?: number | undefined;
  readonly queue?: { id: string; at: number } | undefined;
  readonly agent?: { id: string; at: number } | undefined;
  readonly disconnectedAt?: number | undefined;
  readonly disconnectReason?: string | undefined;
  readonly answeringMachineDetectionStatus?: string | undefined;
  readonly customerReadAt?: number | undefined;
  readonly customerStopped: boolean;
  readonly transcript: readonly TranscriptEntry[];
};

/** AWS's default life of a chat, in minutes. */
const DEFAULT_CHAT_MINUTES = 25 * 60;

export function expiresAt(contact: Contact): number | undefined {
  if (contact.channel !== 'CHAT') return undefined;
  return contact.initiatedAt + (contact.chatDurationMinutes ?? DEFAULT_CHAT_MINUTES) * 60_000;
}
