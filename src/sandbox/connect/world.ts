import { customParticipant } from './chat/chat.ts';
import { participantLeft } from './chat/items-of-step.ts';
import type { CustomerMessage, WorldAction } from './contact/actions.ts';
import type { Contact } from './contact/contact.ts';
import { requireQueue } from './find-resource.ts';
import { type Inbound, receiveFromCustomer } from './inbound.ts';
import type { ActionSource, Simulation } from './simulation.ts';

/**
 * The customer, the agents and the network, played by hand. Each takes a ContactId and returns the contact
 * afterwards; throws ActionNotPossible where the contact is not in a state for it.
 */
export type World = {
  open(id: string): Contact;
  ring(id: string): Contact;
  answer(id: string, by?: 'human' | 'voicemail'): Contact;
  noAnswer(id: string): Contact;
  busy(id: string): Contact;
  invalidNumber(id: string): Contact;
  blocked(id: string): Contact;
  hangUp(id: string): Contact;
  customerReply(id: string, text: string): Contact;
  /** An attachment, an answer to an interactive message, or what WhatsApp and Connect do not carry. */
  customerSends(id: string, message: CustomerMessage): Contact;
  customerTypes(id: string): Contact;
  /**
   * Writes to a number of the instance: into the chat that is open with it, or a new INBOUND contact. Undefined where
   * Connect gets nothing of it.
   */
  customerWrites(inbound: Inbound): Contact | undefined;
  /** The same from the phone of a contact, whether it has ended or not. */
  customerWritesAgain(id: string, text: string, more?: Pick<Inbound, 'systemEndpoint'>): Contact | undefined;
  /** Receipts: streamed for WhatsApp; a text message has none. */
  customerReceives(id: string): Contact;
  customerReads(id: string): Contact;
  /** STOP never reaches Connect: the chat stays open and later messages are dropped silently. */
  customerStops(id: string, keyword?: string): Contact;
  /** The name is a bot's. */
  flowSays(id: string, text: string, displayName?: string): Contact;
  /** Under the agent's name of the seed when none is given. */
  agentSays(id: string, text: string, displayName?: string): Contact;
  agentTypes(id: string): Contact;
  /** Queue id or ARN; the first STANDARD queue when left out. */
  queue(id: string, queueId?: string): Contact;
  agentJoins(id: string, agentId?: string): Contact;
  agentEnds(id: string): Contact;
  /** The agent's contact ends; returns the one with which the flow goes on, where a participant may join again. */
  agentLeaves(id: string): Contact;
  /** Connect lets go of the custom participant, which was idle for too long. */
  participantDropped(id: string): Contact;
  /** Its connection tokens are over now; the same CreateParticipantConnection gets another. */
  expireConnection(id: string): Contact;
  /** Ends the contact and returns its successor, with a new ContactId; queued when a queue is given. */
  transfer(id: string, to?: { queueId?: string; contactId?: string }): Contact;
  endByFlow(id: string): Contact;
  expire(id: string): Contact;
  systemError(id: string): Contact;
  /** Ends it with any DisconnectReason. */
  end(id: string, reason: string): Contact;
};

export function createWorld(simulation: Simulation, by: ActionSource = 'hand'): World {
  const { seed } = simulation;
  const act = (id: string, action: WorldAction) => simulation.act(id, action, by);
  const participantOf = (id: string) => {
    const chat = simulation.chats.of(simulation.book.require(id));
    return { chat, participant: customParticipant(chat, simulation.clock.now()) };
  };
  const firstQueue = () => seed.queues.find(({ type }) => type === 'STANDARD')?.id ?? '';
  return {
    open: (id) => act(id, { type: 'open' }),
    ring: (id) => act(id, { type: 'ring' }),
    answer: (id, who = 'human') => act(id, { type: 'answer', by: who }),
    noAnswer: (id) => act(id, { type: 'noAnswer' }),
    busy: (id) => act(id, { type: 'busy' }),
    invalidNumber: (id) => act(id, { type: 'invalidNumber' }),
    blocked: (id) => act(id, { type: 'blocked' }),
    hangUp: (id) => act(id, { type: 'hangUp' }),
    customerReply: (id, text) => act(id, { type: 'customerReply', text }),
    customerSends: (id, message) => act(id, { type: 'customerSends', message }),
    customerTypes: (id) => act(id, { type: 'customerTypes' }),
    customerWrites: (inbound) => receiveFromCustomer(inbound, simulation, by),
    customerWritesAgain(id, text, more = {}) {
      const { customer, system, subtype } = simulation.book.require(id);
      if (subtype !== 'connect:SMS' && subtype !== 'connect:WhatsApp') throw new Error(`${id} is no chat`);
      const message = { kind: 'text', text } as const;
      return receiveFromCustomer(
        { from: customer.address, to: system.address, subtype, message, ...more },
        simulation,
        by,
      );
    },
    customerReceives: (id) => act(id, { type: 'customerReceives' }),
    customerReads: (id) => act(id, { type: 'customerReads' }),
    customerStops: (id, keyword = 'STOP') => act(id, { type: 'customerStops', keyword }),
    flowSays: (id, text, name) => act(id, { type: 'flowSays', text, ...named(name) }),
    agentSays: (id, text, name) => act(id, { type: 'agentSays', text, ...named(name) }),
    agentTypes: (id) => act(id, { type: 'agentTypes' }),
    queue: (id, queueId = firstQueue()) =>
      act(id, { type: 'queue', queueId: requireQueue(seed, queueId).id }),
    agentJoins: (id, agentId = seed.agents[0]?.id ?? 'agent') => act(id, { type: 'agentJoins', agentId }),
    agentLeaves(id) {
      const contactId = simulation.newId();
      act(id, { type: 'agentLeaves', contactId });
      return simulation.book.require(contactId);
    },
    participantDropped(id) {
      const { chat, participant } = participantOf(id);
      if (participant) {
        participant.leftAt = simulation.clock.now();
        simulation.tell(chat, participantLeft(participant, chat.contactId));
      }
      return simulation.book.require(id);
    },
    expireConnection(id) {
      const { participant } = participantOf(id);
      if (participant) participant.connections = [];
      return simulation.book.require(id);
    },
    agentEnds: (id) => act(id, { type: 'agentEnds' }),
    transfer(id, { queueId, contactId = simulation.newId() } = {}) {
      const queue = queueId === undefined ? {} : { queueId: requireQueue(seed, queueId).id };
      act(id, { type: 'transfer', contactId, ...queue });
      return simulation.book.require(contactId);
    },
    endByFlow: (id) => act(id, { type: 'endByFlow' }),
    expire: (id) => act(id, { type: 'expire' }),
    systemError: (id) => act(id, { type: 'systemError' }),
    end: (id, reason) => act(id, { type: 'end', reason }),
  };
}

const named = (displayName: string | undefined) => (displayName === undefined ? {} : { displayName });
