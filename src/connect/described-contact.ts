import type { Contact } from '@aws-sdk/client-connect';
import { CHANNELS, CHAT_CHANNELS } from '../domain/channels/registry.ts';
import type { Leg } from '../domain/contact/contact.ts';
import type { Chat, DescribeOutcome } from '../domain/contact/gateway.ts';
import { present } from '../domain/intake/present.ts';

/** What DescribeContact tells of a contact. A time of 1970 stands for none. */
export function readContact(contact: Contact): DescribeOutcome {
  return { kind: 'found', leg: legOf(contact), next: nextOf(contact), ...present({ chat: chatOf(contact) }) };
}

function chatOf({ CustomerEndpoint, SystemEndpoint, SegmentAttributes }: Contact): Chat | undefined {
  const subtype = SegmentAttributes?.['connect:Subtype']?.ValueString;
  const channel = CHAT_CHANNELS.find((name) => CHANNELS[name].subtype === subtype);
  const { Address: customer } = CustomerEndpoint ?? {};
  const { Address: system } = SystemEndpoint ?? {};
  return channel && customer && system ? { channel, customer, system } : undefined;
}

function legOf(contact: Contact): Leg {
  return present({
    initiatedAt: iso(contact.InitiationTimestamp),
    connectedAt: iso(contact.ConnectedToSystemTimestamp),
    queues: queuesOf(contact),
    agentAt: iso(contact.AgentInfo?.ConnectedToAgentTimestamp),
    agentId: contact.AgentInfo?.Id,
    endedAt: iso(contact.DisconnectTimestamp),
    endReason: contact.DisconnectReason,
    answeringMachine: contact.AnsweringMachineDetectionStatus,
  });
}

/** A call that has a queue for its caller id only was never put into it. */
function queuesOf({ QueueInfo }: Contact): Leg['queues'] {
  const at = iso(QueueInfo?.EnqueueTimestamp);
  return at === undefined ? undefined : { [QueueInfo?.Id ?? '']: at };
}

function iso(date: Date | undefined): string | undefined {
  return date && date.getTime() > 86_400_000 ? date.toISOString() : undefined;
}

function nextOf({ NextContacts = [] }: Contact): string[] {
  return NextContacts.flatMap(
    ({ NextContactMetadata: next }) => next?.QuickConnectContactData?.ContactId ?? [],
  );
}
