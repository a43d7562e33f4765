/** The simulated account: one instance with its flows, queues and phone numbers. */
export type FlowSeed = {
  id: string;
  name: string;
  type: string;
  state: 'ACTIVE' | 'ARCHIVED';
  status: 'PUBLISHED' | 'SAVED';
  /** In the flow language, of one that was created by the API. */
  content?: string;
};

export type QueueSeed = {
  id: string;
  name: string;
  type: 'STANDARD' | 'AGENT';
  /** ENABLED when left out. */
  status?: 'ENABLED' | 'DISABLED';
  callerIdNumberId?: string;
};

export type Capability = 'VOICE' | 'SMS' | 'WHATSAPP';

export type PhoneNumberSeed = {
  id: string;
  /** E.164. */
  number: string;
  countryCode: string;
  type: 'TOLL_FREE' | 'DID' | 'UIFN' | 'SHARED' | 'THIRD_PARTY_TF' | 'THIRD_PARTY_DID' | 'SHORT_CODE';
  capabilities: readonly Capability[];
  /** CLAIMED when left out. */
  status?: 'CLAIMED' | 'IN_PROGRESS' | 'FAILED';
  /** Another instance of the account that it belongs to; this one when left out. */
  instanceId?: string;
  description?: string;
  /** The flow of who writes to it. */
  inboundFlowId?: string;
};

export type AgentSeed = { id: string; name: string };

export type Seed = {
  accountId: string;
  region: string;
  instance: {
    id: string;
    alias: string;
    accessUrl: string;
    /** ACTIVE when left out. */
    status?: 'CREATION_IN_PROGRESS' | 'ACTIVE' | 'CREATION_FAILED';
    outboundCallsEnabled: boolean;
    /** Epoch ms. */
    createdAt: number;
  };
  /** CreateContactFlow adds to them. */
  flows: FlowSeed[];
  queues: readonly QueueSeed[];
  phoneNumbers: readonly PhoneNumberSeed[];
  agents: readonly AgentSeed[];
  /** Names of the standard SNS topics that Connect may publish to. */
  topics: readonly string[];
  /** E.164 prefixes that AWS does not call before a quota is raised. */
  refusedPrefixes: readonly string[];
  /** AWS's own default is false; TrafficType CAMPAIGN is then refused. */
  campaignCallsAllowed: boolean;
  /** Contacts open at once before LimitExceededException; AWS's defaults are 500 chats and 10 calls. */
  concurrency: { chat: number; voice: number };
  /** A second, as Service Quotas tells them; the simulator's own are set by `setQuotas`. */
  startQuotas: Record<StartOperation, number>;
  /** Actions of which IAM's simulator says that they are denied; without it, nobody may ask it. */
  simulatedDenials?: readonly string[];
};

export type StartOperation = 'StartOutboundChatContact' | 'StartOutboundVoiceContact';

/** Quota codes of Service Quotas. */
export const START_QUOTAS: Readonly<Record<string, StartOperation>> = {
  'L-408DD6C6': 'StartOutboundChatContact',
  'L-4E9BCC96': 'StartOutboundVoiceContact',
};

export function instanceArn(seed: Seed, id: string = seed.instance.id): string {
  return `arn:aws:connect:${seed.region}:${seed.accountId}:instance/${id}`;
}

/** ARN of something inside the instance: `contact-flow`, `queue`, `contact`, `agent`. */
export function resourceArn(
  seed: Seed,
  kind: 'contact-flow' | 'queue' | 'contact' | 'agent',
  id: string,
): string {
  return `${instanceArn(seed)}/${kind}/${id}`;
}

/** Of the topic of that name; the first one's when left out. */
export function topicArn(seed: Seed, name: string = seed.topics[0] ?? ''): string {
  return `arn:aws:sns:${seed.region}:${seed.accountId}:${name}`;
}

export function phoneNumberArn(seed: Seed, id: string): string {
  return `arn:aws:connect:${seed.region}:${seed.accountId}:phone-number/${id}`;
}

/** Where a number was imported from, in AWS End User Messaging; nothing for one that Amazon Connect itself claimed. */
export function sourceNumberArn(seed: Seed, { id, capabilities }: PhoneNumberSeed): string | undefined {
  const arn = (service: string, resource: string) =>
    `arn:aws:${service}:${seed.region}:${seed.accountId}:${resource}${id.replaceAll('-', '')}`;
  if (capabilities.includes('SMS')) return arn('sms-voice', 'phone-number/phone-');
  if (capabilities.includes('WHATSAPP')) return arn('social-messaging', 'phone-number-id/phone-number-id-');
  return undefined;
}
