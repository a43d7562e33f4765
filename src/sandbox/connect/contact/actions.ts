import type { Contact, ContactState } from './contact.ts';

/** What a customer can send from their phone. */
export type CustomerMessage =
  | { kind: 'text'; text: string }
  /** `contentType` is image/jpeg when left out. */
  | { kind: 'attachment'; name: string; contentType?: string }
  /** Chooses from what an interactive message offered. */
  | { kind: 'interactive'; title: string }
  | { kind: 'location' }
  | { kind: 'contact_card' }
  | { kind: 'reaction'; emoji: string };

/** What the customer, an agent, the network or the flow may do to a contact. */
export type WorldAction =
  | { type: 'open' }
  | { type: 'ring' }
  | { type: 'answer'; by?: 'human' | 'voicemail' }
  | { type: 'noAnswer' }
  | { type: 'busy' }
  | { type: 'invalidNumber' }
  | { type: 'blocked' }
  | { type: 'hangUp' }
  | { type: 'customerReply'; text: string }
  | { type: 'customerSends'; message: CustomerMessage }
  | { type: 'customerTypes' }
  /** The phone has got what was written to it. */
  | { type: 'customerReceives' }
  | { type: 'customerReads' }
  | { type: 'customerStops'; keyword?: string }
  /** As a bot of the flow does with a name. */
  | { type: 'flowSays'; text: string; displayName?: string }
  | { type: 'agentSays'; text: string; displayName?: string }
  | { type: 'agentTypes' }
  | { type: 'participantSays'; text: string; displayName: string; clientToken?: string }
  | { type: 'queue'; queueId: string }
  | { type: 'agentJoins'; agentId: string }
  | { type: 'agentEnds' }
  /** The flow goes on with the customer, as a contact of its own. */
  | { type: 'agentLeaves'; contactId: string }
  | { type: 'transfer'; contactId: string; queueId?: string }
  | { type: 'endByFlow' }
  | { type: 'expire' }
  | { type: 'systemError' }
  | { type: 'stop' }
  | { type: 'end'; reason: string };

export type WorldActionType = WorldAction['type'];

type Rule = { channels: readonly Contact['channel'][]; states: readonly ContactState[] };

const BOTH = ['VOICE', 'CHAT'] as const;
const BEFORE_ANSWER = ['initiated', 'ringing'] as const;
const TALKING = ['connected', 'queued', 'with_agent'] as const;
const OPEN = ['initiated', 'ringing', 'connected', 'queued', 'with_agent'] as const;

/** Which action is possible where. */
export const ACTION_RULES: Readonly<Record<WorldActionType, Rule>> = {
  open: { channels: ['CHAT'], states: ['initiated'] },
  ring: { channels: ['VOICE'], states: ['initiated'] },
  answer: { channels: ['VOICE'], states: BEFORE_ANSWER },
  noAnswer: { channels: ['VOICE'], states: BEFORE_ANSWER },
  busy: { channels: ['VOICE'], states: BEFORE_ANSWER },
  invalidNumber: { channels: ['VOICE'], states: BEFORE_ANSWER },
  blocked: { channels: ['VOICE'], states: BEFORE_ANSWER },
  hangUp: { channels: ['VOICE'], states: TALKING },
  customerReply: { channels: ['CHAT'], states: TALKING },
  customerSends: { channels: ['CHAT'], states: TALKING },
  customerTypes: { channels: ['CHAT'], states: TALKING },
  customerReceives: { channels: ['CHAT'], states: TALKING },
  customerReads: { channels: ['CHAT'], states: TALKING },
  customerStops: { channels: ['CHAT'], states: TALKING },
  flowSays: { channels: BOTH, states: ['connected', 'queued'] },
  agentSays: { channels: BOTH, states: ['with_agent'] },
  agentTypes: { channels: ['CHAT'], states: ['with_agent'] },
  participantSays: { channels: ['CHAT'], states: ['initiated', 'connected', 'queued'] },
  queue: { channels: BOTH, states: ['connected'] },
  agentJoins: { channels: BOTH, states: ['connected', 'queued'] },
  agentEnds: { channels: BOTH, states: ['with_agent'] },
  agentLeaves: { channels: ['CHAT'], states: ['with_agent'] },
  transfer: { channels: BOTH, states: TALKING },
  endByFlow: { channels: BOTH, states: ['connected', 'queued'] },
  expire: { channels: ['CHAT'], states: OPEN },
  systemError: { channels: BOTH, states: OPEN },
  stop: { channels: BOTH, states: OPEN },
  end: { channels: BOTH, states: OPEN },
};

export function isPossible(contact: Contact, type: WorldActionType): boolean {
  const rule = ACTION_RULES[type];
  return rule.channels.includes(contact.channel) && rule.states.includes(contact.state);
}

/** What can be done to a contact now, for buttons and for tests. */
export function possibleActions(contact: Contact): WorldActionType[] {
  return (Object.keys(ACTION_RULES) as WorldActionType[]).filter((type) => isPossible(contact, type));
}
