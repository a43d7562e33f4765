import { requireInstance } from '../find-resource.ts';
import { resourceArn } from '../seed.ts';
import type { Operation } from './operation.ts';
import { pageQuery, paginate } from './paginate.ts';
import { requireEnums } from './require-enums.ts';

export const FLOW_TYPES = [
  'CONTACT_FLOW',
  'CUSTOMER_QUEUE',
  'CUSTOMER_HOLD',
  'CUSTOMER_WHISPER',
  'AGENT_HOLD',
  'AGENT_WHISPER',
  'OUTBOUND_WHISPER',
  'AGENT_TRANSFER',
  'QUEUE_TRANSFER',
  'CAMPAIGN',
] as const;

/** GET /contact-flows-summary/{InstanceId}. */
export const listContactFlows: Operation = ({ labels, query }, { seed }) => {
  requireInstance(seed, labels.InstanceId ?? '');
  const types: string[] = requireEnums(query.getAll('contactFlowTypes'), FLOW_TYPES, 'ContactFlowTypes', 10);
  const flows = seed.flows.filter(({ type }) => types.length === 0 || types.includes(type));
  const { page, next } = paginate(flows, pageQuery(query));
  const ContactFlowSummaryList = page.map((flow) => ({
    Id: flow.id,
    Arn: resourceArn(seed, 'contact-flow', flow.id),
    Name: flow.name,
    ContactFlowType: flow.type,
    ContactFlowState: flow.state,
    ContactFlowStatus: flow.status,
  }));
  return { ContactFlowSummaryList, ...next };
};
