import type { SegmentAttributeValue } from '../shapes/common.ts';

/**
 * initiated: accepted, nothing has rung or opened yet · ringing: voice only · connected: the flow runs ·
 * queued: waits for an agent · with_agent · ended.
 */
export type ContactState = 'initiated' | 'ringing' | 'connected' | 'queued' | 'with_agent' | 'ended';

/** Who writes: the flow and its bots are SYSTEM, a program that has joined the chat is CUSTOM_BOT. */
export type Writer = 'SYSTEM' | 'CUSTOMER' | 'AGENT' | 'CUSTOM_BOT';

/**
 * Why a message did not arrive. Ours: the number has opted out, or it is more than a day since the customer wrote on
 * WhatsApp. The customer's: WhatsApp and Connect do not carry its kind, or it is longer than 1,024 characters.
 */
export type Drop = 'opted_out' | 'window_closed' | 'unsupported' | 'too_long';

export type TranscriptEntry = {
  /** The message's own, a UUID. */
  id: string;
  /** Epoch ms. */
  at: number;
  from: Writer;
  /** Name of the agent, the bot or the program, where there is one. */
  displayName?: string | undefined;
  contentType: string;
  content: string;
  /** Of an attachment, whose content type is its file's. */
  fileName?: string | undefined;
  /** False where the message was dropped silently on its way. */
  delivered: boolean;
  dropped?: Drop | undefined;
  /** Of the SendMessage that sent it. */
  clientToken?: string | undefined;
  /** WhatsApp's receipts for what was written to the customer; epoch ms. */
  receivedAt?: number | undefined;
  readAt?: number | undefined;
};

export type Endpoint = { type: 'TELEPHONE_NUMBER' | 'CONNECT_PHONENUMBER_ARN'; address: string };

/** DISCONNECT: the flow went on with the customer after the agent had left. */
export type InitiationMethod = 'API' | 'TRANSFER' | 'INBOUND' | 'DISCONNECT';

/** A contact as the simulator knows it. All times are epoch ms. */
export type Contact = {
  readonly id: string;
  readonly channel: 'VOICE' | 'CHAT';
  readonly subtype: string;
  readonly state: ContactState;
  readonly initiationMethod: InitiationMethod;
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
