/** All that a channel decides. A channel is one file, one line in the registry, and its variables in the environment. */
export type ChannelDefinition = ChatDefinition | CallDefinition;

interface DefinitionBase {
  /** At most 75 characters, Slack's limit for an option. */
  label: string;
  /** What stands in the label's place where it begins a sentence: "Calling isn't set up here." */
  subject?: string;
  /** Leading words of the command, in lower case. */
  words: readonly [string, ...string[]];
  /** What follows the command in its help. */
  example: string;
  submitLabel: string;
  /** Where it isn't just a message. */
  messageLabel?: string;
  /** What to know of any message, whatever is in it; it stays below the field. */
  messageHint?: string;
  missingMessage: string;
  /** In characters; without one, a message is as long as a form can hold. */
  longestMessage?: number;
  /** In what parts a message goes out, for channels that bill each. */
  measure?(message: string): MessageParts;
  /** The parts alone, for thousands of messages. */
  countParts?(message: string): number;
  /** As Amazon Q in Connect names it where it says what a quick response is for, in lower case. */
  quickResponses: string;
  /** What to know of a number before it is contacted; `ask` is whom to ask for help, in plain text. */
  warningOf?(e164: string, ask: string): string | undefined;
  checks: CheckPlan;
}

/** A channel of StartOutboundChatContact. */
export interface ChatDefinition extends DefinitionBase {
  kind: 'chat';
  /** SegmentAttributes' connect:Subtype. Source: Amazon Connect API, StartOutboundChatContact. */
  subtype: string;
  /** Service of AWS that its numbers are imported from, as their SourcePhoneNumberArn has it. */
  importedFrom: string;
  /** Whether JSON would be shown to the person as it is written. */
  isTextOnly?: true;
  /** What to know of a message that is no template; it stays below the field, and stands on the card. */
  freeTextWarning?: string;
  /** Free text goes for so many hours after the customer wrote last. */
  windowHours?: number;
  /** Whether each of its templates is approved by somebody, or not yet. */
  hasTemplateStatus?: true;
  /** Whether it tells that a message has arrived, or was read. */
  hasReceipts?: true;
  /** Whether AWS keeps a list of who wants none of its messages. */
  hasOptOutList?: true;
  /** The environment variables of its settings. */
  variables: { sourceArn: string; flowId: string };
}

/** A channel of StartOutboundVoiceContact. */
export interface CallDefinition extends DefinitionBase {
  kind: 'call';
  variables: { flowId: string; sourcePhoneNumber: string; queueId: string };
}

export interface MessageParts {
  parts: number;
  encoding: string;
  /** A sentence on what makes the parts shorter than usual, or fewer characters fill them. */
  note?: string;
}

/** When Amazon Connect is asked how a contact is doing. */
export interface CheckPlan {
  /** Seconds after the start. */
  at: readonly number[];
  /** Seconds between the checks after those. */
  every: number;
  /** How many of the first are left to contact events, where they come in. */
  skippedWithEvents: number;
}

/** What chats have in common. */
export const CHAT = {
  kind: 'chat',
  quickResponses: 'chat',
  submitLabel: 'Send',
  missingMessage: 'Write the message, or choose a template.',
  checks: { at: [30, 300], every: 3600, skippedWithEvents: 1 },
} as const;
