import type { WorldAction } from './contact/actions.ts';
import type { Contact } from './contact/contact.ts';
import { requireQueue } from './find-resource.ts';
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
  customerReads(id: string): Contact;
  /** STOP never reaches Connect: the chat stays open and later messages are dropped silently. */
  customerStops(id: string, keyword?: string): Contact;
  flowSays(id: string, text: string): Contact;
  agentSays(id: string, text: string): Contact;
  /** Queue id or ARN; the first STANDARD queue when left out. */
  queue(id: string, queueId?: string): Contact;
  agentJoins(id: string, agentId?: string): Contact;
  agentEnds(id: string): Contact;
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
    customerReads: (id) => act(id, { type: 'customerReads' }),
    customerStops: (id, keyword = 'STOP') => act(id, { type: 'customerStops', keyword }),
    flowSays: (id, text) => act(id, { type: 'flowSays', text }),
    agentSays: (id, text) => act(id, { type: 'agentSays', text }),
    queue: (id, queueId = firstQueue()) =>
      act(id, { type: 'queue', queueId: requireQueue(seed, queueId).id }),
    agentJoins: (id, agentId = seed.agents[0]?.id ?? 'agent') => act(id, { type: 'agentJoins', agentId }),
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
