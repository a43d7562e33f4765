import type { Contact, ContactState } from './contact.ts';

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
  | { type: 'customerReads' }
  | { type: 'customerStops'; keyword?: string }
  | { type: 'flowSays'; text: string }
  | { type: 'agentSays'; text: string }
  | { type: 'queue'; queueId: string }
  | { type: 'agentJoins'; agentId: string }
  | { type: 'agentEnds' }
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
  customerReads: { channels: ['CHAT'], states: TALKING },
  customerStops: { channels: ['CHAT'], states: TALKING },
  flowSays: { channels: BOTH, states: ['connected', 'queued'] },
  agentSays: { channels: BOTH, states: ['with_agent'] },
  queue: { channels: BOTH, states: ['connected'] },
  agentJoins: { channels: BOTH, states: ['connected', 'queued'] },
  agentEnds: { channels: BOTH, states: ['with_agent'] },
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
