import type { Finding } from '../finding.ts';
import { idOf } from './arn.ts';
import { judgeUnseen, type Look } from './look.ts';
import type { FlowFacts } from './reader.ts';

export interface FlowOfChannel {
  /** Of the channel. */
  name: string;
  label: string;
  variable: string;
  /** Id or ARN. */
  flowId: string;
}

interface Where {
  instanceId: string;
  region: string;
}

/** Whether the flow of a channel is there, and can be run. */
export function judgeFlow(look: Look<FlowFacts[]>, channel: FlowOfChannel, where: Where): Finding {
  const { name, label, variable, flowId } = channel;
  const common = { area: 'Amazon Connect', check: `${name}-flow` } as const;
  if (look.kind === 'unseen') {
    const permission = { action: 'connect:ListContactFlows', sid: 'LookUpFlows' };
    return judgeUnseen(look, { ...common, what: `whether the flow of ${variable} is there`, permission });
  }
  const flow = look.fact.find(({ id }) => id === idOf(flowId));
  const failure = { ...common, verdict: 'failure' } as const;
  const list = `aws connect list-contact-flows --region ${where.region} --instance-id ${where.instanceId} --contact-flow-types CONTACT_FLOW`;
  if (!flow)
    return {
      ...{ ...failure, says: `The instance has no flow ${flowId}, which ${variable} names.` },
      cause: 'It was deleted, or it is of another instance.',
      next: `Copy the id of a flow of this instance into ${variable}.`,
      command: list,
    };
  const told = `The flow "${flow.name}" of ${variable}`;
  if (flow.type !== 'CONTACT_FLOW')
    return {
      ...{ ...failure, says: `${told} has the wrong type: ${flow.type}.` },
      cause: 'Only a flow of the type CONTACT_FLOW can begin a contact.',
      next: `Name a flow of that type in ${variable}.`,
      command: list,
    };
  if (flow.state === 'ARCHIVED')
    return {
      ...{ ...failure, says: `${told} is archived.` },
      cause: 'Amazon Connect runs no archived flow.',
      next: 'Restore it, or name another one.',
      command: `aws connect update-contact-flow-metadata --region ${where.region} --instance-id ${where.instanceId} --contact-flow-id ${flow.id} --contact-flow-state ACTIVE`,
    };
  if (flow.status === 'SAVED')
    return {
      ...{ ...failure, says: `${told} was saved, but never published.` },
      cause: 'Amazon Connect runs published flows only.',
      next: 'Open it in the flow designer of Amazon Connect, and press "Publish".',
    };
  return { ...common, verdict: 'ok', says: `${label}: the flow "${flow.name}" is published.` };
}
