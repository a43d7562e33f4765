import { visibly } from '../reach-out/applied.ts';
import type { ReachOut } from '../reach-out/reach-out.ts';
import type { Said } from './chat-gateway.ts';
import type { Conversation } from './conversation.ts';
import { comingBack } from './participant.ts';

/** An agent has come, or gone: while any is there we can't write. Of each, the latest that is known counts. */
export function withAgent(
  reachOut: ReachOut,
  conversation: Conversation,
  { at, participantId = '', what }: Said,
  now: Date,
): ReachOut {
  const { writing, agents = {} } = conversation;
  if (at <= (agents[participantId]?.at ?? '')) return reachOut;
  const named = 'name' in what && what.name ? { name: what.name } : {};
  const present = { ...agents, [participantId]: { at, isHere: what.kind === 'joined', ...named } };
  const { stayTold: _, agentName: __, ...known } = { ...conversation, agents: present };
  const here = Object.values(present).filter(({ isHere }) => isHere);
  if (here.length > 0) {
    // Our participant is out, and its tokens are worth nothing.
    const { link: ___, ...left } = known;
    const { name } = here.at(-1) ?? {};
    const writing = 'agent';
    return visibly({
      ...reachOut,
      conversation: { ...left, ...(name && { agentName: name }), writing, openTries: 0 },
    });
  }
  // What Amazon Connect refused while an agent was there, it may allow now.
  return writing === 'agent' || writing === 'refused'
    ? visibly({ ...reachOut, conversation: comingBack(known, now) })
    : { ...reachOut, conversation: known };
}
