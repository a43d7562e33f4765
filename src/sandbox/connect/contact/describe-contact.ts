import { resourceArn, type Seed } from '../seed.ts';
import type { Contact, Endpoint } from './contact.ts';

/** A contact as DescribeContact answers it: times in epoch seconds, unset members left out. */
export function describeContact(contact: Contact, seed: Seed): object {
  return {
    Arn: resourceArn(seed, 'contact', contact.id),
    Id: contact.id,
    InitialContactId: contact.initialContactId,
    PreviousContactId: contact.previousContactId,
    RelatedContactId: contact.relatedContactId,
    InitiationMethod: contact.initiationMethod,
    Name: contact.name,
    Description: contact.description,
    Channel: contact.channel,
    QueueInfo: contact.queue && { Id: contact.queue.id, EnqueueTimestamp: seconds(contact.queue.at) },
    AgentInfo: contact.agent && {
      Id: contact.agent.id,
      ConnectedToAgentTimestamp: seconds(contact.agent.at),
    },
    InitiationTimestamp: seconds(contact.initiatedAt),
    RingStartTimestamp: seconds(contact.ringStartedAt),
    ConnectedToSystemTimestamp: seconds(contact.connectedAt),
    DisconnectTimestamp: seconds(contact.disconnectedAt),
    LastUpdateTimestamp: seconds(contact.updatedAt),
    DisconnectReason: contact.disconnectReason,
    AnsweringMachineDetectionStatus: contact.answeringMachineDetectionStatus,
    CustomerEndpoint: endpoint(contact.customer, contact.displayName),
    SystemEndpoint: endpoint(contact.system),
    Campaign: contact.campaignId === undefined ? undefined : { CampaignId: contact.campaignId },
    Attributes: contact.attributes,
    SegmentAttributes: contact.segmentAttributes,
    Tags: Object.keys(contact.tags).length > 0 ? contact.tags : undefined,
    NextContacts: contact.nextContacts.length > 0 ? contact.nextContacts.map(nextContact) : undefined,
  };
}

function seconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : ms / 1000;
}

function endpoint({ type, address }: Endpoint, displayName?: string): object {
  return { Type: type, Address: address, ...(displayName === undefined ? {} : { DisplayName: displayName }) };
}

function nextContact({ id, at }: { id: string; at: number }): object {
  const data = { ContactId: id, InitiationTimestamp: seconds(at), QuickConnectType: 'QUEUE' };
  return { Type: 'QUICK_CONNECT', NextContactMetadata: { QuickConnectContactData: data } };
}
