import { answeredBy } from '../contact/answering-machine.ts';
import { type ContactProgress, queuesOf, summarize } from '../contact/contact.ts';
import type { Milestone } from './post.ts';

/**
 * All that a contact's milestones are told by, to the second, as they are shown: when it changes, so
 * does what a person reads.
 */
export function accountOf(contact: ContactProgress | undefined, milestones: Milestone[]): string {
  const { initiatedAt, connectedAt, queuedAt, agentAt, endedAt, endReason, answeringMachine } =
    summarize(contact);
  const facts: Record<Milestone, (string | undefined)[]> = {
    failed: [],
    unresolved: [],
    answered: [second(connectedAt), answeredBy(answeringMachine)],
    queued: [second(queuedAt), queuesOf(contact)[0]],
    with_agent: [second(agentAt)],
    ended: [second(initiatedAt), second(connectedAt), second(endedAt), endReason, answeringMachine],
  };
  return JSON.stringify(milestones.map((milestone) => facts[milestone]));
}

/** `2026-03-03T09:00:00`. */
function second(time: string | undefined): string | undefined {
  return time?.slice(0, 19);
}
