import type { FlowSeed, QueueSeed, Seed } from './seed.ts';

const SALES_NUMBER = '50000000-0000-4000-8000-000000000001';

/** Ids that tests and the sandbox page refer to. */
export const SEED_IDS = {
  instance: '10000000-0000-4000-8000-000000000001',
  voiceFlow: '20000000-0000-4000-8000-000000000001',
  smsFlow: '20000000-0000-4000-8000-000000000002',
  whatsAppFlow: '20000000-0000-4000-8000-000000000003',
  savedFlow: '20000000-0000-4000-8000-000000000004',
  whisperFlow: '20000000-0000-4000-8000-000000000006',
  supportQueue: '30000000-0000-4000-8000-000000000001',
  salesQueue: '30000000-0000-4000-8000-000000000002',
  agentQueue: '30000000-0000-4000-8000-000000000003',
  agent: '40000000-0000-4000-8000-000000000001',
  voiceNumber: SALES_NUMBER,
  smsNumber: '50000000-0000-4000-8000-000000000002',
  whatsAppNumber: '50000000-0000-4000-8000-000000000003',
  salesSmsNumber: '50000000-0000-4000-8000-000000000004',
} as const;

const flow = (id: string, name: string, rest: Partial<FlowSeed> = {}): FlowSeed => ({
  id,
  name,
  type: 'CONTACT_FLOW',
  state: 'ACTIVE',
  status: 'PUBLISHED',
  ...rest,
});

const FLOWS: FlowSeed[] = [
  flow(SEED_IDS.voiceFlow, 'Reach Out: speak a message'),
  flow(SEED_IDS.smsFlow, 'Reach Out: SMS'),
  flow(SEED_IDS.whatsAppFlow, 'Reach Out: WhatsApp'),
  flow(SEED_IDS.savedFlow, 'Draft, not published', { status: 'SAVED' }),
  flow('20000000-0000-4000-8000-000000000005', 'Last year’s campaign', { state: 'ARCHIVED' }),
  flow(SEED_IDS.whisperFlow, 'Agent whisper', { type: 'AGENT_WHISPER' }),
  flow('20000000-0000-4000-8000-000000000007', 'Hold music', { type: 'CUSTOMER_HOLD' }),
];

const QUEUES: QueueSeed[] = [
  { id: SEED_IDS.supportQueue, name: 'Support', type: 'STANDARD', callerIdNumberId: SALES_NUMBER },
  { id: SEED_IDS.salesQueue, name: 'Sales', type: 'STANDARD', callerIdNumberId: SALES_NUMBER },
  { id: SEED_IDS.agentQueue, name: 'Ana Souza', type: 'AGENT' },
];

/** Numbers come from the ranges reserved for fiction. Any part can be overridden. */
export function defaultSeed(overrides: Partial<Seed> = {}): Seed {
  return {
    accountId: '123456789012',
    region: 'us-east-1',
    instance: {
      id: SEED_IDS.instance,
      alias: 'reach-out-sandbox',
      accessUrl: 'https://reach-out-sandbox.my.connect.aws',
      outboundCallsEnabled: true,
      createdAt: Date.UTC(2025, 0, 15, 9, 30),
    },
    flows: [...FLOWS],
    queues: QUEUES,
    phoneNumbers: [
      {
        id: SEED_IDS.voiceNumber,
        number: '+12065550100',
        countryCode: 'US',
        type: 'DID',
        capabilities: ['VOICE'],
      },
      {
        id: SEED_IDS.smsNumber,
        number: '+12065550101',
        countryCode: 'US',
        type: 'DID',
        capabilities: ['SMS'],
        description: 'Support',
        inboundFlowId: SEED_IDS.smsFlow,
      },
      {
        id: SEED_IDS.whatsAppNumber,
        number: '+12065550102',
        countryCode: 'US',
        type: 'DID',
        capabilities: ['WHATSAPP'],
        inboundFlowId: SEED_IDS.whatsAppFlow,
      },
      {
        id: SEED_IDS.salesSmsNumber,
        number: '+12065550103',
        countryCode: 'US',
        type: 'DID',
        capabilities: ['SMS'],
        description: 'Sales',
        inboundFlowId: SEED_IDS.smsFlow,
      },
    ],
    agents: [
      { id: SEED_IDS.agent, name: 'Ana Souza' },
      { id: '40000000-0000-4000-8000-000000000002', name: 'Kofi Mensah' },
    ],
    topics: ['reach-out-messages'],
    refusedPrefixes: ['+447', '+44111', '+44118', '+44119', '+448', '+449', '+8170', '+8180', '+8190'],
    campaignCallsAllowed: true,
    concurrency: { chat: Number.POSITIVE_INFINITY, voice: Number.POSITIVE_INFINITY },
    startQuotas: { StartOutboundChatContact: 2, StartOutboundVoiceContact: 2 },
    ...overrides,
  };
}
