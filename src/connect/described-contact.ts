import type { Contact } from '@aws-sdk/client-connect';
import type { Leg } from '../domain/contact.ts';
import type { DescribeOutcome } from '../domain/ports.ts';
import { defined } from './contact-event.ts';

/** What DescribeContact tells of a contact. A time of 1970 stands for none. */
export function readContact(contact: Contact): DescribeOutcome {
  return { kind: 'found', leg: legOf(contact), next: nextOf(contact) };
}

function legOf(contact: Contact): Leg {
  return defined({
    initiatedAt: iso(contact.InitiationTimestamp),
    connectedAt: iso(contact.ConnectedToSystemTimestamp),
    queuedAt: iso(contact.QueueInfo?.EnqueueTimestamp),
    queueId: contact.QueueInfo?.Id,
    agentAt: iso(contact.AgentInfo?.ConnectedToAgentTimestamp),
    endedAt: iso(contact.DisconnectTimestamp),
    endReason: contact.DisconnectReason,
    answeringMachine: contact.AnsweringMachineDetectionStatus,
  });
}

function iso(date: Date | undefined): string | undefined {
  return date && date.getTime() > 86_400_000 ? date.toISOString() : undefined;
}

function nextOf({ NextContacts = [] }: Contact): string[] {
  return NextContacts.flatMap(
    ({ NextContactMetadata: next }) => next?.QuickConnectContactData?.ContactId ?? [],
  );
}
