import type { Contact, SimulatedConnect } from '../connect/index.ts';
import type { WorldRequest } from '../page-api.ts';
import type { Handlers } from './sandbox-parts.ts';

/** What the customer, the agents and the network do to a contact. */
export const contactActions: Handlers<'contact' | 'writeAgain' | 'participant' | 'contactEvent'> = {
  contact: ({ id, action }, { live }) => act(live().stage.connect, id, action),
  writeAgain({ id, text }, { live }) {
    const contact = live().stage.connect.world.customerWritesAgain(id, text);
    return contact ? { contact } : {};
  },
  participant({ id, do: what }, { live }) {
    const { world } = live().stage.connect;
    return what === 'drop' ? world.participantDropped(id) : world.expireConnection(id);
  },
  contactEvent({ id, event }, { live }) {
    live().stage.connect.emitEvent(id, event);
    return {};
  },
};

/** What was left out, such as which queue, the simulated world fills in. */
function act(connect: SimulatedConnect, id: string, action: WorldRequest): Contact {
  const { world } = connect;
  switch (action.type) {
    case 'queue':
      return world.queue(id, action.queueId);
    case 'agentJoins':
      return world.agentJoins(id, action.agentId);
    case 'agentLeaves':
      return world.agentLeaves(id);
    case 'transfer':
      return world.transfer(id, action);
    default:
      return connect.act(id, action);
  }
}
